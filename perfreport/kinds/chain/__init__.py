"""What a document has to do with those before it: comparison, and drafts (一年的文书前后相承)."""

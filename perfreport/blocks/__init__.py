"""What kinds are composed of: parts of a document, and how they are printed and read back."""

"""Who takes part: each module has a function ``render`` that makes the bytes of a document."""

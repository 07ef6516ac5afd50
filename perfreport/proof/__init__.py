"""Proving a form (核对版式): sample documents, printed on it, lose nothing and are read back."""

"""Data files in and out, with the place of every field. Knows no kind and no form."""

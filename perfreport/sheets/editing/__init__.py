"""A workbook (.xlsx) that somebody gave, changed in place: all that is not touched stays."""

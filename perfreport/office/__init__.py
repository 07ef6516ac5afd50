"""What Word files and workbooks have in common: parts in a zip file, which refer to one another."""

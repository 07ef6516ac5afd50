"""What stands on a page, whatever kind of file it was read from."""

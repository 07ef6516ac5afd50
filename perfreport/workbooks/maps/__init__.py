"""Sheets that others made: what stands where in them, as data (对照表)."""

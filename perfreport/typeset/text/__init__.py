"""Text measured, broken into lines, justified."""

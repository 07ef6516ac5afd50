"""From markup to a finished PDF file."""

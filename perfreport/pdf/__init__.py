"""From display lists to a finished PDF file."""

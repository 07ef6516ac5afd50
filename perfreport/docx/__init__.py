"""From a view and a Word template to a finished Word file."""

"""Tables: columns, set cells, rows over as many pages as they take."""

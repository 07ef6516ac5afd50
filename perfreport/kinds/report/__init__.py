"""Reports in prose that a form declares by its outline alone (提纲): no Python of their own."""

"""Each kind as it is listed, in a module of its own: most documents need no other."""

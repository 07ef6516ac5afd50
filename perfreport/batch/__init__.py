"""Many documents: handed out to whoever does the work, and a record of what became of each."""

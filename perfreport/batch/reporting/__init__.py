"""What the record of a folder of results comes to: sums, lists, and how they are told."""

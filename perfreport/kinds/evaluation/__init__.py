"""What evaluations of all kinds go by: schemes, and points computed by them."""

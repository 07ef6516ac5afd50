"""What characters are whatever the font: where a line may end, what cannot be set."""

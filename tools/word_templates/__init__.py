"""Makes the built-in Word templates, so that what they have in common is written once."""

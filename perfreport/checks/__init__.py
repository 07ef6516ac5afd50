"""Checking documents: rules over the models, and findings that say what does not hold."""

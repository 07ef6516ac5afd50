"""Faces: found by name, measured, and chosen for each character."""

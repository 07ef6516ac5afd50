"""Changing fields inside an existing data file and nothing else of it."""

from perfreport.updating.update import rewrite, update

__all__ = ["rewrite", "update"]

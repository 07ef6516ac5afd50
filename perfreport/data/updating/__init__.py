"""Changing fields inside an existing data file and nothing else of it."""

from perfreport.data.updating.update import rewrite, written

__all__ = ["rewrite", "written"]

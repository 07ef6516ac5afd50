"""Addresses: tuples of steps, which are names and positions from 0.

What the names are tells the three apart; none is taken for another without a function that says so
(``walk.keyed``, ``places.in_document``, ``places.in_view``).
"""

from __future__ import annotations

DataPath = tuple[str | int, ...]
"""Where something stands in a data file: by its keys, as ``("项目", 0, "名称")``."""

FieldPath = tuple[str | int, ...]
"""Where a field stands in a document: by the attributes of its models."""

ViewPath = tuple[str | int, ...]
"""Where a text stands in a view: by the view's fields, with ``EACH`` for every row of a list."""

EACH = "*"
"""The step that stands for every row of a list."""

"""What stands on the pages of a document, and what is read off them again."""

from __future__ import annotations

from typing import Any

from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.printing import build_page_view, build_view


def page_view(document: Document, form: Form) -> Any:
    """``document`` as it stands on the pages of ``form``."""
    return side_by_side(build_page_view(document, form), form)


def side_by_side(view: Any, form: Form) -> Any:
    """``view`` with what has one half each side by side, where ``form`` has two halves."""
    if not form.has_halves:
        return view
    from perfreport.compare import halves  # late: few forms have halves

    return halves.side_by_side(view, form.view)


def read_view(document: Document, form: Form, view: Any) -> Any:
    """What is read off the page of ``view``: without spare rows, each indicator a row."""
    if form.spare_rows is None and not form.has_halves:
        return view
    return build_view(document, form)

"""The views of data files, made as a render makes them."""

from __future__ import annotations

from perfreport.blocks.printed import View
from perfreport.blocks.printing import build_view
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import understand
from perfreport.forms.registry import FormRegistry

_REGISTRY = FormRegistry()


def view_of(text: str, form_id: str | None = None) -> View:
    """What the templates see of the data file ``text``."""
    loaded = understand(parse_source(text), _REGISTRY, form_id)
    return build_view(loaded.document, loaded.form)

"""Small evaluation tables of units, whose figures are added up by hand in the tests."""

from __future__ import annotations

from pathlib import Path

from perfreport.data.data_files import parse_source
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.summarising import Summed, summed
from perfreport.forms.registry import FormRegistry

REGISTRY = FormRegistry()

TWO = (Path(__file__).parent / "two_projects.yaml").read_text("utf-8")
"""The first project scores 98.60, the second 75.00."""

_ITEM = "  - 名称:"
HEAD, *_PROJECTS = TWO.split(_ITEM)
DREDGING, TRAINING = (f"{_ITEM}{each}" for each in _PROJECTS)


def loaded(text: str, name: str = "某.yaml") -> Loaded:
    """The document in ``text``, which may have gaps."""
    return understand(parse_source(text, name), REGISTRY, allow_pending=True)


def of(*texts: str) -> Summed:
    """What documents say together, each in a file of its own."""
    named = (loaded(text, f"{number}.yaml") for number, text in enumerate(texts, start=1))
    return summed(list(named), REGISTRY)

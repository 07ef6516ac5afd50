"""The one place that knows where templates, fonts and examples lie.

In a wheel they are ``perfreport/resources/…``; in an editable install and in the source tree they
are the folders beside the package.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def _folder(name: str) -> Path:
    installed = _PACKAGE / "resources" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def templates() -> Path:
    """The built-in forms: ``forms/`` manifests, ``docx/`` and ``pdf/`` templates."""
    return _folder("templates")


def fonts() -> Path:
    """The fonts that ship with perfreport."""
    return _folder("fonts")


def examples() -> Path:
    """The published documents as data files."""
    return _folder("data_examples")

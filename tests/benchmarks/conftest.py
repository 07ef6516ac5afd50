"""What the engines of the benchmarks need on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import office

_NEEDS = {
    "libreoffice_command": ("soffice",),
    "libreoffice_kept": ("soffice", "python_with_uno"),
    "docxtpl_rust": ("rust_docxtpl",),
    "peers_both": ("rust_docxtpl",),
}
"""Fixtures without which an engine cannot work."""


@pytest.fixture
def ready(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> str:
    """The ``engine``, once what it needs is there; LibreOffice shares its profile with no test."""
    for name in _NEEDS.get(engine, ()):
        request.getfixturevalue(name)
    request.getfixturevalue("monkeypatch").setattr(office, "PROFILE", tmp_path / "profile")
    return engine

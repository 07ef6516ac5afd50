"""Units with a document each, and what a run made of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import perfreport as library

OURS = library.Settings(system_fonts=False)
FIXED = ("--no-system-fonts",)
RECORD = "perfreport.sqlite"


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def results(folder: str = "结果") -> dict[str, bytes]:
    """The files that were made, by their paths, but for the record; nothing else is there."""
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    assert not [path for path in files if any(part.startswith(".") for part in path.parts)]
    return {str(path): path.read_bytes() for path in files if not path.name.startswith(RECORD)}


def recorded(query: str, folder: str = "结果") -> list[Any]:
    with closing(sqlite3.connect(Path(folder, RECORD))) as base:
        return base.execute(query).fetchall()


def made(**options: Any) -> library.Built:
    return library.build_many(["各单位"], "结果", settings=OURS, **options)

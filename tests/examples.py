"""The five published documents, read and rendered once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import perfreport
from perfreport.blocks.model import Document
from perfreport.documents.rendering import Format

FOLDER = Path(__file__).parent.parent / "data_examples"

EXAMPLES = (
    "guangzhou-2024-department-targets",
    "guangzhou-2023-project-targets",
    "guangzhou-2023-self-evaluation",
    "zengcheng-2024-project-targets",
    "panyu-2024-department-targets",
)


@cache
def example(name: str) -> Document:
    """The example called ``name`` as a typed document."""
    return perfreport.load(FOLDER / f"{name}.yaml")


@cache
def rendered(name: str, format: Format) -> bytes:
    """The example called ``name`` as a finished file, with the bundled fonts alone."""
    return perfreport.render(
        example(name), format, settings=perfreport.Settings(system_fonts=False)
    )

"""Imports go one way, and each outside library is known in one place only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "perfreport"
LAYERS = (
    "messages chinese invisible resources properties collector",
    "errors",
    "quantities files templating",
    "models template_names",
    "io schema",
    "forms",
    "checks documents views differences",
    "typeset",
    "checking docx drafts explain pdf too_wide updating",
    "reading",
    "inputs rendering taking_over",
    "overwriting",
    "api",
    "cli",
    "__init__ __main__",
)
"""A module imports from the lines above its own, and from its own package."""

TYPESET = PACKAGE / "typeset"
STAGES = (
    "cache characters",
    "fonts",
    "display",
    "budget text",
    "markup",
    "paragraphs",
    "tables",
    "pages",
    "engine",
)
"""The same for the modules and packages in ``perfreport.typeset``, which are its stages."""

OUTSIDE = {
    "docx": {"docxtpl", "docx", "lxml"},
    "pdf": {"reportlab"},
    "pdf typeset": {"uharfbuzz"},
    "cli": {"click", "rich"},
    "io": {"yaml"},
}
"""What only one package of perfreport may import, or two of them."""

Import = tuple[Path, str]


def imports() -> Iterator[Import]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)


def unit(path: Path, package: Path = PACKAGE) -> str:
    """The module or package directly inside ``package`` to which the file belongs."""
    return path.relative_to(package).with_suffix("").parts[0]


def layer(name: str, layers: Sequence[str] = LAYERS) -> int:
    found = [number for number, names in enumerate(layers) if name in names.split()]
    assert found, f"{name} has no place in LAYERS or STAGES yet"
    return found[0]


IMPORTS = tuple(imports())
INSIDE = [(path, name.split(".")[1]) for path, name in IMPORTS if name.startswith("perfreport.")]


@pytest.mark.parametrize("importer", sorted({unit(path) for path, _ in INSIDE}))
def test_a_module_imports_only_from_lower_layers(importer: str) -> None:
    upwards = [
        f"{path.relative_to(PACKAGE.parent)} imports perfreport.{imported}"
        for path, imported in INSIDE
        if unit(path) == importer != imported and layer(imported) >= layer(importer)
    ]
    assert upwards == []


def test_a_stage_of_typesetting_imports_only_from_lower_ones() -> None:
    inside = [
        (unit(path, TYPESET), name.split(".")[2])
        for path, name in IMPORTS
        if path.is_relative_to(TYPESET) and name.startswith("perfreport.typeset.")
    ]
    assert inside
    upwards = [
        f"{stage} imports {imported}"
        for stage, imported in inside
        if stage != imported and layer(imported, STAGES) >= layer(stage, STAGES)
    ]
    assert upwards == []


def test_typesetting_makes_nothing_of_a_file_format() -> None:
    of_pdf = re.compile(r"\.hex\(|\bT[cdfjJLmrwz]\b|\bBT\b|\bobj\b|%PDF")
    found = [
        f"{path.relative_to(PACKAGE.parent)}: {match[0]}"
        for path in TYPESET.rglob("*.py")
        if (match := of_pdf.search(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(("home", "libraries"), OUTSIDE.items())
def test_a_library_is_imported_in_its_own_package_only(home: str, libraries: set[str]) -> None:
    elsewhere = [
        f"{path.relative_to(PACKAGE.parent)} imports {name}"
        for path, name in IMPORTS
        if name.split(".")[0] in libraries and unit(path) not in home.split()
    ]
    assert elsewhere == []

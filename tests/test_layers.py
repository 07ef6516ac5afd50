"""Imports go one way, and each outside library is known in one place only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "perfreport"
LAYERS = (
    "messages chinese invisible resources properties collector",
    "errors",
    "quantities files templating",
    "models template_names",
    "io schema",
    "compare forms",
    "checks documents views",
    "checking docx drafts explain pdf too_wide updating",
    "reading",
    "inputs rendering taking_over",
    "overwriting",
    "api",
    "cli",
    "__init__ __main__",
)
"""A module imports from the lines above its own, and from its own package."""

OUTSIDE = {
    "docx": {"docxtpl", "docx", "lxml"},
    "pdf": {"reportlab", "uharfbuzz"},
    "cli": {"click", "rich"},
    "compare": {"rapidfuzz"},
    "io": {"yaml"},
}
"""What only one package of perfreport may import."""

Import = tuple[Path, str]


def imports() -> Iterator[Import]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [alias.name for alias in node.names] if node.module == "perfreport" else []
                yield from ((path, f"perfreport.{name}") for name in names)
                yield path, node.module


def unit(path: Path) -> str:
    """The module or package directly inside ``perfreport`` to which the file belongs."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def layer(name: str) -> int:
    found = [number for number, names in enumerate(LAYERS) if name in names.split()]
    assert found, f"perfreport.{name} has no place in LAYERS yet"
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


@pytest.mark.parametrize(("home", "libraries"), OUTSIDE.items())
def test_a_library_is_imported_in_its_own_package_only(home: str, libraries: set[str]) -> None:
    elsewhere = [
        f"{path.relative_to(PACKAGE.parent)} imports {name}"
        for path, name in IMPORTS
        if name.split(".")[0] in libraries and unit(path) != home
    ]
    assert elsewhere == []

"""Imports go one way, and each outside library is known in one place only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "perfreport"
LAYERS = (
    "basics",
    "blocks office",
    "sheets",
    "compare",
    "data",
    "checks",
    "kinds",
    "charts forms page",
    "docx typeset workbooks",
    "derivation pdf xlsx",
    "roundtrip",
    "documents",
    "proof",
    "batch",
    "api",
    "cli",
    "__init__ __main__",
)
"""A module imports from the lines above its own, and from its own package."""

FOLDERS = {
    "blocks": (
        "choices fields months titles words",
        "notations walk",
        "complaints json_text printed replacing",
        "frame model numbers phrases",
        "whole",
        "declared found scheme sums taxonomy variants withheld wording",
        "asking funds shared slots spare",
        "specialised",
        "form lexicon",
        "indicator_form scored_form",
        "cell_reader cells explanation places said sentences",
        "printing sure_cells",
        "reading_back tracing",
    ),
    "batch": (
        "addresses papers processes",
        "plan recipe running storage",
        "hands machines manifest named places",
        "earlier records",
        "building checking making",
        "many merging reporting year_folder",
        "overview",
    ),
    "batch/reporting": (
        "charts record",
        "summary",
        "programs tables",
        "page workbook",
    ),
    "checks": (
        "likeness",
        "targets",
        "engine",
        "bases footing pending printing",
        "amounts declared_sums indicators quantities texts",
        "rules",
    ),
    "kinds": (
        "kind",
        "evaluation",
        "monitoring",
        "department_targets project_targets self_evaluation",
        "department_evaluation project_evaluation transfer_evaluation",
        "department_monitoring project_monitoring",
        "report",
        "chain rules",
        "listed",
        "__init__",
    ),
    "compare": (
        "alignment likeness wording",
        "halves matching segments",
        "difference rows",
        "applying documents merging",
        "reports",
        "__init__",
    ),
    "cli": (
        "findings streams wording",
        "known printing progress",
        "changes completion late receipts sources workers",
        "options writing",
        "mapped merging",
        "many",
        "build catalogue check convert demo diff draft explain form maps new read regenerate "
        "report summary year",
        "__init__",
    ),
    "data": (
        "schema shapes shielding source yaml_habits",
        "json_nodes",
        "extents items json_reader pending units yaml_advice",
        "gaps yaml_reader",
        "lexicon",
        "naming",
        "validation",
        "examining",
        "data_files writing",
        "outline updating",
    ),
    "derivation": (
        "faces formats frames places",
        "controls properties writing",
        "grid stylesheet",
        "numbering pieces rows",
        "balancing inline merging paragraphs tableformat tableplace",
        "cells headings heads page",
        "body rowwriter",
        "tables",
        "bodywriter",
        "template",
        "derived",
    ),
    "docx": (
        "package wordml",
        "contents tags",
        "cells draft embedding figures page properties safety soundness spanning whereabouts",
        "charts ends rowheights widths",
        "keeping",
        "filled",
        "template",
    ),
    "workbooks": (
        "entries told",
        "cells headings looks trees typed",
        "heads layout",
        "contents doubts drawing passed",
        "explanation grid maps",
        "besides writing",
        "blank documentsheet listrows",
        "linking",
        "reading updating",
    ),
    "sheets": (
        "biff compound formats workbook",
        "dates found numbers",
        "figures showing",
        "sheetml",
        "styles",
        "xlssheet xlsxsheet",
        "ods xls xlsx",
        "editing reading",
    ),
    "office": (
        "compound limits package xml",
        "others relationships",
        "unpacking",
    ),
    "pdf": (
        "cff pdffile",
        "deflated",
        "conformance embedding structure",
        "content",
        "writer",
    ),
    "proof": (
        "finding pages texts words",
        "report samples tags_in_templates",
        "tags trial",
        "proving",
        "once",
    ),
    "roundtrip": (
        "headings pattern trees",
        "completion layout plain printed_texts",
        "absent codes heads reading unprinted",
        "arranging changes printed_codes",
        "costs points printed_halves",
        "headed_units side_by_side spare",
        "page_texts",
        "table_cells total_rows",
        "grouping pieces rows",
        "halves template_reading",
        "formulas guessing original recomputed repeated restored sections tables taken_away typed "
        "units",
        "memory page report",
        "notes",
        "reader",
        "files",
        "__init__",
    ),
    "typeset": (
        "cache characters",
        "fonts structure",
        "display",
        "budget text",
        "markup",
        "tabs",
        "paragraphs",
        "figures pagenumbers upcoming",
        "pages",
        "tables",
        "engine",
    ),
    "xlsx": (
        "computing excess grid numbers parted plan traces",
        "embedding",
        "formulas looks page",
        "contents paper",
        "rows",
        "sheets",
        "writer",
    ),
}
"""The same inside packages that have folders."""

OUTSIDE = {
    "docx": {"docxtpl", "docx"},
    "workbooks xlsx": {"xlsxwriter"},
    "docx derivation office sheets xlsx": {"lxml"},
    "charts pdf": {"reportlab"},
    "office pdf xlsx": {"deflate"},
    "pdf typeset": {"uharfbuzz"},
    "cli": {"click", "rich"},
    "compare": {"rapidfuzz"},
    "data": {"yaml"},
    "batch": {"distributed", "fsspec", "matplotlib"},
}
"""What only one package of perfreport may import, or two of them."""

HOLDERS = {"perfreport", *(f"perfreport.{folder}" for folder in FOLDERS)}
Import = tuple[Path, str]


def imports() -> Iterator[Import]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                if node.module in HOLDERS:
                    yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)
                yield path, node.module


def unit(path: Path, folder: Path = PACKAGE) -> str:
    """The module or package directly inside ``folder`` to which the file belongs."""
    return path.relative_to(folder).with_suffix("").parts[0]


def upward_imports(folder: Path, layers: Sequence[str]) -> list[str]:
    """The imports inside ``folder`` that do not come from a line above."""
    start = f"{folder.relative_to(PACKAGE.parent).as_posix().replace('/', '.')}."
    numbers = {name: number for number, names in enumerate(layers) for name in names.split()}
    placed = [
        (path, unit(path, folder), name.removeprefix(start).split(".")[0])
        for path, name in IMPORTS
        if path.is_relative_to(folder) and name.startswith(start)
    ]
    missing = {name for _, *names in placed for name in names} - numbers.keys()
    assert not missing, f"no place in the layers of {folder.name} yet: {missing}"
    return [
        f"{path.relative_to(PACKAGE.parent)} imports {imported}"
        for path, importer, imported in placed
        if importer != imported and numbers[imported] >= numbers[importer]
    ]


IMPORTS = tuple(imports())


def test_a_module_imports_only_from_lower_layers() -> None:
    assert upward_imports(PACKAGE, LAYERS) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_module_of_a_folder_imports_only_from_lower_layers(folder: str) -> None:
    assert upward_imports(PACKAGE / folder, FOLDERS[folder]) == []


def test_what_stands_outside_the_kinds_knows_their_list_alone() -> None:
    of_the_chain = (
        "account",
        "comparison",
        "outcomes",
        "summarised",
        "summary",
        "together",
        "untold",
    )
    known = (
        "perfreport.kinds",
        "perfreport.kinds.kind",
        *(f"perfreport.kinds.chain.{each}" for each in of_the_chain),
    )
    found = {
        f"{path.relative_to(PACKAGE.parent)} imports {name}"
        for path, name in IMPORTS
        if name.startswith("perfreport.kinds.") and unit(path) not in ("kinds", "api", "__init__")
        if name not in known and name != "perfreport.kinds.KINDS"
    }
    assert found == set()


@pytest.mark.parametrize(("home", "libraries"), OUTSIDE.items())
def test_a_library_is_imported_in_its_own_package_only(home: str, libraries: set[str]) -> None:
    elsewhere = [
        f"{path.relative_to(PACKAGE.parent)} imports {name}"
        for path, name in IMPORTS
        if name.split(".")[0] in libraries and unit(path) not in home.split()
    ]
    assert elsewhere == []


def test_typesetting_makes_nothing_of_a_file_format() -> None:
    of_pdf = re.compile(r"\.hex\(|\bT[cdfjJLmrwz]\b|\bBT\b|\bobj\b|%PDF")
    found = [
        f"{path.relative_to(PACKAGE.parent)}: {match[0]}"
        for path in (PACKAGE / "typeset").rglob("*.py")
        if (match := of_pdf.search(path.read_text("utf-8")))
    ]
    assert found == []

"""Word templates of 项目申报书 from a few lines each, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, TypeAlias

import docx
from docx.enum.text import WD_BREAK

from perfreport.documents.loading import Loaded, fitted
from perfreport.documents.rendering import Format, Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_docx
from tests.forms.own_templates import with_file
from tests.kinds.sheets import KINDS
from tests.kinds.sheets.model import ProjectSheets
from tests.roundtrip.word_editor import WordEditor

FORM = "some-project-sheets"
NEW_PAGE = "\f"
"""A paragraph that is a page break."""

Rows: TypeAlias = Sequence[Sequence[str]]
Body: TypeAlias = Sequence[str | Rows]
"""Paragraphs and tables; ``#`` begins a heading, ``1.`` a paragraph of a numbered list."""

_MANIFEST = f"""\
版式: {FORM}
文种: 项目申报书
名称: 试样
地区: 某市
年度: "2024"
依据: 试样
标题: "{{department}}{{year}}年项目申报书"
"""


def word_template(body: Body) -> bytes:
    """A Word file of these paragraphs and tables; a line break begins a paragraph of a cell."""
    document = docx.Document()
    for piece in body:
        if piece == NEW_PAGE:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(piece, str):
            _paragraph(document, piece)
        else:
            _table(document, piece)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _paragraph(document: docx.document.Document, text: str) -> None:
    marks = {"# ": "Heading 1", "1. ": "List Number"}
    mark = next(filter(text.startswith, marks), "")
    document.add_paragraph(text.removeprefix(mark), marks.get(mark))


def _table(document: docx.document.Document, rows: Rows) -> None:
    table = document.add_table(0, max(map(len, rows)), style="Table Grid")
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=False):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)


class _WhateverIsThere(Renderer):
    """Prints what a template has a place for: each of these prints a part of the document."""

    def require_places(self, loaded: Loaded, formats: Iterable[Format]) -> None:
        """Let the rest go."""


class Strange(NamedTuple):
    """A stranger's template, and the forms that it belongs to."""

    registry: FormRegistry

    @classmethod
    def of(cls, body: Body, folder: Path) -> Strange:
        """The template of ``body``, put into ``folder``."""
        with_file(folder, f"forms/{FORM}.yaml", _MANIFEST)
        path = folder / "docx" / f"{FORM}.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(word_template(body))
        return cls(FormRegistry([folder], KINDS))

    def word(self, document: ProjectSheets) -> bytes:
        """The Word file of ``document``."""
        loaded = fitted(document, self.registry, FORM)
        return _WhateverIsThere(self.registry).render(loaded, "docx").content

    def read(self, content: bytes) -> Reading:
        """What ``content`` says."""
        return read_docx(content, self.registry)

    def edited(self, document: ProjectSheets, *edits: Callable[[WordEditor], object]) -> Reading:
        """What the Word file of ``document`` says after ``edits``."""
        editor = WordEditor(self.word(document))
        for edit in edits:
            edit(editor)
        return self.read(editor.save())


def sheets_in(reading: Reading) -> ProjectSheets:
    """The document of ``reading``."""
    assert isinstance(reading.document, ProjectSheets)
    return reading.document

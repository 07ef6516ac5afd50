"""What a Word document says: its paragraphs with their automatic numbers, and its tables.

Reads the file's XML, so that a test sees what Word sees and not what the library that wrote it
believes. What is printed at the head of every page comes first, as in a PDF; footers are left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lxml import etree

from tests.content import Cell, Content, Paragraph, Table, squeeze, table_of
from tests.docx_numbering import Numbering, W, value

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BODY = "word/document.xml"
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins")}
_CHARACTERS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def read_docx(document: bytes | Path) -> Content:
    """What ``document`` says."""
    file = io.BytesIO(document) if isinstance(document, bytes) else document
    with zipfile.ZipFile(file) as package:
        reader = _Reader(package)
        header = reader.running_header()
        return (*reader.blocks(header), *reader.blocks(reader.body))


class _Reader:
    """The parts of a document that its text is made of."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        body = self._part(_BODY).find(W + "body")
        if body is None:
            raise ValueError("a Word document without a body")
        self.body = body
        names = package.namelist()
        has_numbering = "word/numbering.xml" in names
        self._numbering = Numbering(
            self._part("word/numbering.xml") if has_numbering else None,
            self._part("word/styles.xml"),
        )

    def running_header(self) -> etree._Element:
        """The header of the first section's ordinary pages; an empty element if there is none."""
        for reference in self.body.iter(W + "headerReference"):
            if reference.get(W + "type", "default") == "default":
                return self._part(self._target(str(reference.get(_R + "id"))))
        return etree.Element(W + "hdr")

    def blocks(self, parent: etree._Element) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables right under ``parent``, without empty paragraphs."""
        run_in = ""
        for element in _unwrapped(parent):
            if element.tag == W + "tbl":
                yield from self._lines_and_table(element)
            elif element.tag == W + "p":
                text = run_in + self._text(element)
                run_in = text if _runs_in(element) else ""
                if squeeze(text) and not run_in:
                    yield Paragraph(text)

    def _text(self, paragraph: etree._Element) -> str:
        return self._numbering.number(paragraph) + _own_text(paragraph)

    def _lines_and_table(self, table: etree._Element) -> Iterator[Paragraph | Table]:
        """The rows without side borders as the lines they look like, then the table below them."""
        rows = [row for row in _unwrapped(table) if row.tag == W + "tr"]
        while rows and _is_line(rows[0]):
            texts = (self._text(paragraph) for paragraph in rows.pop(0).iter(W + "p"))
            yield Paragraph("".join(texts))
        if rows:
            yield self._table(rows)

    def _table(self, rows: list[etree._Element]) -> Table:
        cells: list[Cell] = []
        for index, row in enumerate(rows):
            column = int(value(row, "trPr", "gridBefore") or 0)
            for element in _unwrapped(row):
                if element.tag == W + "tc":
                    cell = self._cell(element, index, column)
                    _add(cells, cell, merged=_continues_merge(element))
                    column += cell.colspan
        header_rows = next((i for i, row in enumerate(rows) if not _is_header(row)), len(rows))
        return table_of(cells, header_rows)

    def _cell(self, element: etree._Element, row: int, column: int) -> Cell:
        texts = [self._text(paragraph) for paragraph in element.iter(W + "p")]
        colspan = int(value(element, "tcPr", "gridSpan") or 1)
        return Cell(row, column, "\n".join(texts), colspan=colspan)

    def _part(self, name: str) -> etree._Element:
        return etree.fromstring(self._package.read(name))

    def _target(self, relationship_id: str) -> str:
        for relationship in self._part("word/_rels/document.xml.rels"):
            if relationship.get("Id") == relationship_id:
                return str(PurePosixPath("word") / str(relationship.get("Target")))
        raise ValueError(f"relationship {relationship_id} leads nowhere")


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of ``parent``, those within content controls and tracked insertions too."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _own_text(paragraph: etree._Element) -> str:
    """The visible text of ``paragraph``'s runs, without deleted text and field codes."""
    texts: list[str] = []
    for run in paragraph.iter(W + "r"):
        if run.find(f"{W}rPr/{W}vanish") is None:
            texts.extend(_run_text(run))
    return "".join(texts)


def _run_text(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        elif isinstance(child.tag, str):
            # A page break within a paragraph, as LibreOffice writes it, is no line of its own.
            if child.get(W + "type") != "page":
                yield _CHARACTERS.get(child.tag, "")


def _runs_in(paragraph: etree._Element) -> bool:
    """Whether the next paragraph goes on in the same line: Word's style separator."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}specVanish") is not None


def _is_line(row: etree._Element) -> bool:
    """Whether nothing is drawn left and right of the row's cells."""
    sides = ("left", "right")
    return all(
        value(cell, "tcPr", "tcBorders", side) == "nil"
        for cell in row.iter(W + "tc")
        for side in sides
    )


def _is_header(row: etree._Element) -> bool:
    header = row.find(f"{W}trPr/{W}tblHeader")
    return header is not None and header.get(W + "val", "1") not in ("0", "false", "off")


def _continues_merge(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _add(cells: list[Cell], cell: Cell, *, merged: bool) -> None:
    """Add ``cell``, or lengthen the cell above it by one row if it is ``merged`` with that."""
    if not merged:
        cells.append(cell)
        return
    place = (cell.column, cell.colspan, cell.row)
    for index in reversed(range(len(cells))):
        above = cells[index]
        if (above.column, above.colspan, above.row + above.rowspan) == place:
            cells[index] = replace(above, rowspan=above.rowspan + 1)
            return
    raise ValueError(f"row {cell.row}, column {cell.column} is merged with nothing above")

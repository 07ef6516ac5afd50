"""From the parts of a Word file to what stands on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from lxml import etree

from perfreport.docx.contents import without_contents
from perfreport.docx.page.elements import number_in, unwrapped, value_in, words_in
from perfreport.docx.page.numbering import ListNumbers
from perfreport.docx.page.package import measured
from perfreport.docx.page.plain import PlainCell, PlainRows, plain_cell
from perfreport.docx.page.runs import TextReader, visible
from perfreport.docx.page.styles import Styles
from perfreport.docx.wordml import W
from perfreport.office.limits import Limits, refusal
from perfreport.office.package import Parts
from perfreport.office.relationships import related_parts
from perfreport.office.xml import XmlError, parse
from perfreport.page.blocks import Block, Cell, Page, Paragraph, Row, Table, Traces

_DAMAGED = "这个 Word 文件的内容已损坏，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx 再读"
_STRICT = "这个 Word 文件存成了“严格的 Open XML”，请在 Word 里另存为普通的 .docx 再读"
_STRICT_ROOT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"
_CONTENTS = b"TOC"
_ROW = ("tr", "trPr", "ins", "del")
_CELL = ("tc", "tcPr", "cellIns", "cellDel")
_OF_EVERY_DOCUMENT = ("separator", "continuationSeparator", "continuationNotice")
"""The types of notes that nobody wrote: the lines between text and notes."""


def read_page(parts: Parts, main: str, limits: Limits, *, is_template: bool = False) -> Page:
    """What stands in the document whose main part is ``main``.

    Results of Word's fields are its text; in a template ``FIELD`` stands for each.

    Raises:
        InputError: when it cannot be understood as XML, or is beyond ``limits``.
    """
    try:
        return _Reader(parts, main, limits, is_template=is_template).page()
    except XmlError:
        raise refusal(_DAMAGED) from None


class _Reader:
    def __init__(self, parts: Parts, main: str, limits: Limits, *, is_template: bool) -> None:
        self._parts = parts
        self._limits = limits
        self._related = related_parts(parts, main)
        self._root = parse(parts[main])
        if _CONTENTS in parts[main]:  # few have any, and to look for them takes a walk
            without_contents(self._root)
        styles = self._related_roots("styles")
        self._styles = Styles(styles)
        self._numbering = ListNumbers(self._related_roots("numbering"), styles)
        self._traces = Traces()
        self._texts = TextReader(self._styles, self._traces, is_template=is_template)
        # A field of a template may reach over several cells.
        self._has_plain = not is_template
        self._plain_rows = PlainRows()

    def page(self) -> Page:
        if self._root.tag == _STRICT_ROOT:
            raise refusal(_STRICT)
        body = self._root.find(W + "body")
        if body is None:
            raise XmlError("no body")
        self._limits.require(**measured(self._root))
        blocks = tuple(self._contents(body, 0))
        self._comments()
        self._notes()
        return Page(blocks, tuple(self._margins()), self._traces)

    def _contents(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """The paragraphs with text and the tables right under ``parent``."""
        self._limits.require(table_depth=depth)
        carried = ""
        for element in unwrapped(parent):
            if element.tag == W + "tbl":
                yield self._table(element, depth)
            elif element.tag == W + "p":
                text = carried + self._texts.text(element)
                properties = element.find(W + "pPr")
                # The end of the paragraph was deleted: its words go on in the next one.
                if _has_mark(properties, "del", "moveFrom"):
                    carried = text
                    continue
                carried = ""
                # Asked for without text too: Word counts an empty paragraph of a list.
                paragraph = self._paragraph(properties, text)
                if text.strip():
                    yield paragraph
            else:
                self._texts.leave(element)
        if carried.strip():
            yield Paragraph(carried)

    def _paragraph(self, properties: etree._Element | None, text: str) -> Paragraph:
        style_id = value_in(properties, "pStyle")
        return self._styled(text, style_id, self._numbering.number(properties, style_id))

    def _styled(self, text: str, style_id: str, number: str) -> Paragraph:
        style = self._styles.style(style_id)
        return Paragraph(text, style.name, style.is_heading, number, style.level)

    def _table(self, table: etree._Element, depth: int) -> Table:
        rows: list[Row] = []
        above = Row(())
        for element in unwrapped(table):
            plain = self._plain_rows.cells(element) if self._has_plain else None
            if plain:
                above = Row(tuple(map(self._plain_cell, plain, count())))
                self._limits.require(table_depth=depth + 1)
            elif self._is_there(element, *_ROW):
                above = self._row(element, {cell.column: cell for cell in above.cells}, depth)
            else:
                continue
            if above.cells:  # else nothing stands there, and nothing can
                rows.append(above)
        return Table(tuple(rows))

    def _is_there(
        self, element: etree._Element, name: str, properties: str, put_in: str, deleted: str
    ) -> bool:
        """Whether it is a row of a table or a cell of a row when tracked changes count."""
        if element.tag != W + name:
            self._texts.leave(element)
            return False
        if element.find(f"{W}{properties}/{W}{deleted}") is not None:
            self._traces.deleted.append(words_in(element))
            return False
        if element.find(f"{W}{properties}/{W}{put_in}") is not None:
            self._traces.inserted.append(words_in(element))
        return True

    def _row(self, row: etree._Element, above: Mapping[int, Cell], depth: int) -> Row:
        """A row; ``above`` are the cells above it by their columns."""
        cells: list[Cell] = []
        column = number_in(row, "trPr", "gridBefore", 0)
        for element in unwrapped(row):
            if plain := plain_cell(element) if self._has_plain else None:
                cells.append(self._plain_cell(plain, column))
            elif self._is_there(element, *_CELL):
                cells.append(self._cell(element, column, above.get(column), depth))
            else:
                continue
            column += cells[-1].columns
        if cells:
            self._limits.require(table_depth=depth + 1)
        return Row(tuple(cells))

    def _plain_cell(self, cell: PlainCell, column: int) -> Cell:
        # Asked for without text too: Word counts an empty paragraph of a list.
        number = self._numbering.number(None, cell.style)
        text = visible(cell.text)
        paragraphs = (self._styled(text, cell.style, number),) if text.strip() else ()
        return Cell(paragraphs, column, style=self._styles.style(cell.style).name)

    def _cell(self, element: etree._Element, column: int, above: Cell | None, depth: int) -> Cell:
        paragraphs: list[Paragraph] = []
        for block in self._contents(element, depth + 1):
            paragraphs.extend(_flattened(block))
        merge = element.find(f"{W}tcPr/{W}vMerge")
        columns = number_in(element, "tcPr", "gridSpan", 1)
        if above is not None and above.columns != columns:
            above = None  # Cells of different widths are not merged, whatever they say.
        # Without a value a cell goes on with the merged one above it (ECMA-376, w:vMerge).
        is_covered = merge is not None and merge.get(W + "val", "continue") == "continue"
        return Cell(
            tuple(paragraphs),
            column,
            columns,
            (above.label if above else "") if is_covered else None,
            self._styles.style(value_in(element.find(W + "p"), "pPr", "pStyle")).name,
            above is not None and above.is_merged if is_covered else merge is not None,
        )

    def _comments(self) -> None:
        for comment in self._related_elements("comments", "comment"):
            author = (comment.get(W + "author") or "").strip() or "未署名"
            self._traces.comments.append(f"{author}：{words_in(comment)}")

    def _notes(self) -> None:
        """Footnotes and endnotes that somebody put in."""
        for name in ("footnote", "endnote"):
            for note in self._related_elements(f"{name}s", name):
                if note.get(W + "type") not in _OF_EVERY_DOCUMENT:
                    self._texts.leave(note)

    def _margins(self) -> Iterator[str]:
        for kind in ("header", "footer"):
            for paragraph in self._related_elements(kind, "p"):
                if text := "".join(each.text or "" for each in paragraph.iter("{*}t")).strip():
                    yield text

    def _related_elements(self, kind: str, name: str) -> Iterator[etree._Element]:
        for root in self._related_roots(kind):
            yield from root.iter(W + name)

    def _related_roots(self, kind: str) -> list[etree._Element]:
        return [parse(self._parts[name]) for each, name in self._related if each == kind]


def _flattened(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of ``block``; a table within a cell comes as a paragraph for each row."""
    if isinstance(block, Paragraph):
        yield block
    else:
        yield from (Paragraph(row.text) for row in block.rows if row.text)


def _has_mark(properties: etree._Element | None, *names: str) -> bool:
    """Whether the end of the paragraph with these ``properties`` has one of these marks."""
    mark = properties.find(W + "rPr") if properties is not None else None
    return mark is not None and any(mark.find(W + name) is not None for name in names)

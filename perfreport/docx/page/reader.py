"""From the parts of a Word file to what stands on the page."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from perfreport.docx.package import Parts
from perfreport.docx.page.blocks import Block, Cell, Page, Paragraph, Row, Table, Traces
from perfreport.docx.page.limits import Limits, refusal
from perfreport.docx.page.styles import Styles
from perfreport.docx.relationships import Relationship, relationships_of
from perfreport.docx.wordml import W, parse

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = {
    W + name
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink",
                 "fldSimple", "dir", "bdo")
}  # fmt: skip
_GONE = {W + "del", W + "moveFrom"}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SIGNIFICANT_FORMATS = ("b", "i", "u", "strike", "dstrike", "highlight", "em", "color", "shd")
_OFF = ("0", "false", "off", "none", "auto", "nil", "clear")
_DAMAGED = "这个 Word 文件的内容已损坏，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx 再读"


FIELD = "{{ field() }}"
"""What stands in a template for what Word computes, such as the number of a table."""


def read_page(parts: Parts, main: str, limits: Limits, *, is_template: bool = False) -> Page:
    """What stands in the document whose main part is ``main``.

    Results of Word's fields are its text; in a template ``FIELD`` stands for each.

    Raises:
        InputError: when it cannot be understood as XML, or is beyond ``limits``.
    """
    try:
        return _Reader(parts, main, limits, is_template=is_template).page()
    except ValueError:
        raise refusal(_DAMAGED) from None


class _Reader:
    def __init__(self, parts: Parts, main: str, limits: Limits, *, is_template: bool) -> None:
        self._parts = parts
        self._limits = limits
        self._related = relationships_of(parts, main)
        self._root = parse(parts[main])
        self._styles = Styles(self._related_roots("styles"))
        self._traces = Traces()
        self._is_template = is_template
        self._is_in_result = False
        self._blocks = 0
        self._characters = 0

    def page(self) -> Page:
        body = self._root.find(W + "body")
        if body is None:
            raise ValueError("no body")
        blocks = tuple(self._contents(body, 0))
        self._comments()
        self._notes()
        return Page(blocks, tuple(self._margins()), self._traces)

    def _contents(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """The paragraphs with text and the tables right under ``parent``."""
        self._limits.require("table_depth", depth)
        carried = ""
        for element in _unwrapped(parent):
            if element.tag == W + "tbl":
                yield self._table(element, depth)
            elif element.tag == W + "p":
                text = carried + self._text(element)
                if _has_mark(element, "del", "moveFrom"):
                    carried = text
                    continue
                carried = ""
                if text.strip():
                    yield self._paragraph(element, text)
        if carried.strip():
            yield Paragraph(carried)

    def _paragraph(self, element: etree._Element, text: str) -> Paragraph:
        style = element.find(f"{W}pPr/{W}pStyle")
        style_id = style.get(W + "val", "") if style is not None else ""
        return Paragraph(text, self._styles.name(style_id), self._styles.is_heading(style_id))

    def _table(self, table: etree._Element, depth: int) -> Table:
        rows: list[Row] = []
        for element in _unwrapped(table):
            if element.tag != W + "tr":
                continue
            if element.find(f"{W}trPr/{W}del") is not None:
                self._traces.deleted.append(_all_text(element))
                continue
            if element.find(f"{W}trPr/{W}ins") is not None:
                self._traces.inserted.append(_all_text(element))
            rows.append(self._row(element, rows[-1] if rows else None, depth))
        return Table(tuple(rows))

    def _row(self, row: etree._Element, above: Row | None, depth: int) -> Row:
        cells: list[Cell] = []
        column = _number(row, "trPr", "gridBefore", 0)
        for element in _unwrapped(row):
            if element.tag == W + "tc":
                cells.append(self._cell(element, column, above, depth))
                column += cells[-1].columns
        return Row(tuple(cells))

    def _cell(self, element: etree._Element, column: int, above: Row | None, depth: int) -> Cell:
        self._count()
        paragraphs: list[Paragraph] = []
        for block in self._contents(element, depth + 1):
            paragraphs.extend(_flattened(block))
        first = element.find(W + "p")
        style = self._paragraph(first, "").style if first is not None else ""
        merge = element.find(f"{W}tcPr/{W}vMerge")
        is_covered = merge is not None and merge.get(W + "val", "continue") == "continue"
        return Cell(
            tuple(paragraphs),
            column,
            _number(element, "tcPr", "gridSpan", 1),
            _text_above(above, column) if is_covered else None,
            style,
        )

    def _text(self, paragraph: etree._Element) -> str:
        self._count()
        text = "".join(self._run_texts(paragraph, tracked=False))
        self._characters += len(text)
        self._limits.require("characters", self._characters)
        return text

    def _run_texts(self, parent: etree._Element, *, tracked: bool) -> Iterator[str]:
        for child in parent:
            if child.tag == W + "r":
                text = self._run(child)
                if tracked and text:
                    self._traces.inserted.append(text)
                yield text
            elif child.tag in _GONE:
                if gone := _all_text(child):
                    self._traces.deleted.append(gone)
            elif child.tag == W + "fldSimple" and self._is_template:
                yield FIELD
            elif child.tag in _WRAPPERS:
                is_insertion = child.tag in (W + "ins", W + "moveTo")
                yield from self._run_texts(child, tracked=tracked or is_insertion)

    def _run(self, run: etree._Element) -> str:
        text = "".join(self._characters_of(run))
        properties = run.find(W + "rPr")
        if properties is not None and text.strip():
            if _is_on(properties.find(W + "vanish")):
                self._traces.asides.append(text)
                return ""
            if self._is_formatted(properties):
                self._traces.formatted.append(text)
        return text

    def _characters_of(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag == W + "fldChar" and self._is_template:
                yield self._field(child.get(W + "fldCharType", ""))
            elif self._is_in_result:
                continue
            elif child.tag == W + "t":
                yield child.text or ""
            elif child.tag == W + "sym":
                yield _symbol(child)
            elif child.tag in (W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"):
                self._drawing(child)
            elif isinstance(child.tag, str):
                yield _CHARACTERS.get(child.tag.removeprefix(W), "")

    def _field(self, mark: str) -> str:
        self._is_in_result = mark == "separate"
        return FIELD if mark == "separate" else ""

    def _drawing(self, drawing: etree._Element) -> None:
        boxes = [_all_text(box) for box in drawing.iter(W + "txbxContent")]
        self._traces.asides.extend(dict.fromkeys(filter(None, boxes)))
        self._traces.pictures += not any(boxes)

    def _is_formatted(self, properties: etree._Element) -> bool:
        if any(_is_on(properties.find(W + name)) for name in _SIGNIFICANT_FORMATS):
            return True
        faces = properties.find(W + "rFonts")
        return faces is not None and not self._styles.knows_faces(faces)

    def _comments(self) -> None:
        for root in self._related_roots("comments"):
            for comment in root.iter(W + "comment"):
                author = comment.get(W + "author") or "未署名"
                self._traces.comments.append(f"{author}：{_all_text(comment)}")

    def _notes(self) -> None:
        """Footnotes and endnotes that somebody put in; those of every document have a type."""
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            for root in self._related_roots(kind):
                notes = [each for each in root.iter(W + tag) if not each.get(W + "type")]
                self._traces.asides.extend(filter(None, map(_all_text, notes)))

    def _margins(self) -> Iterator[str]:
        for kind in ("header", "footer"):
            for root in self._related_roots(kind):
                for paragraph in root.iter(W + "p"):
                    text = "".join(each.text or "" for each in paragraph.iter(W + "t")).strip()
                    if text:
                        yield text

    def _related_roots(self, kind: str) -> list[etree._Element]:
        return [parse(self._parts[each.target]) for each in self._related if self._is(each, kind)]

    def _is(self, related: Relationship, kind: str) -> bool:
        return related.type == kind and not related.external and related.target in self._parts

    def _count(self) -> None:
        self._blocks += 1
        self._limits.require("blocks", self._blocks)


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of ``parent``, those within content controls and tracked insertions too."""
    stack = list(reversed(parent))
    while stack:
        child = stack.pop()
        if child.tag in _WRAPPERS:
            stack.extend(reversed(child))
        else:
            yield child


def _flattened(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of ``block``; a table within a cell comes as a paragraph for each row."""
    if isinstance(block, Paragraph):
        yield block
    else:
        yield from (Paragraph(row.text) for row in block.rows if row.text)


def _has_mark(paragraph: etree._Element, *names: str) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(W + name) is not None for name in names)


def _number(element: etree._Element, holder: str, name: str, default: int) -> int:
    found = element.find(f"{W}{holder}/{W}{name}")
    text = found.get(W + "val", "") if found is not None else ""
    return min(int(text), 1_000) if text.isdigit() else default


def _text_above(above: Row | None, column: int) -> str:
    """What a cell at ``column`` continues: the cell above, or what that continues."""
    for cell in above.cells if above else ():
        if cell.column == column:
            return cell.text if cell.above is None else cell.above
    return ""


def _symbol(element: etree._Element) -> str:
    code = element.get(W + "char", "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _is_on(element: etree._Element | None) -> bool:
    if element is None:
        return False
    return element.get(W + "val", element.get(W + "fill", "1")) not in _OFF


def _all_text(element: etree._Element) -> str:
    texts = element.iter(W + "t", W + "delText")
    return "".join(text.text or "" for text in texts).strip()

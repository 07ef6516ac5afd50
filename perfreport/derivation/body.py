"""The body of a Word template as markup, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from perfreport.derivation.controls import (
    Block,
    Control,
    Node,
    control,
    each_item,
    flattened,
    nested,
)
from perfreport.derivation.headings import Headings
from perfreport.derivation.inline import inline
from perfreport.derivation.paragraphs import Paragraph, ParagraphReader, parted
from perfreport.derivation.pieces import NEW_PAGE, TAB, Piece, Slot, Text
from perfreport.derivation.places import Notes, Place, refused
from perfreport.derivation.tableplace import Space
from perfreport.derivation.tables import TableWriter
from perfreport.derivation.writing import Line, StyleNames, element, opening
from perfreport.docx.page.elements import unwrapped
from perfreport.docx.tags import text_of
from perfreport.docx.wordml import W

PART = "正文"
_CONTENTS = re.compile(r"\s*TOC\b")
_CONTENTS_LEVELS = re.compile(r'\\o\s+"?\d-(\d)')
_MOST_LEVELS = 4


@dataclass(frozen=True, slots=True, eq=False)
class TableBlock:
    """A table that is yet to be written."""

    element: etree._Element
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class ContentsBlock:
    """A table of contents (目录) of so many levels."""

    levels: int
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class NewPage:
    """What follows begins a page."""

    place: Place


BodyItem = Paragraph | TableBlock | ContentsBlock | NewPage


class BodyReader:
    """Reads the blocks of one section after the other."""

    def __init__(self) -> None:
        """Begin at the first block."""
        self._paragraphs = self._tables = 0
        self._open_fields = 0

    def items(
        self, elements: Sequence[etree._Element], paragraphs: ParagraphReader
    ) -> Iterator[BodyItem | Control]:
        """What ``elements`` are, paragraphs read with ``paragraphs``.

        Raises:
            TemplateError: when the PDF has nothing like one of them.
        """
        for each in elements:
            if each.tag == W + "tbl":
                self._tables += 1
                yield TableBlock(each, Place(PART, f"第 {self._tables} 个表格", text_of(each)))
            elif each.tag == W + "p":
                self._paragraphs += 1
                yield from self._paragraph(each, paragraphs)

    def _paragraph(
        self, paragraph: etree._Element, paragraphs: ParagraphReader
    ) -> Iterator[BodyItem | Control]:
        text = text_of(paragraph)
        place = Place(PART, f"第 {self._paragraphs} 段", text)
        if contents := self._contents(paragraph):
            yield ContentsBlock(contents, place)
        elif self._open_fields:
            # What a table of contents shows until Word updates it.
            pass
        elif found := control(text, place):
            yield found
        else:
            yield from _blocks_of(paragraphs.read(paragraph, place))
        self._count_fields(paragraph)

    def _contents(self, paragraph: etree._Element) -> int:
        """The levels of the table of contents that begins in ``paragraph``; 0 for none."""
        if self._open_fields:
            return 0
        instruction = "".join(each.text or "" for each in paragraph.iter(W + "instrText"))
        if not _CONTENTS.match(instruction):
            return 0
        levels = _CONTENTS_LEVELS.search(instruction)
        self._open_fields = 0
        return min(int(levels[1]) if levels else _MOST_LEVELS - 1, _MOST_LEVELS)

    def _count_fields(self, paragraph: etree._Element) -> None:
        """Count the fields that go on in the next paragraph."""
        for each in paragraph.iter(W + "fldChar"):
            kind = each.get(W + "fldCharType")
            self._open_fields += {"begin": 1, "end": -1}.get(kind or "", 0)
        self._open_fields = max(self._open_fields, 0)


def _blocks_of(paragraph: Paragraph) -> Iterator[BodyItem]:
    """``paragraph``, parted where a page ends in it."""
    if paragraph.new_page:
        yield NewPage(paragraph.place)
    parts = parted(paragraph, NEW_PAGE)
    for number, part in enumerate(parts):
        if number:
            yield NewPage(paragraph.place)
        # A paragraph that is there for the end of the page alone prints no line.
        if len(parts) == 1 or not part.is_blank:
            yield part


class BodyWriter:
    """Writes what was read as markup."""

    def __init__(
        self, tables: TableWriter, names: StyleNames, headings: Headings, notes: Notes
    ) -> None:
        """Write tables with ``tables``; styles get their ``names``."""
        self._tables = tables
        self._names = names
        self._headings = headings
        self._notes = notes

    def lines(self, items: Sequence[BodyItem | Control], space: Space) -> Iterator[Line]:
        """The markup of ``items``, which have so much ``space``.

        Raises:
            TemplateError: when loops and conditions do not pair, or a list cannot be counted.
        """
        yield from self._nodes(nested(items), space)

    def _nodes(self, nodes: Sequence[Node[BodyItem]], space: Space) -> Iterator[Line]:
        index = 0
        while index < len(nodes):
            entries = _entries(nodes[index:])
            if entries:
                yield from self._list(nodes[index : index + entries])
                index += entries
                continue
            yield from self._node(nodes[index], space)
            index += 1

    def _node(self, node: Node[BodyItem], space: Space) -> Iterator[Line]:
        match node:
            case Block():
                for branch in node.branches:
                    yield Line(branch.control.tag, branch.control.place)
                    yield from self._nodes(branch.content, space)
                yield Line(node.end.tag, node.end.place)
            case TableBlock():
                yield from self._tables.lines(node.element, node.place, space)
            case ContentsBlock():
                yield Line(element("contents", {"levels": str(node.levels)}), node.place)
            case NewPage():
                yield Line("<page-break/>", node.place)
            case Paragraph():
                yield from self._paragraph(node)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Line]:
        level = paragraph.heading
        if level and self._headings.is_one(paragraph):
            yield from self._heading(paragraph, level)
        elif len(ends := _ends(paragraph)) == 2:
            yield self._split(paragraph, ends)
        else:
            kind = _KINDS.get(paragraph.format.style.casefold(), "p")
            if paragraph.pieces.count(TAB):
                self._notes.add(paragraph.place, "制表位，PDF 用两个空格代替")
            attributes = {"style": self._names.name(paragraph.format)}
            content = self._numbered(paragraph)
            yield Line(element(kind, attributes, content), paragraph.place)

    def _numbered(self, paragraph: Paragraph) -> str:
        """The content of ``paragraph`` behind its number."""
        content = inline(paragraph.pieces, paragraph.format, self._names)
        number = paragraph.number
        if number is None:
            return content
        if number.level > 1 and not number.bullet:
            raise refused(
                paragraph.place, "第二级以下的自动编号，PDF 不会数；请直接写出，或用标题样式"
            )
        if number.bullet:
            return f"{number.bullet}{number.gap}{content}"
        return f"{number.before}{number.slot}{number.after}{number.gap}{content}"

    def _heading(self, paragraph: Paragraph, level: int) -> Iterator[Line]:
        head, tail = _run_in(paragraph)
        attributes = {"level": str(level), "style": self._names.name(head.format)}
        if tail:
            attributes["run-in"] = "yes"
        content = inline(head.pieces, head.format, self._names)
        yield Line(element("heading", attributes, content), paragraph.place)
        if tail:
            body = {"style": self._names.name(tail.format)}
            content = inline(tail.pieces, tail.format, self._names)
            yield Line(element("p", body, content), paragraph.place)

    def _split(self, paragraph: Paragraph, ends: Sequence[Sequence[Piece]]) -> Line:
        left, right = (inline(end, paragraph.format, self._names) for end in ends)
        content = f"<left>{left}</left><right>{right}</right>"
        attributes = {"style": self._names.name(paragraph.format)}
        return Line(element("split", attributes, content), paragraph.place)

    def _list(self, nodes: Sequence[Node[BodyItem]]) -> Iterator[Line]:
        """A list whose numbers are no digits."""
        entries = [each for each in each_item(nodes) if isinstance(each, Paragraph)]
        first = entries[0]
        assert first.number is not None
        attributes = {"style": self._names.name(first.format), "scheme": first.number.scheme}
        yield Line(opening("list", attributes), first.place)
        for item in flattened(nodes):
            if isinstance(item, Paragraph):
                content = inline(item.pieces, first.format, self._names)
                yield Line(element("item", {}, content), item.place)
            elif isinstance(item, Control):
                yield Line(item.tag, item.place)
        yield Line("</list>", first.place)


_KINDS = {"title": "title", "caption": "caption"}
"""The elements for paragraphs of some of Word's own styles."""


def _entries(nodes: Sequence[Node[BodyItem]]) -> int:
    """How many of ``nodes`` at their beginning are one list whose numbers are no digits."""
    count = 0
    series = ""
    for node in nodes:
        items: list[BodyItem] = list(each_item([node]))
        if not items or not all(map(_is_counted_entry, items)):
            break
        found = {each.number.series for each in items}  # type: ignore[union-attr]
        if len(found | ({series} if series else set())) > 1:
            break
        series = found.pop()
        count += 1
    return count


def _is_counted_entry(item: BodyItem) -> bool:
    """Whether ``item`` is an entry of a list that the engine alone can count."""
    if not isinstance(item, Paragraph) or item.heading or item.number is None:
        return False
    number = item.number
    if number.bullet or number.slot:
        return False
    if not number.scheme:
        raise refused(item.place, "PDF 没有这种自动编号，请换一种，或直接写出")
    return True


def _ends(paragraph: Paragraph) -> list[list[Piece]]:
    """What stands before and behind the one tab of a line that fills the width."""
    is_line = any(stop.align == "right" for stop in paragraph.tabs)
    if not is_line or paragraph.pieces.count(TAB) != 1:
        return []
    return [list(part.pieces) for part in parted(paragraph, TAB)]


def _run_in(paragraph: Paragraph) -> tuple[Paragraph, Paragraph | None]:
    """The heading and what follows it in the same paragraph, set otherwise or by a style."""
    formats = [each.format if isinstance(each, Text | Slot) else None for each in paragraph.pieces]
    keys = [(form, form.named) if form else None for form in formats]
    first = next(filter(None, keys), None)
    change = next((i for i, key in enumerate(keys) if key and key != first), None)
    if first is None or change is None or first in keys[change:]:
        return paragraph, None
    tail = formats[change]
    assert tail is not None
    head_format = replace(paragraph.format, text=first[0])
    head = replace(paragraph, format=head_format, pieces=paragraph.pieces[:change])
    style = tail.named or paragraph.format.style
    rest_format = replace(paragraph.format, style=style, text=tail, keep_next=False)
    return head, replace(paragraph, format=rest_format, pieces=paragraph.pieces[change:])


def blocks_of(parent: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables in ``parent``, in whatever they are wrapped."""
    return [each for each in unwrapped(parent) if each.tag in (W + "p", W + "tbl")]

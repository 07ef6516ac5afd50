"""What was read of the body of a Word template as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from perfreport.derivation.body import (
    BodyItem,
    ChartBlock,
    ContentsBlock,
    NewPage,
    NewSection,
    TableBlock,
)
from perfreport.derivation.controls import Block, Control, Node, each_item, flattened, nested
from perfreport.derivation.headings import Headings
from perfreport.derivation.inline import inline
from perfreport.derivation.paragraphs import Paragraph, parted
from perfreport.derivation.pieces import BREAK, TAB, Piece, Slot, Text
from perfreport.derivation.places import refused
from perfreport.derivation.tableplace import Space
from perfreport.derivation.tables import TableWriter
from perfreport.derivation.writing import Line, StyleNames, element, opening

_SAME_EDGE = 3.0
"""Points by which a tab stop may miss the edge of the text and fills the line still."""


class BodyWriter:
    """Writes what was read as markup."""

    def __init__(
        self, tables: TableWriter, names: StyleNames, headings: Headings, space: Space
    ) -> None:
        """Write tables with ``tables``, which have ``space``; styles get their ``names``."""
        self._tables = tables
        self._names = names
        self._headings = headings
        self._space = space
        self._lists: set[str] = set()
        self._loops = 0

    def lines(self, items: Sequence[BodyItem | Control]) -> Iterator[Line]:
        """The markup of ``items``.

        Raises:
            TemplateError: when loops and conditions do not pair, or a list cannot be counted.
        """
        yield from self._nodes(nested(items))

    def _nodes(self, nodes: Sequence[Node[BodyItem]]) -> Iterator[Line]:
        index = 0
        while index < len(nodes):
            entries = _entries(nodes[index:])
            if entries:
                yield from self._list(nodes[index : index + entries])
                index += entries
                continue
            yield from self._node(nodes[index])
            index += 1

    def _node(self, node: Node[BodyItem]) -> Iterator[Line]:
        match node:
            case Block():
                _refuse_sections(node)
                is_loop = any(branch.control.word == "for" for branch in node.branches)
                self._loops += is_loop
                for branch in node.branches:
                    yield Line(branch.control.tag, branch.control.place)
                    yield from self._nodes(branch.content)
                self._loops -= is_loop
                yield Line(node.end.tag, node.end.place)
            case TableBlock():
                yield from self._tables.lines(node.element, node.place, self._space)
            case ContentsBlock():
                yield Line(element("contents", {"levels": str(node.levels)}), node.place)
            case ChartBlock():
                yield from self._chart(node)
            case NewPage():
                yield Line("<page-break/>", node.place)
            case NewSection():
                self._space = node.space
                yield Line(node.tag, node.place)
            case Paragraph():
                yield from self._paragraph(node)

    def _chart(self, chart: ChartBlock) -> Iterator[Line]:
        said = chart.tag
        attributes = {"style": self._names.name(chart.format)}
        if any(said.series):
            attributes["series"] = "|".join(said.series)
        yield Line(opening("chart", attributes), chart.place)
        yield Line(f"{{% for chart_row in {said.rows} %}}", chart.place)
        name, *values = (f"{{{{ chart_row.{each} }}}}" for each in (said.name, *said.figures))
        yield Line(f'<bar name="{name}" values="{"|".join(values)}"/>', chart.place)
        yield Line("{% endfor %}", chart.place)
        yield Line("</chart>", chart.place)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Line]:
        level = paragraph.heading
        if level and not (paragraph.is_blank and self._headings.leaves_out(paragraph)):
            yield from self._heading(paragraph, level)
        elif len(ends := _ends(paragraph, self._space.width)) == 2:
            yield self._split(paragraph, ends)
        else:
            kind = _KINDS.get(paragraph.format.style.casefold(), "p")
            attributes = {"style": self._names.name(paragraph.format)}
            content = self._numbered(paragraph)
            yield Line(element(kind, attributes, content), paragraph.place)

    def _numbered(self, paragraph: Paragraph) -> str:
        """The content of ``paragraph`` behind its number."""
        content = inline(paragraph.pieces, paragraph.format, self._names)
        return paragraph.number.text + content if paragraph.number else content

    def _heading(self, paragraph: Paragraph, level: int) -> Iterator[Line]:
        head, tail = _run_in(paragraph)
        attributes = {"level": str(level), "style": self._names.name(head.format)}
        if self._headings.leaves_out(paragraph):
            attributes["number"] = "no"
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
        if self._loops:
            told = "循环里的这种自动编号，PDF 每次从头数；请改用 1、2、3，或直接写出"
            raise refused(first.place, told)
        attributes = {
            "style": self._names.name(first.format),
            "scheme": first.number.scheme,
            "continue": "yes" if first.number.series in self._lists else "",
        }
        self._lists.add(first.number.series)
        yield Line(opening("list", attributes), first.place)
        for item in flattened(nodes):
            if isinstance(item, Paragraph):
                content = inline(item.pieces, first.format, self._names)
                yield Line(element("item", {}, content), item.place)
            elif isinstance(item, Control):
                yield Line(item.tag, item.place)
        yield Line("</list>", first.place)


def _refuse_sections(block: Block[BodyItem]) -> None:
    """Refuse a loop or condition in which the pages change.

    Raises:
        TemplateError: names the statement.
    """
    inside = [each for branch in block.branches for each in each_item(branch.content)]
    if any(isinstance(each, NewSection) for each in inside):
        first = block.branches[0].control
        told = f"{first.tag} 里纸张方向或页边距变了，PDF 排不出；请把分节符移到外面"
        raise refused(first.place, told)


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
    if number.level > 1 and not number.bullet:
        raise refused(item.place, "第二级以下的自动编号，PDF 不会数；请直接写出，或用标题样式")
    if number.is_text:
        return False
    if not number.scheme:
        raise refused(item.place, "PDF 没有这种自动编号，请换一种，或直接写出")
    return True


def _ends(paragraph: Paragraph, width: float) -> list[list[Piece]]:
    """What stands before and behind the one tab of a line that fills the ``width``."""
    stops = paragraph.format.tabs
    fills = len(stops) == 1 and stops[0].align == "right"
    is_line = fills and abs(stops[0].position - width) < _SAME_EDGE
    if not is_line or paragraph.pieces.count(TAB) != 1 or BREAK in paragraph.pieces:
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

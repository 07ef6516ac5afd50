"""From markup to blocks, as the markup comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.chinese import chinese_numeral
from perfreport.charts.chart import MOST_SERIES, chart_of
from perfreport.typeset import budget
from perfreport.typeset.markup.blocks import (
    Block,
    Contents,
    Figure,
    Heading,
    PageBreak,
    PageSetup,
    Paragraph,
    Section,
    Split,
    Table,
    TableFormat,
)
from perfreport.typeset.markup.grammar import Attributes
from perfreport.typeset.markup.inline import InlineText
from perfreport.typeset.markup.numbering import HeadingNumbers, entry_numbers
from perfreport.typeset.markup.pagereader import PageReader
from perfreport.typeset.markup.parser import Handler, parse
from perfreport.typeset.markup.styles import (
    TAB,
    ParagraphStyle,
    Span,
    StyleSheet,
    text_of,
    varied_text,
)
from perfreport.typeset.markup.tablereader import TableEvent, TableReader

_CONTENTS_LEVELS = 2
_SHOWN = 30
"""Characters of a name in a message."""

_Event = PageSetup | Paragraph | Split | PageBreak | Section | Contents | Figure | TableEvent


def read_document(chunks: Iterable[str], styles: StyleSheet) -> tuple[PageSetup, Iterator[Block]]:
    """The page setup and the blocks of the document that ``chunks`` of markup hold.

    Blocks, and the rows of a table among them, are read as they are asked for; rows that were not
    asked for before the next block is are passed over.

    Raises:
        TemplateError: the markup is wrong; also while blocks are read.
    """
    events = _events(chunks, styles)
    setup = next(events)
    assert isinstance(setup, PageSetup)
    return setup, _blocks(events)


def _events(chunks: Iterable[str], styles: StyleSheet) -> Iterator[_Event]:
    events: list[_Event] = []
    reader = _DocumentReader(styles, events)
    # A page is written as soon as it is full, while the template still fills the next.
    for _ in parse(chunks, reader.handlers(), reader.add_text):
        yield from events
        events.clear()


def _blocks(events: Iterator[_Event]) -> Iterator[Block]:
    for event in events:
        if isinstance(event, TableFormat):
            rows = iter(events.__next__, None)
            yield Table(event, rows)  # type: ignore[arg-type]  # nothing else comes before its end
            for _ in rows:
                pass
        else:
            yield event  # type: ignore[misc]  # rows were taken above


class _RunInHeading(NamedTuple):
    """A heading that runs into the paragraph after it."""

    heading: Heading
    spans: tuple[Span, ...]


class _DocumentReader:
    """Makes events of the elements of a document and appends them to ``events``."""

    def __init__(self, styles: StyleSheet, events: list[_Event]) -> None:
        self._styles = styles
        self._events = events
        self._target: list[_Event] = events
        self._inline = InlineText()
        self.add_text = self._inline.add
        self._tables = TableReader(styles, self._inline, events)
        self._numbers = HeadingNumbers(())
        self._pages = PageReader(styles)
        self._in_body = False
        self._has_contents = False
        self._lists: dict[str, Iterator[str]] = {}
        self._drawn = 0
        self._opening: _RunInHeading | None = None

    def handlers(self) -> dict[str, Handler]:
        """What is done with each element."""
        pages, tables, inline = self._pages, self._tables, self._inline
        return {
            "document": Handler(pages.open_document, self._close_document),
            "style": self._head(lambda attributes, _: self._styles.define(attributes)),
            "numbering": self._head(self._open_numbering),
            "page-number": self._head(pages.open_page_number),
            "running": self._head(self._open_running, self._close_running),
            "title": self._body(self._open_title, self._close_text),
            "heading": self._body(self._open_heading, self._close_heading),
            "p": Handler(self._open_paragraph, self._close_paragraph),
            "split": self._body(self._open_split, self._close_split),
            "left": Handler(self._open_end, lambda: self._close_end("left")),
            "right": Handler(self._open_end, lambda: self._close_end("right")),
            "list": self._body(self._open_list),
            "item": Handler(self._open_item, self._close_paragraph),
            "caption": self._body(self._open_caption, self._close_text),
            "contents": self._body(self._open_contents),
            "table": self._body(tables.open_table, tables.close_table),
            "chart": self._body(self._open_chart, self._close_chart),
            "bar": Handler(self._open_bar),
            "tr": Handler(tables.open_row, tables.close_row),
            "td": Handler(tables.open_cell, tables.close_cell),
            "span": Handler(self._open_span, inline.close_span),
            "br": Handler(lambda *_: inline.break_line()),
            "tab": Handler(lambda *_: inline.add_tab()),
            "page-break": self._body(lambda *_: self._events.append(PageBreak())),
            "section": self._body(self._open_section),
        }

    def _head(self, *handle: Callable[..., None]) -> Handler:
        """What is done with an element that stands before the body."""
        handler = Handler(*handle)

        def open_in_head(attributes: Attributes, line: int) -> None:
            if self._in_body:
                raise ValueError("应放在正文之前")
            handler.open(attributes, line)

        return handler._replace(open=open_in_head)

    def _body(self, *handle: Callable[..., None]) -> Handler:
        """What is done with one that begins the body, unless every page shows it."""
        handler = Handler(*handle)

        def open_in_body(attributes: Attributes, line: int) -> None:
            if self._target is self._events:
                self._refuse_opening()
                self._begin_body()
            handler.open(attributes, line)

        return handler._replace(open=open_in_body)

    def _begin_body(self) -> None:
        if not self._in_body:
            self._in_body = True
            self._events.append(self._pages.setup())

    def _refuse_opening(self) -> None:
        if self._opening is not None:
            raise ValueError(f"标题“{self._opening.heading.text}”是 run-in，后面应紧接 <p>")

    def _close_document(self) -> None:
        self._refuse_opening()
        self._begin_body()

    def _open_numbering(self, attributes: Attributes, _: int) -> None:
        self._numbers = HeadingNumbers(attributes.get("scheme"))

    def _open_section(self, attributes: Attributes, _: int) -> None:
        self._events.append(Section(self._pages.setup(attributes)))

    def _open_running(self, _: Attributes, __: int) -> None:
        self._target = self._pages.running  # type: ignore[assignment]  # so the grammar allows

    def _close_running(self) -> None:
        self._target = self._events

    def _open_title(self, attributes: Attributes, _: int) -> None:
        self._start(self._styles.get(attributes.get("style"), "标题"))

    def _open_heading(self, attributes: Attributes, _: int) -> None:
        self._level = attributes.get("level")
        usual = f"{chinese_numeral(self._level)}级标题"
        self._start(self._styles.get(attributes.get("style"), usual).kept())
        self._runs_in = attributes.get("run-in", False)
        if attributes.get("number", True):
            self._inline.add(self._numbers.next(self._level))

    def _open_caption(self, attributes: Attributes, _: int) -> None:
        self._start(self._styles.get(attributes.get("style"), "表题").kept())

    def _open_contents(self, attributes: Attributes, _: int) -> None:
        if self._has_contents:
            raise ValueError("一份文件只能有一个目录")
        self._has_contents = True
        levels = range(1, attributes.get("levels", _CONTENTS_LEVELS) + 1)
        names = (f"{chinese_numeral(level)}级目录" for level in levels)
        self._events.append(Contents(tuple(self._styles.get(None, name) for name in names)))

    def _open_chart(self, attributes: Attributes, line: int) -> None:
        self._chart = (attributes, line)
        self._bars: list[tuple[str, Sequence[str]]] = []

    def _open_bar(self, attributes: Attributes, _: int) -> None:
        values, series = attributes.get("values"), self._chart[0].get("series", ("",))
        if len(values) != len(series):
            raise ValueError(f"values 有 {len(values)} 个数，而 series 有 {len(series)} 个名称")
        self._bars.append((attributes.get("name"), values))

    def _close_chart(self) -> None:
        attributes, line = self._chart
        series = attributes.get("series", ("",))
        if len(series) > MOST_SERIES:
            raise ValueError(f"series 至多 {MOST_SERIES} 个名称，再多灰度分不清")
        self._count_bars(len(self._bars) * len(series))
        chart = chart_of(self._bars, series)
        if chart.is_mixed:
            raise ValueError("有的数是百分比，有的不是，长短不能比；请分成几张图，一张图里只画一种")
        style = self._styles.get(attributes.get("style"), "表格正文")
        self._events.append(Figure(style, chart, line))

    def _count_bars(self, number: int) -> None:
        self._drawn += number
        if self._drawn > budget.MOST_BARS:
            first, last = (self._bars[at][0][:_SHOWN] for at in (0, -1))
            raise ValueError(
                f"这张图要画 {len(self._bars):,} 项（从“{first}”到“{last}”），"
                f"全文各图的条数超过上限 {budget.MOST_BARS:,}；"
                "请把数据里列着这些项的那张表分成几份，各成一份文书来印"
            )

    def _open_list(self, attributes: Attributes, _: int) -> None:
        scheme, goes_on = attributes.get("scheme"), attributes.get("continue", False)
        if goes_on and "start" in attributes:
            raise ValueError("start 和 continue 只能写一个")
        if goes_on and scheme not in self._lists:
            raise ValueError(f"前面没有编号样式为“{scheme}”的 <list>，不能接着编号")
        if not goes_on:
            self._lists[scheme] = entry_numbers(scheme, attributes.get("start", 1))
        self._list, self._item_numbers = attributes, self._lists[scheme]

    def _open_item(self, _: Attributes, __: int) -> None:
        self._open_paragraph(self._list, 0)
        self._inline.add(next(self._item_numbers))

    def _open_paragraph(self, attributes: Attributes, _: int) -> None:
        if self._tables.in_cell:
            self._tables.open_paragraph(attributes)
            return
        opening, self._opening = self._opening, None
        if self._target is self._events:
            self._begin_body()
        style = self._styles.get(attributes.get("style"))
        self._start(self._styles.indented(style, attributes), opening)

    def _open_split(self, attributes: Attributes, _: int) -> None:
        self._start(self._styles.get(attributes.get("style")))
        self._ends: dict[str, Paragraph] = {}

    def _open_end(self, _: Attributes, __: int) -> None:
        self._inline.start(self._style.text)

    def _open_span(self, attributes: Attributes, _: int) -> None:
        if not attributes.values:
            raise ValueError("应有 style、bold 或 underline")
        name, style = attributes.get("style"), self._inline.style
        if name is not None:
            style = self._styles.get(name).text
        bold, underline = attributes.get("bold"), attributes.get("underline")
        self._inline.open_span(varied_text(style, bold=bold, underline=underline))

    def _start(self, style: ParagraphStyle, opening: _RunInHeading | None = None) -> None:
        self._style = style
        self._heading = opening.heading if opening else None
        self._inline.start(style.text)
        if opening:
            self._inline.add_spans(opening.spans)

    def _close_text(self) -> None:
        segments = self._inline.finish()
        self._target.append(Paragraph(self._style, segments, self._heading))

    def _close_heading(self) -> None:
        segments = self._inline.finish()
        text = "".join(map(text_of, segments)).replace(TAB, " ")
        # A heading that runs in ends with a mark, which the outline does not show.
        self._heading = Heading(self._level, text.rstrip("。：:"))
        if not self._runs_in:
            self._close_text()
        elif len(segments) == 1:
            self._opening = _RunInHeading(self._heading, segments[0])
        else:
            raise ValueError("run-in 标题里不能有 <br/>")

    def _close_paragraph(self) -> None:
        if self._tables.in_cell:
            self._tables.close_paragraph()
        else:
            self._close_text()

    def _close_end(self, end: str) -> None:
        self._ends[end] = Paragraph(self._style, self._inline.finish())

    def _close_split(self) -> None:
        nothing = Paragraph(self._style, ((),))
        self._target.append(
            Split(self._ends.get("left", nothing), self._ends.get("right", nothing))
        )

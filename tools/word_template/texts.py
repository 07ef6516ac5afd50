"""From a text of the description to the paragraph of the file.

Marks in a text: ``**bold**``, ``<br>`` for a new line, `` || `` for what stands further right,
`` >> `` before text that follows a heading in its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.word_template.description import Page, Paragraph, Style
from tools.word_template.elements import Element, off, on, run, text, twips, w

RUN_IN = "RunInText"
"""Id of the character style of text that follows a heading in its line (接排正文)."""

RIGHT = " || "
_FOLLOWING = " >> "
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BREAK = "<br>"


def paragraph_of(paragraph: Paragraph, style: Style, page: Page) -> Element:
    """The paragraph as Word keeps it."""
    heading, following, rest = paragraph.text.partition(_FOLLOWING)
    tag = paragraph.text.startswith("{%p")
    properties = [
        w("pStyle", val=style.style_id),
        *off("keepNext", when=bool(following)),
        *on("pageBreakBefore", when=paragraph.is_on_new_page),
        *_stops(heading.count(RIGHT), page),
    ]
    number = _number(style.series) if style.series and not tag else []
    words = [*number, *runs(heading), *runs(rest, style=RUN_IN)]
    return w("p", w("pPr", *properties), *words)


def runs(words: str, *, style: str = "", bold: bool = False) -> Iterator[Element]:
    """The runs of a text with marks."""
    # Every second piece stood between the marks of bold text.
    for index, piece in enumerate(_BOLD.split(words)):
        if piece:
            yield run(*_parts(piece), style=style, bold=bold or index % 2 == 1)


def _parts(words: str) -> Iterator[Element]:
    for column, part in enumerate(words.split(RIGHT)):
        yield from [w("tab")] if column else []
        for number, line in enumerate(part.split(_BREAK)):
            yield from [w("br")] if number else []
            yield from [text(line)] if line else []


def _stops(count: int, page: Page) -> list[Element]:
    """Tab stops for so many texts right of the first; the last ends at the right margin."""
    if not count:
        return []
    width = page.type_area[0]
    stops = [
        w(
            "tab",
            val="right" if number == count else "center",
            pos=twips(width * number / count),
        )
        for number in range(1, count + 1)
    ]
    return [w("tabs", *stops)]


def _number(series: str) -> list[Element]:
    """``表 1``; the number is a field, so that a table put in later renumbers the others."""
    number = w("fldSimple", run("1"), instr=f" SEQ {series} \\* ARABIC ")
    return [run(f"{series} "), number, run(" ")]

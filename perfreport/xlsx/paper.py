"""How sheets are printed: paper, margins, what stands on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfreport.typeset.markup.blocks import PageNumber, PageSetup, Paragraph, Split
from perfreport.typeset.markup.styles import text_of
from perfreport.xlsx.looks import font_of
from perfreport.xlsx.plan import Font, Plan

_INCH = 72.0
_POINTS = 72 / 25.4
_SIZES = ((9, 210, 297), (8, 297, 420), (11, 148, 210), (13, 182, 257))
"""Excel's numbers of papers (A4, A3, A5, B5), and how many millimetres they have."""

_DIFFERS = 2.0
_SIDES = {"left": "&L", "center": "&C", "right": "&R", "outside": "&R"}
_STAMP = Font("黑体", 16.0, True, False)


def set_up(sheet: Any, plan: Plan, stamp: str) -> None:
    """Have ``sheet``, of xlsxwriter, printed as ``plan`` says, with ``stamp`` on each page."""
    setup = plan.setup
    top, right, bottom, left = (margin / _INCH for margin in setup.margins)
    if (paper := _paper(setup)) is not None:
        sheet.set_paper(paper)
    if setup.width > setup.height:
        sheet.set_landscape()
    sheet.set_margins(left=left, right=right, top=top, bottom=bottom)
    sheet.fit_to_pages(1, 0)
    if plan.is_centred:
        sheet.center_horizontally()
    if plan.breaks:
        sheet.set_h_pagebreaks(plan.breaks)
    if plan.heads:
        sheet.repeat_rows(*plan.heads)
    sheet.set_header(_header(setup, stamp), {"margin": top / 2})
    if number := setup.number:
        sheet.set_footer(_footer(number), {"margin": _below(setup, number)})


def _paper(setup: PageSetup) -> int | None:
    """Excel's number of the paper; None for one that it does not know."""
    sides = sorted((setup.width / _POINTS, setup.height / _POINTS))
    return next(
        (
            number
            for number, *known in _SIZES
            if all(abs(a - b) <= _DIFFERS for a, b in zip(sides, known, strict=True))
        ),
        None,
    )


def _header(setup: PageSetup, stamp: str) -> str:
    parts = {"&L": "", "&C": "", "&R": ""}
    for block in setup.running:
        for side, paragraph in _ends(block):
            parts[side] += _set_in(font_of(paragraph.style.text)) + _text(paragraph)
    if stamp:
        parts["&R"] += _set_in(_STAMP) + stamp
    return "".join(side + text for side, text in parts.items() if text)


def _ends(block: Paragraph | Split) -> Iterator[tuple[str, Paragraph]]:
    if isinstance(block, Split):
        yield from (("&L", block.left), ("&R", block.right))
    else:
        yield _SIDES.get(block.style.text.align, "&L"), block


def _text(paragraph: Paragraph) -> str:
    return " ".join(map(text_of, paragraph.segments)).replace("&", "&&")


def _footer(number: PageNumber) -> str:
    text = number.format.replace("&", "&&").replace("{n}", "&P").replace("{pages}", "&N")
    return _SIDES[number.position] + _set_in(font_of(number.style.text)) + text


def _set_in(font: Font) -> str:
    # A blank behind the size, or digits that follow would be taken for more of it.
    weight = "Bold" if font.bold else "Regular"
    return f'&"{font.name},{weight}"&{round(font.size)} '


def _below(setup: PageSetup, number: PageNumber) -> float:
    """Inches from the lower edge of the paper to the page number."""
    free = setup.margins[2] - number.offset - number.style.leading
    return max(free, 0.0) / _INCH

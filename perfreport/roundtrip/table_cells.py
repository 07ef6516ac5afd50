"""A cell of a table: what stands in the slots that its template has there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from perfreport.compare.alignment import align, iterations
from perfreport.page.blocks import Cell, Paragraph
from perfreport.roundtrip.costs import LINE_COSTS, is_any_text
from perfreport.roundtrip.layout import CellLayout, ParagraphLayout
from perfreport.roundtrip.page_texts import (
    GONE,
    LABEL_CHANGED,
    OUTSIDE,
    Counts,
    Formula,
    PageTexts,
    fields_in,
    placed,
    read_line,
    read_paragraph,
)
from perfreport.roundtrip.printed_codes import PrintedCodes

_MOST_PLACES = 6
"""Behind the point; amounts in 万元 have as many."""


def read_cell(layout: CellLayout, cell: Cell, counts: Counts, shown: PageTexts) -> None:
    """Note what ``cell`` says in the slots of ``layout``."""
    if cell.value is not None:
        cell = _as_printed(layout, cell, counts, shown.printed)
    if cell.is_formula or cell.fault:
        _formula(layout, cell, counts, shown)
    if cell.fault:
        _faulty(layout, cell, counts, shown)
    elif not layout.lines:
        shown.refuse(cell.text, OUTSIDE)
    elif len(layout.lines) == 1 and layout.lines[0].loops == tuple(counts):
        _single(layout.lines[0], cell, counts, shown)
    else:
        _several(layout.lines, cell, counts, shown)


def _as_printed(layout: CellLayout, cell: Cell, counts: Counts, printed: PrintedCodes) -> Cell:
    """``cell`` with its number written as it was printed, if just that number was.

    So that it is no edit to type 1266.19 where 1,266.19 stood, or to choose another format.
    """
    fields = [placed(slot.path, counts) for slot in layout.slots if slot.path]
    if cell.value is None or len(fields) != 1 or not printed:
        return cell
    texts = (cell.text, *spellings(cell.value, is_percent=cell.text.endswith("%")))
    text = next((each for each in texts if printed.was_printed(fields[0], each)), cell.text)
    return cell if text == cell.text else replace(cell, paragraphs=(Paragraph(text),))


def spellings(value: Decimal, *, is_percent: bool) -> Iterator[str]:
    """How a number is printed: with more or fewer zeros at its end, with and without commas."""
    number, sign = (value * 100, "%") if is_percent else (value, "")
    exponent = number.normalize().as_tuple().exponent
    least = max(0, -exponent) if isinstance(exponent, int) else 0
    for places in range(least, max(least, _MOST_PLACES) + 1):
        yield f"{number:,.{places}f}{sign}"
        yield f"{number:.{places}f}{sign}"


def _formula(layout: CellLayout, cell: Cell, counts: Counts, shown: PageTexts) -> None:
    formula = Formula(cell.place, cell.fault)
    shown.formulas.update(dict.fromkeys(fields_in(layout.slots, counts), formula))


def _faulty(layout: CellLayout, cell: Cell, counts: Counts, shown: PageTexts) -> None:
    """A cell without a value: nothing is known of what it would say."""
    shown.lack(layout.slots, counts)
    # What is computed is computed anew; that it is not said is no conflict.
    shown.pass_over(layout.slots, counts)
    if not layout.slots:
        shown.refuse(cell.fault, LABEL_CHANGED)


def _single(line: ParagraphLayout, cell: Cell, counts: Counts, shown: PageTexts) -> None:
    """A cell with one line: the paragraphs that somebody made of it are one again."""
    # Emptied together with its words, which takes the data away as a blank does.
    if line.pattern.words and not line.text(cell).strip():
        shown.refuse(line.pattern.words, GONE)
    else:
        read_line(line, cell, counts, shown)


def _several(
    lines: Sequence[ParagraphLayout], cell: Cell, counts: Counts, shown: PageTexts
) -> None:
    paragraphs = cell.paragraphs
    is_plain = len(lines) == 1 and all(is_any_text(lines[0], each) for each in paragraphs)
    taken = [0] * len(paragraphs) if is_plain else align(lines, paragraphs, LINE_COSTS)
    rounds = iterations(lines, taken)
    for paragraph, index, inner in zip(paragraphs, taken, rounds, strict=True):
        if index is None:
            shown.refuse(paragraph.text, OUTSIDE)
        else:
            read_paragraph(lines[index], paragraph, {**inner, **counts}, shown)

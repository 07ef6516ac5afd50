"""The text of one cell of indicators, as a form words it (绩效指标一栏)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.model import Indicator
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.withheld import as_printed
from perfreport.blocks.wording import CellWording

_MOST_PHRASES = 1_024
"""Remembered for a cell: few indicators have codes of their own."""


def printed_value(block: object, value: Any, form: Form) -> Any:
    """``value`` as ``form`` prints it in a field that is a ``block`` of texts."""
    if isinstance(block, printed.IndicatorCell):
        return CellWords(form, form.words(block.wording)).paragraphs(value)
    return value


class CellWords:
    """Words indicators as the paragraphs of one cell (指标栏)."""

    def __init__(self, form: Form, cell: CellWording) -> None:
        """As the wording ``cell`` of ``form`` says, with the codes of its taxonomy."""
        assert form.levels is not None, f"{form.id} words indicators without a taxonomy"
        self._taxonomy = form.levels
        self._cell = cell
        self._ways = form.withheld(Indicator)
        # There are tens of thousands of indicators, and few pairs of levels.
        self._phrase = lru_cache(_MOST_PHRASES)(self._phrase_for)

    def paragraphs(self, indicators: Sequence[Indicator]) -> tuple[str, ...]:
        """The paragraphs of the cell; none without indicators."""
        cell = self._cell
        paragraphs = self._grouped(indicators) if cell.grouped else self._items(indicators)
        if cell.separate_paragraphs or not paragraphs:
            return tuple(paragraphs)
        return ("".join(paragraphs),)

    def _grouped(self, indicators: Sequence[Indicator]) -> list[str]:
        cell = self._cell
        by_level = groupby(
            indicators, lambda each: self._taxonomy.printed_one(each.level_one, each.level_two)
        )
        groups = [(level_one, tuple(members)) for level_one, members in by_level]
        number = NUMBERING_SCHEMES[cell.group_numbering]
        paragraphs: list[str] = []
        for position, (level_one, members) in enumerate(groups, start=1):
            heading = cell.group_heading(
                number=number(position) if len(groups) > 1 else "", level_one=level_one
            )
            items = self._items(members)
            if len(items) == 1 and not cell.number_single_item:
                paragraphs.append(heading + items[0])
            else:
                paragraphs += (heading, *items)
        return paragraphs

    def _items(self, indicators: Sequence[Indicator]) -> list[str]:
        is_numbered = len(indicators) > 1 or self._cell.number_single_item
        public = (as_printed(each, self._ways) if each.classified else each for each in indicators)
        return [
            self._phrase(position * is_numbered, each.level_one, each.level_two, each.code)(
                name=each.name,
                cycle_value=each.cycle_value or "",
                annual_value=each.annual_value or "",
            )
            for position, each in enumerate(public, start=1)
        ]

    def _phrase_for(
        self, position: int, level_one: str | None, level_two: str | None, code: str | None
    ) -> Phrase:
        """The phrase for an indicator of these levels at a ``position``, if that is not 0.

        Its own ``code`` stands before the taxonomy's.
        """
        slots = self._look_up_levels(level_one, level_two)
        if code:
            slots["level_two_code"] = code
        number = NUMBERING_SCHEMES[self._cell.item_numbering](position) if position else ""
        return self._cell.item.with_some(number=number, **slots)

    def _look_up_levels(self, level_one: str | None, level_two: str | None) -> dict[str, str]:
        name = self._taxonomy.level_one_of(level_one, level_two)
        one = self._taxonomy.level_one(name)
        two = self._taxonomy.level_two(level_two or "", name)
        return {
            "level_one": self._taxonomy.printed_one(level_one, level_two),
            "level_one_code": (one and one.code) or "",
            "level_two": self._taxonomy.printed_two(level_one, level_two),
            "level_two_code": (two and two.code) or "",
        }

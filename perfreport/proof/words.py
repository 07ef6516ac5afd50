"""What sample documents are filled with: no two texts and no two figures alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, Literal, get_args, get_origin

from perfreport.basics.quantities import Amount, Number, Percent, Score, Unit
from perfreport.blocks.form import Figures
from perfreport.blocks.walk import bare

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
# Neither numerals nor words of forms: nothing that stands around it can be taken for its part.
_WORD = "试填"
_LONG = "公开透明讲求实效突出重点注重结果" * 4
_DAY = date(2046, 1, 3)
_FEW = 500
"""Whole numbers that a field allows, of which a sample takes one from the middle."""


class Words:
    """Gives texts and figures, each another one; the same in every run."""

    def __init__(self, figures: Figures, *, are_long: bool, are_labels: bool = False) -> None:
        """Give texts and figures.

        Args:
            figures: how the form prints them: amounts come in its unit.
            are_long: whether texts and figures are long.
            are_labels: whether texts name the fields that they stand in, and are all alike.
        """
        self._figures = figures
        self._are_long = are_long
        self._are_labels = are_labels
        self._label = ""
        self._codes = map("".join, product(_STEMS, _BRANCHES, _STEMS, _BRANCHES))
        self._count = 0

    def about(self, label: str) -> Words:
        """The same for the field called ``label``."""
        self._label = label
        return self

    def text(self, *, is_paragraph: bool = False) -> str:
        """A text; as a paragraph it is a sentence, and may be long."""
        text = f"某{self._label}" if self._are_labels else f"{_WORD}{next(self._codes)}"
        if self._are_long:
            text += _LONG if is_paragraph else _LONG[:16]
        return f"{text}。" if is_paragraph else text

    def amount(self) -> Amount:
        """An amount with all decimals that the form prints."""
        number = self._next()
        whole = (100_000 if self._are_long else 1_000) + 37 * number
        places = self._figures.amount_places
        decimals = Decimal(10 + 7 * number % 83).scaleb(-2)
        return Amount(round(whole + decimals, places), Unit.named(self._figures.unit))

    def score(self) -> Score:
        """Points, less and less of them, so that a score stays below the weight before it."""
        return Score(Decimal(20_000 - 37 * self._next()).scaleb(-2))

    def percent(self) -> Percent:
        """A percentage with all decimals that the form prints."""
        number = Decimal(5_000 + 37 * self._next() % 4_900).scaleb(-2)
        return Percent(round(number, self._figures.rate_places))

    def whole(self, least: int, most: int) -> int:
        """A whole number within bounds."""
        number = self._next()
        return least + (97 if most - least < _FEW else 300) + number % 100

    def day(self) -> date:
        """A day."""
        return _DAY + timedelta(days=self._next())

    def others(self) -> tuple[str, ...]:
        """What a field may hold of which no more is known than that it takes none of the texts."""
        return self.day().isoformat(), "12", "50.37%", "是"

    def _next(self) -> int:
        self._count += 1
        return self._count


def value_of(annotation: object, bounds: tuple[int, int], words: Words) -> object:
    """What a field of this type may hold, as a data file has it.

    A text where the type is none that is known: what is wrong with it is told, and mended.
    """
    plain = bare(annotation)
    ways: dict[object, Callable[[], object]] = {
        Amount: words.amount,
        Score: words.score,
        Percent: words.percent,
        int: lambda: words.whole(*bounds),
        bool: lambda: False,
        Number: lambda: Number(words.whole(*bounds)),
        date: lambda: words.day().isoformat(),
    }
    if plain in ways:
        return ways[plain]()
    if get_origin(plain) is Literal:
        return get_args(plain)[0]
    return words.text()


def is_model_list(annotation: object) -> bool:
    """Whether a field of this type holds several of something."""
    return get_origin(bare(annotation)) is tuple


def item_of(annotation: object) -> Any:
    """The type of the items of a list."""
    return get_args(bare(annotation))[0]

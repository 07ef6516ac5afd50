"""Amounts of money that the prose states, each with what its clause says about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from perfreport.checks.clauses import clause_before, rounds_to
from perfreport.checks.finding import Severity
from perfreport.checks.prose import Prose, Spot
from perfreport.checks.quoting import quote
from perfreport.checks.rule import Remark
from perfreport.quantities import Amount, Rounding, Unit

_MONEY = re.compile(
    r"[0-9](?<![0-9.,][0-9])(?P<rest>[0-9,]*+(?:\.[0-9]++)?) ?(?P<unit>亿元|万元|元)"
)
_MOST_CHARACTERS = 24
_CLAUSE_ENDS_HERE = re.compile(r"[，。；、,;！？）)]|[（(]?其中|$")
_TEN_THOUSAND = 10_000


class Mention:
    """An amount that a text mentions, with its unit (文字中的金额)."""

    def __init__(self, spot: Spot) -> None:
        """The amount found at ``spot``."""
        self.spot = spot
        self.unit = Unit.named(spot.match["unit"])
        self.number = Decimal(f"{spot.found[0]}{spot.match['rest']}".replace(",", ""))

    @cached_property
    def clause(self) -> str:
        """What its clause says before it."""
        return clause_before(self.spot).replace(" ", "")

    @property
    def quoted(self) -> str:
        """Its clause, as messages quote it."""
        return quote(f"{self.clause}{self.spot.found}")

    @property
    def yuan(self) -> Decimal:
        """Its worth in 元."""
        return self.number * self.unit.yuan

    @property
    def ends_its_clause(self) -> bool:
        """Whether nothing is said of it behind it, such as what it is for."""
        return bool(_CLAUSE_ENDS_HERE.match(self.spot.after))

    def agrees_with(self, amount: Amount, rounding: Rounding) -> bool:
        """Whether ``amount`` may be rounded to it, to ten times 万元 in 约60万元, or it to that."""
        is_rough = self.clause.endswith("约")
        printed = self.yuan / rounding.unit.yuan, amount.to(rounding.unit)
        return rounds_to(amount.to(self.unit), self.number, roughly=is_rough) or (
            abs(printed[0] - printed[1]).scaleb(rounding.amount_places) * 2 <= 1
        )

    def is_in_other_unit_than(self, amount: Amount) -> bool:
        """Whether one of the two is the other with 元 and 万元 confused."""
        yuan = amount.to(Unit.YUAN)
        return self.yuan * _TEN_THOUSAND == yuan or self.yuan == yuan * _TEN_THOUSAND


class Meant(NamedTuple):
    """The figure of a table that a text speaks of.

    Attributes:
        label: what it is called.
        amounts: the figure, and what else may be meant by the same words.
    """

    label: str
    amounts: tuple[Amount, ...]


def mentions_by_field(prose: Prose) -> Iterator[list[Mention]]:
    """The amounts of money in ``prose``, those in one field together."""
    for spots in prose.find_by_field(_MONEY):
        mentions = [Mention(spot) for spot in spots if len(spot.found) <= _MOST_CHARACTERS]
        if mentions:
            yield mentions


def differing(mention: Mention, meant: Meant, rounding: Rounding) -> Iterator[Remark]:
    """A remark where ``mention`` is none of the amounts that may be meant."""
    for amount in meant.amounts:
        if mention.agrees_with(amount, rounding) or mention.is_in_other_unit_than(amount):
            return
    shown = rounding.exact_amount(meant.amounts[0])
    yield Remark(
        mention.spot.path,
        Severity.WARNING,
        f"文字中写的{mention.quoted}与表中的{meant.label}{shown}不同",
        f"请核对；表中的数无误的，把文字改为{shown}",
    )


def total_of(mentions: Iterable[Mention]) -> Decimal:
    """What the mentioned amounts are worth together, in 元."""
    return sum((mention.yuan for mention in mentions), Decimal(0))

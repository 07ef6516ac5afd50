"""How forms print quantities."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.decimals import decimal_places, plain_digits, round_half_up
from perfreport.basics.quantities.amounts import Amount, Unit, ways_to_write
from perfreport.basics.quantities.figures import Percent, Score


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a form prints figures (取舍规则): unit, decimals, and the look of exactly full marks.

    Attributes:
        unit: of every amount on the form.
        amount_places: decimals of an amount.
        rate_places: decimals of a percentage.
        whole_full_rate: whether exactly 100 % prints ``100%`` rather than ``100.00%``.
    """

    unit: Unit = Unit.TEN_THOUSAND_YUAN
    amount_places: int = 2
    rate_places: int = 2
    whole_full_rate: bool = True

    @property
    def amount_schemas(self) -> tuple[JsonSchemaValue, ...]:
        """The ways to write an amount that needs no rounding where it is in the unit printed."""
        takes_bare = self.unit is Unit.TEN_THOUSAND_YUAN
        return ways_to_write({self.unit: self.amount_places}, takes_bare=takes_bare)

    def amount(self, amount: Amount) -> str:
        """``10,306.73``; zero is ``0.00``."""
        if not amount.is_known:
            return str(amount)
        return f"{round_half_up(amount.to(self.unit), self.amount_places):,f}"

    def exact_amount(self, amount: Amount) -> str:
        """``598,000.00万元``: all decimals that it has, at least those printed, and the unit."""
        if not amount.is_known:
            return str(amount)
        number = amount.to(self.unit)
        places = max(self.amount_places, decimal_places(number))
        return f"{number:,.{places}f}{self.unit.label}"

    def rate(self, percent: Percent) -> str:
        """``99.15%``; exactly full marks are ``100%`` where the form prints them so."""
        if not percent.is_known:
            return str(percent)
        if self.whole_full_rate and percent.value == 100:
            return "100%"
        return f"{round_half_up(percent.value, self.rate_places):f}%"

    def rate_or_dash(self, percent: Percent | None) -> str:
        """The same; a dash where there is nothing to divide by."""
        return "—" if percent is None else self.rate(percent)

    def score(self, score: Score) -> str:
        """Points without trailing zeros: ``0.5``, ``50``."""
        return plain_digits(score.value) if score.is_known else str(score)

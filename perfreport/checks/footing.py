"""Totals against their parts, and what rounding explains of a difference (勾稽关系)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount
from perfreport.blocks.form import Figures
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.rule import Remark

_MOST_PARTS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a footing: what it is called, and the figures that make it up."""

    label: str
    parts: tuple[Amount, ...]

    @property
    def total(self) -> Amount:
        """The sum of the figures."""
        return Amount.sum(self.parts)


@dataclass(frozen=True, slots=True)
class Footing:
    """Two sides that have to be equal.

    Every figure but zero may be off by half a unit of its last place, so that two sides of
    together n figures may differ by up to (n - 1) / 2 such units, rounded down.
    """

    left: Side
    right: Side
    figures: Figures

    @property
    def gap(self) -> Decimal:
        """How much more the left side is, in the form's unit."""
        unit = self.figures.rounding.unit
        return self.left.total.to(unit) - self.right.total.to(unit)

    @property
    def is_explained_by_rounding(self) -> bool:
        """Whether the gap is no larger than rounding makes it."""
        # Zero is exactly nothing and was not rounded.
        rounded = sum(1 for part in (*self.left.parts, *self.right.parts) if part.value)
        last_place = Decimal(1).scaleb(-self.figures.amount_places)
        return abs(self.gap) <= max(rounded - 1, 0) // 2 * last_place

    def describe(self) -> str:
        """Both sides with their figures and the gap between them."""
        less, more = sorted((self.left.total, self.right.total))
        return f"{self._side(self.left)}，{self._side(self.right)}，相差{self._shown(more - less)}"

    def _side(self, side: Side) -> str:
        total = self._shown(side.total)
        unit = self.figures.unit
        shown = [self._shown(part).removesuffix(unit) for part in side.parts if part.value]
        if len(shown) < 2 or len(shown) > _MOST_PARTS_SHOWN:
            return f"{side.label}为{total}"
        return f"{side.label}为{total}（{'＋'.join(shown)}）"

    def _shown(self, amount: Amount) -> str:
        # In the form's unit and exactly, whatever unit was typed.
        return self.figures.rounding.exact_amount(amount)


def footed(path: DataPath, footing: Footing, beyond: Severity, advice: str) -> Iterator[Remark]:
    """A remark at ``path`` where the sides differ: ``beyond`` rounding, or else information."""
    if not footing.gap:
        return
    if footing.is_explained_by_rounding:
        message = f"{footing.describe()}，在各数四舍五入所能造成的差额之内"
        yield Remark(path, Severity.INFORMATION, message, "如确系取舍所致，可以不改")
    else:
        yield Remark(path, beyond, footing.describe(), advice)


def stated_total(
    path: DataPath,
    label: str,
    stated: Amount | None,
    parts: Iterable[Amount | None],
    figures: Figures,
) -> Iterator[Remark]:
    """A remark where the data state a total other than that of ``parts``."""
    if stated is None:
        return
    there = tuple(part for part in parts if part is not None)
    footing = Footing(Side(label, (stated,)), Side("各项之和", there), figures)
    advice = f"请核对{label}和各项的金额；各项无误的，删去所写的{label}，由各项自动相加"
    yield from footed(path, footing, Severity.ERROR, advice)

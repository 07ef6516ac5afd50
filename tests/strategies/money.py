"""Amounts that add up, for generated documents."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from perfreport.basics.quantities import Amount

_MOST_CENTS = 10**7
"""Of 万元; what is larger may be taken for an amount in 元."""


def amount_of(cents: int) -> Amount:
    """``cents`` hundredths of 万元."""
    return Amount(Decimal(cents).scaleb(-2))


def cents(most: int = _MOST_CENTS) -> st.SearchStrategy[int]:
    """Amounts in hundredths of 万元, up to ``most``."""
    return st.integers(0, most)


@st.composite
def shares(draw: st.DrawFn, total: int, parts: int) -> list[int]:
    """``parts`` numbers of which none is negative and that add up to ``total``."""
    bounds = sorted(draw(st.lists(st.integers(0, total), min_size=parts - 1, max_size=parts - 1)))
    return [high - low for low, high in zip([0, *bounds], [*bounds, total], strict=True)]


@st.composite
def split(draw: st.DrawFn, total: int, parts: int) -> Sequence[Amount]:
    """``parts`` amounts that add up to ``total`` hundredths of 万元."""
    return [amount_of(share) for share in draw(shares(total, parts))]

"""Amounts, percentages and scores: exact, perhaps still to be filled in; how forms print them."""

from perfreport.basics.quantities.amounts import Amount, Unit
from perfreport.basics.quantities.figures import Number, Percent, Score
from perfreport.basics.quantities.quantity import (
    FOLLOWING_FIGURE,
    GAP,
    PENDING,
    PENDING_FIGURE,
    PendingAnswer,
    PendingNumber,
)
from perfreport.basics.quantities.rounding import Rounding

__all__ = [
    "FOLLOWING_FIGURE",
    "GAP",
    "PENDING",
    "PENDING_FIGURE",
    "Amount",
    "Number",
    "PendingAnswer",
    "PendingNumber",
    "Percent",
    "Rounding",
    "Score",
    "Unit",
]

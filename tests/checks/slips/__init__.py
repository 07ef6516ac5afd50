"""Slips of people in a hurry, sown into documents in which nothing is wrong."""

from __future__ import annotations

from tests.checks.slips.evaluations import EVALUATION_SLIPS
from tests.checks.slips.figures import FIGURE_SLIPS
from tests.checks.slips.indicators import INDICATOR_SLIPS
from tests.checks.slips.monitoring import MONITORING_SLIPS
from tests.checks.slips.slip import Slip
from tests.checks.slips.texts import TEXT_SLIPS

SLIPS: tuple[Slip, ...] = (
    *FIGURE_SLIPS,
    *EVALUATION_SLIPS,
    *MONITORING_SLIPS,
    *INDICATOR_SLIPS,
    *TEXT_SLIPS,
)

"""Slips in amounts."""

from __future__ import annotations

from tests.checks.slips.slip import Slip

FIGURE_SLIPS: tuple[Slip, ...] = ()

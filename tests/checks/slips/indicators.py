"""Slips in indicators and lists."""

from __future__ import annotations

from tests.checks.slips.slip import Slip

INDICATOR_SLIPS: tuple[Slip, ...] = ()

"""Slips in texts."""

from __future__ import annotations

from tests.checks.slips.slip import Slip

TEXT_SLIPS: tuple[Slip, ...] = ()

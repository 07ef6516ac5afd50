"""Indicators of one half each share a row of the page, and come back as they were."""

from __future__ import annotations

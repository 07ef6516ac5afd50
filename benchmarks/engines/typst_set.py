"""Typst as it sets of itself: justified, with tags and kerning."""

from __future__ import annotations

from benchmarks.typesetter import Typst

_TYPST = Typst("set", tags=True)
prepare, render = _TYPST.prepare, _TYPST.render

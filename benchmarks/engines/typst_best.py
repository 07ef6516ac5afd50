"""Typst at its fastest: left aligned, no tags, no kerning, no other faces looked for."""

from __future__ import annotations

from benchmarks.typesetter import Typst

_TYPST = Typst("best", tags=False)
prepare, render = _TYPST.prepare, _TYPST.render

"""Faces that a Word template names and nobody has, and what stands in for them in the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from perfreport.typeset.fonts.names import design_of

_DESIGNS = {"标宋": "方正小标宋简体", "黑": "黑体", "楷": "楷体", "仿": "仿宋"}
"""The design that part of a name stands for."""

_USUAL = "宋体"


def is_designed(face: str) -> bool:
    """Whether a bundled face can stand in for ``face``."""
    return design_of(face) is not None


def stand_ins(faces: Iterable[str], is_there: Callable[[str], bool]) -> dict[str, str]:
    """What is printed in place of those of ``faces`` that are not there, in their order."""
    return {face: _stand_in(face) for face in sorted(faces) if not is_there(face)}


def _stand_in(face: str) -> str:
    return next((design for part, design in _DESIGNS.items() if part in face), _USUAL)

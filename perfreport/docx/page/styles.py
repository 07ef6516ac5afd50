"""The styles of a Word document, as far as reading needs them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree

from perfreport.docx.page.elements import value_in
from perfreport.docx.wordml import W

_HEADING = "heading "
_TEXT_LEVEL = "9"
"""What stands in no outline (正文文本)."""

_FACE_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def named_faces(faces: etree._Element) -> list[str]:
    """The faces that a run or a style is set in, of whatever script."""
    return [face for slot in _FACE_SLOTS if (face := faces.get(W + slot))]


class Style(NamedTuple):
    """What a style says of its paragraphs.

    Attributes:
        name: in small letters; empty for the default one.
        is_heading: whether they stand in the outline.
        level: in the outline, from 1; 0 where they have none.
    """

    name: str
    is_heading: bool
    level: int


class Styles:
    """What styles are called, whose ids differ from program to program, and their faces.

    Attributes:
        style: gives the style with an id.
    """

    def __init__(self, parts: Sequence[etree._Element]) -> None:
        """Read the parts of styles; a document has one, or none."""
        self._names: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._faces: set[str] = set()
        self.style = cache(self._told)
        for part in parts:
            for style in part.iter(W + "style"):
                self._add(style)
            for faces in part.iter(W + "rFonts"):
                self._faces.update(named_faces(faces))

    def _add(self, style: etree._Element) -> None:
        style_id = style.get(W + "styleId", "")
        # Word writes ``heading 1``, LibreOffice ``Heading 1``.
        self._names[style_id] = value_in(style, "name").casefold()
        if style.get(W + "default") in ("1", "true"):
            self._names[style_id] = ""
        level = value_in(style.find(W + "pPr"), "outlineLvl")
        if level.isdecimal() and level != _TEXT_LEVEL:
            self._levels[style_id] = int(level) + 1

    def _told(self, style_id: str) -> Style:
        name = self._names.get(style_id, style_id.casefold())
        named = name.removeprefix(_HEADING)
        level = self._levels.get(style_id) or (int(named) if named.isdecimal() else 0)
        return Style(name, style_id in self._levels or name.startswith(_HEADING), level)

    def knows_faces(self, faces: etree._Element) -> bool:
        """Whether all named ``faces`` are of the document's own styles."""
        return self._faces.issuperset(named_faces(faces))

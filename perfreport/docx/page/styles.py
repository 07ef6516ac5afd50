"""The styles of a Word document, as far as reading needs them."""

from __future__ import annotations

from collections.abc import Sequence

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


class Styles:
    """Names of styles by their ids, which differ from program to program, and their faces."""

    def __init__(self, parts: Sequence[etree._Element]) -> None:
        """Read the parts of styles; a document has one, or none."""
        self._names: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._faces: set[str] = set()
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

    def name(self, style_id: str) -> str:
        """The name of the style in small letters; empty for the default one."""
        return self._names.get(style_id, style_id.casefold())

    def is_heading(self, style_id: str) -> bool:
        """Whether its paragraphs stand in the outline."""
        return style_id in self._levels or self.name(style_id).startswith(_HEADING)

    def level(self, style_id: str) -> int:
        """The level of its paragraphs in the outline, from 1; 0 where they have none."""
        named = self.name(style_id).removeprefix(_HEADING)
        return self._levels.get(style_id) or (int(named) if named.isdecimal() else 0)

    def knows_faces(self, faces: etree._Element) -> bool:
        """Whether all named ``faces`` are of the document's own styles."""
        return self._faces.issuperset(named_faces(faces))

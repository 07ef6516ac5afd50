"""Word's styles with their inheritance: what holds for a paragraph and for a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from perfreport.derivation.formats import NO_INDENT, ParagraphFormat, TextFormat
from perfreport.derivation.properties import (
    Stated,
    number,
    paragraph_properties,
    text_properties,
)
from perfreport.docx.ends import ends_text
from perfreport.docx.page.elements import value_in, whole
from perfreport.docx.wordml import W

_DEFAULT: Stated = {
    "face": "宋体",
    "latin": "Times New Roman",
    "size": 10.0,
    "spacing": 0.0,
    "bold": False,
    "underline": False,
    "align": "left",
    "first": NO_INDENT,
    "left": NO_INDENT,
    "right": NO_INDENT,
    "before": 0.0,
    "after": 0.0,
    "rule": "auto",
    "line": 1.0,
    "on_grid": True,
    "text_on_grid": True,
    "keep_next": False,
    "cjk_latin_space": True,
}
"""What holds where nothing is said (ECMA-376)."""

_NUMBERS_OFF = "0"
_OUTLINE_LEVELS = 4
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Grid(NamedTuple):
    """The grid of a page (文档网格), in points: of its lines, and what it adds to a character."""

    line: float = 0.0
    character: float = 0.0


class Numbered(NamedTuple):
    """That a paragraph is numbered: by which list, on which level."""

    list_id: str
    level: int


class StyleSheet:
    """The styles of one Word template."""

    def __init__(
        self,
        styles: Sequence[etree._Element],
        numbering: Sequence[etree._Element],
        theme: Mapping[str, str],
    ) -> None:
        """Read the parts of styles and of lists; a template has one of each, or none."""
        self._theme = theme
        self._styles = {
            style.get(W + "styleId", ""): style
            for part in styles
            for style in part.iter(W + "style")
        }
        self._usual = {
            style.get(W + "type", ""): key
            for key, style in self._styles.items()
            if style.get(W + "default") in ("1", "true", "on")
        }
        defaults = next((each for part in styles for each in part.iter(W + "docDefaults")), None)
        self._defaults = {
            **_DEFAULT,
            **self._stated_in(defaults, f"{W}pPrDefault/", f"{W}rPrDefault/"),
        }
        self._lists = {
            num.get(W + "numId", ""): value_in(num, "abstractNumId")
            for part in numbering
            for num in part.iter(W + "num")
        }
        self._levels = {
            (definition.get(W + "abstractNumId", ""), whole(level.get(W + "ilvl", ""), 0)): level
            for part in numbering
            for definition in part.iter(W + "abstractNum")
            for level in definition.iter(W + "lvl")
        }
        self._of_style = cache(self._stated_by_style)

    def _stated_in(
        self, element: etree._Element | None, paragraph: str = "", run: str = ""
    ) -> Stated:
        if element is None:
            return {}
        return {
            **paragraph_properties(element.find(f"{paragraph}{W}pPr")),
            **text_properties(element.find(f"{run}{W}rPr"), self._theme),
        }

    def chain(self, style_id: str) -> list[etree._Element]:
        """The style and those that it is based on, the outermost last."""
        found: list[etree._Element] = []
        while style_id in self._styles and self._styles[style_id] not in found:
            found.append(self._styles[style_id])
            style_id = value_in(found[-1], "basedOn")
        return found

    def _stated_by_style(self, style_id: str) -> Stated:
        stated: dict[str, Any] = {}
        for style in reversed(self.chain(style_id)):
            stated |= self._stated_in(style)
        return stated

    def style_id(self, kind: str, named: str) -> str:
        """The style called ``named`` or, without a name, the one usual for its ``kind``."""
        return named or self._usual.get(kind, "")

    def name(self, style_id: str) -> str:
        """What Word calls the style."""
        return value_in(self._styles.get(style_id), "name") or "正文"

    def paragraph(self, element: etree._Element, table_style: str = "") -> Stated:
        """All that holds for the paragraph ``element``, and for text in it that says no more."""
        properties = element.find(W + "pPr")
        style = self.style_id("paragraph", value_in(properties, "pStyle"))
        numbered = self.numbered(element)
        indents = self._indents_of(numbered)
        direct = properties.find(W + "numPr") if properties is not None else None
        of_list, of_direct_list = ({}, indents) if direct is not None else (indents, {})
        return {
            **self._defaults,
            **self._of_style(table_style),
            **of_list,
            **self._of_style(style),
            **of_direct_list,
            **paragraph_properties(properties),
        }

    def run(self, properties: etree._Element | None, around: Stated) -> Stated:
        """All that holds for a run with ``properties`` in a paragraph for which ``around`` does."""
        character_style = value_in(properties, "rStyle")
        return {
            **around,
            **self._of_style(character_style),
            **text_properties(properties, self._theme),
        }

    def character_style(self, properties: etree._Element | None) -> str:
        """The name of the character style of a run with ``properties``; empty without one."""
        return value_in(self._styles.get(value_in(properties, "rStyle")), "name")

    def numbered(self, element: etree._Element) -> Numbered | None:
        """By which list the paragraph ``element`` is numbered; None if by none."""
        properties = element.find(W + "pPr")
        style = self.style_id("paragraph", value_in(properties, "pStyle"))
        list_id, level = "", ""
        for holder in (properties, *(each.find(W + "pPr") for each in self.chain(style))):
            numbers = holder.find(W + "numPr") if holder is not None else None
            if numbers is not None:
                level = level or value_in(numbers, "ilvl")
                list_id = value_in(numbers, "numId")
                if list_id:
                    break
        if list_id in ("", _NUMBERS_OFF):
            return None
        return Numbered(list_id, whole(level, 0))

    def level(self, numbered: Numbered) -> etree._Element | None:
        """How the list numbers its paragraphs."""
        return self._levels.get((self._lists.get(numbered.list_id, ""), numbered.level))

    def definition(self, numbered: Numbered) -> str:
        """What lists that go on counting one after the other have in common."""
        return self._lists.get(numbered.list_id, "")

    def _indents_of(self, numbered: Numbered | None) -> Stated:
        level = self.level(numbered) if numbered else None
        return paragraph_properties(level.find(W + "pPr")) if level is not None else {}

    def heading_level(self, stated: Stated) -> int | None:
        """The level in the outline, from 1; None for text."""
        outline = stated.get("outline")
        return int(outline) + 1 if outline is not None and outline < _OUTLINE_LEVELS else None


def text_format(stated: Stated, grid: Grid) -> TextFormat:
    """How text is set for which ``stated`` holds, on a page with this ``grid``."""
    snapped = grid.character if stated["on_grid"] and stated["text_on_grid"] else 0.0
    return TextFormat(
        face=stated["face"],
        latin=stated["latin"],
        size=stated["size"],
        spacing=stated["spacing"] + snapped,
        bold=stated["bold"],
        underline=stated["underline"],
    )


def paragraph_format(stated: Stated, style: str, text: TextFormat, grid: Grid) -> ParagraphFormat:
    """How a paragraph is set for which ``stated`` holds, most of it as ``text``."""
    line = grid.line or 12.0
    before, after = (
        stated[f"{side}_lines"] * line if stated.get(f"{side}_lines") else stated[side]
        for side in ("before", "after")
    )
    return ParagraphFormat(
        style=style,
        text=text,
        align=stated["align"],
        first=stated["first"],
        left=stated["left"],
        right=stated["right"],
        tabs=stated.get("tabs", ()),
        before=0.0 if stated.get("contextual") else before,
        after=0.0 if stated.get("contextual") else after,
        rule=stated["rule"],
        line=stated["line"],
        grid=grid.line if stated["on_grid"] else 0.0,
        keep_next=stated["keep_next"],
        keep_previous=ends_text(style),
        cjk_latin_space=stated["cjk_latin_space"],
    )


def grid_of(section: etree._Element | None) -> Grid:
    """The grid of the pages of a section."""
    element = section.find(W + "docGrid") if section is not None else None
    kind = element.get(W + "type", "default") if element is not None else "default"
    if kind not in ("lines", "linesAndChars", "snapToChars"):
        return Grid()
    characters = number(element, "charSpace", 4096) if kind != "lines" else None
    return Grid(number(element, "linePitch", 20) or 0.0, characters or 0.0)


def theme_faces(theme: Sequence[etree._Element], language: str) -> Mapping[str, str]:
    """The faces of a theme by the names of their slots, for texts in ``language``."""
    return {key: face for part in theme for key, face in _faces_of(part, language)}


def _faces_of(theme: etree._Element, language: str) -> Iterator[tuple[str, str]]:
    script = "Hant" if language in ("zh-TW", "zh-HK", "zh-MO") else "Hans"
    for font in ("major", "minor"):
        for holder in theme.iter(f"{_A}{font}Font"):
            faces = {each.get("script"): each.get("typeface", "") for each in holder}
            western = _typeface(holder, "latin")
            yield f"{font}HAnsi", western
            yield f"{font}Ascii", western
            yield f"{font}EastAsia", _typeface(holder, "ea") or faces.get(script, "") or "宋体"


def _typeface(holder: etree._Element, name: str) -> str:
    found = holder.find(_A + name)
    return found.get("typeface", "") if found is not None else ""

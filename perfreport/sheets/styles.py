"""How the cells of a workbook (.xlsx) look, as far as it says what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from perfreport.office import xml
from perfreport.sheets.formats import BUILT_IN, GENERAL
from perfreport.sheets.sheetml import S
from perfreport.sheets.showing import Format, format_of

_SIDES = tuple(S + side for side in ("left", "right", "top", "bottom", "start", "end"))


@dataclass(frozen=True, slots=True)
class Style:
    """What the cells of a style have in common.

    Attributes:
        format: their number format.
        is_bordered: whether they have a line along any of their sides.
        is_struck: whether their texts are struck through.
    """

    format: Format
    is_bordered: bool = False
    is_struck: bool = False


PLAIN = Style(format_of(GENERAL))
"""That of a cell which names none."""


def styles(part: bytes | None) -> dict[str, Style]:
    """The styles by their numbers, as cells name them, from the part of styles."""
    if part is None:
        return {}
    root = xml.parse(part)
    codes = {**BUILT_IN, **_own_codes(root)}
    bordered = [_has_line(border) for border in root.iterfind(f"{S}borders/{S}border")]
    struck = [_is_struck(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    found = root.iterfind(f"{S}cellXfs/{S}xf")
    return {str(number): _style(each, codes, bordered, struck) for number, each in enumerate(found)}


def _own_codes(root: etree._Element) -> dict[int, str]:
    """The formats that the workbook defines itself."""
    return {
        whole(each, "numFmtId"): each.get("formatCode", GENERAL)
        for each in root.iterfind(f"{S}numFmts/{S}numFmt")
    }


def _has_line(border: etree._Element) -> bool:
    return any(side.tag in _SIDES and side.get("style", "none") != "none" for side in border)


def _is_struck(font: etree._Element) -> bool:
    strike = font.find(f"{S}strike")
    return strike is not None and (strike.get("val") is None or says(strike, "val"))


def _style(
    element: etree._Element, codes: Mapping[int, str], bordered: list[bool], struck: list[bool]
) -> Style:
    code = codes.get(whole(element, "numFmtId"), GENERAL)
    border, font = whole(element, "borderId"), whole(element, "fontId")
    return Style(
        format_of(code),
        0 <= border < len(bordered) and bordered[border],
        0 <= font < len(struck) and struck[font],
    )


def whole(element: etree._Element, name: str, otherwise: int = 0) -> int:
    """The whole number that the attribute ``name`` says; ``otherwise`` where it says none."""
    said = element.get(name, "")
    return int(said) if said.isdecimal() and said.isascii() else otherwise


def says(element: etree._Element, name: str) -> bool:
    """Whether the attribute ``name`` says yes."""
    return element.get(name) in ("1", "true", "on")

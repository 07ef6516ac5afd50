"""The properties that one element of Word states, and no others, by names of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from perfreport.derivation.formats import NO_INDENT, Indent, Tab
from perfreport.docx.page.elements import is_on
from perfreport.docx.wordml import W

Stated = Mapping[str, Any]
"""Properties by their names here."""

TWIPS = 20.0
"""Twips in a point."""

_ALIGNS = {
    "both": "justify",
    "distribute": "justify",
    "start": "left",
    "left": "left",
    "center": "center",
    "end": "right",
    "right": "right",
}
_STOPS = {
    "left": "left",
    "start": "left",
    "num": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "decimal": "right",
}
_RULES = ("auto", "exact", "atLeast")
_FACE_SLOTS = {"face": ("eastAsia", "eastAsiaTheme"), "latin": ("ascii", "asciiTheme")}


def number(element: etree._Element | None, name: str, unit: float = 1.0) -> float | None:
    """The attribute ``name`` as a number of ``unit``; None where it is missing or none."""
    text = element.get(W + name, "") if element is not None else ""
    try:
        return float(text) / unit if text and len(text) < 12 else None
    except ValueError:
        return None


def text_properties(element: etree._Element | None, theme: Mapping[str, str]) -> Stated:
    """What a ``w:rPr`` states; faces of the ``theme`` are looked up there."""
    if element is None:
        return {}
    found: dict[str, Any] = {}
    for child in element:
        name = etree.QName(child).localname
        if name == "rFonts":
            found |= _faces(child, theme)
        elif read := _OF_TEXT.get(name):
            found |= read(child)
    return {name: value for name, value in found.items() if value is not None}


def _shows(element: etree._Element) -> bool:
    """Whether a property that the PDF has not would be seen."""
    value = element.get(W + "val", "1").lower()
    return value not in ("auto", "000000", "none", "0", "false", "off")


def _faces(element: etree._Element, theme: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, (slot, theme_slot) in _FACE_SLOTS.items():
        face = theme.get(element.get(W + theme_slot, "")) or element.get(W + slot)
        # LibreOffice lists what may stand in, and a brace would begin a tag.
        if face := re.split("[;,{}]", face or "")[0].strip():
            found[name] = face
    return found


def paragraph_properties(element: etree._Element | None) -> Stated:
    """What a ``w:pPr`` states, its numbering apart."""
    if element is None:
        return {}
    found: dict[str, Any] = {}
    for child in element:
        name = etree.QName(child).localname
        if read := _OF_PARAGRAPHS.get(name):
            found |= read(child)
    return found


def _spacing(element: etree._Element) -> Stated:
    found: dict[str, Any] = {
        "before": number(element, "before", TWIPS),
        "after": number(element, "after", TWIPS),
        "before_lines": number(element, "beforeLines", 100),
        "after_lines": number(element, "afterLines", 100),
    }
    line = number(element, "line")
    if line:
        rule = element.get(W + "lineRule", "auto")
        found["rule"] = rule if rule in _RULES else "auto"
        found["line"] = line / 240 if found["rule"] == "auto" else line / TWIPS
    return {name: value for name, value in found.items() if value is not None}


def _indents(element: etree._Element) -> Stated:
    """The three indents; characters go before twips, as in Word."""
    found: dict[str, Any] = {
        "left": _indent(element, "left", "start"),
        "right": _indent(element, "right", "end"),
        "first": _indent(element, "firstLine"),
    }
    hanging = _indent(element, "hanging")
    if hanging is not None and (hanging.value or found["first"] is None):
        found["first"] = hanging._replace(value=-hanging.value)
    return {name: value for name, value in found.items() if value is not None}


def _indent(element: etree._Element, *names: str) -> Indent | None:
    for name in names:
        if characters := number(element, f"{name}Chars", 100):
            return Indent(characters, "em")
        points = number(element, name, TWIPS)
        if points is not None:
            return Indent(points) if points else NO_INDENT
    return None


def _tabs(element: etree._Element) -> Stated:
    stops = [
        Tab(_STOPS[kind], number(stop, "pos", TWIPS) or 0.0)
        for stop in element.iter(W + "tab")
        if (kind := stop.get(W + "val", "left")) in _STOPS
    ]
    return {"tabs": tuple(sorted(stops, key=lambda stop: stop.position))}


def _flag(name: str) -> Callable[[etree._Element], Stated]:
    return lambda element: {name: is_on(element)}


def _seen(name: str) -> Callable[[etree._Element], Stated]:
    return lambda element: {name: _shows(element)}


_OF_TEXT: Mapping[str, Callable[[etree._Element], Stated]] = {
    "sz": lambda element: {"size": number(element, "val", 2)},
    "spacing": lambda element: {"spacing": number(element, "val", TWIPS)},
    "snapToGrid": _flag("text_on_grid"),
    "u": lambda element: {"underline": element.get(W + "val", "single") != "none"},
    "b": _flag("bold"),
    "vanish": _flag("hidden"),
    "vertAlign": lambda element: {"raised": element.get(W + "val", "")},
    **{name: _seen(name) for name in ("strike", "dstrike", "color", "highlight", "i")},
}

_OF_PARAGRAPHS: Mapping[str, Callable[[etree._Element], Stated]] = {
    "spacing": _spacing,
    "ind": _indents,
    "tabs": _tabs,
    "jc": lambda element: {"align": _ALIGNS.get(element.get(W + "val", ""), "left")},
    "keepNext": _flag("keep_next"),
    "snapToGrid": _flag("on_grid"),
    "autoSpaceDE": _flag("cjk_latin_space"),
    "contextualSpacing": _flag("contextual"),
    "pageBreakBefore": _flag("new_page"),
    "outlineLvl": lambda element: {"outline": number(element, "val")},
}

"""The elements of WordprocessingML in few words."""

from __future__ import annotations

from lxml import etree

from perfreport.docx.wordml import W
from perfreport.office.xml import PRESERVE

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""The namespace in which one part of a document refers to another."""

Element = etree._Element
Content = Element | str

_PREFIXES = {"w": W.strip("{}"), "r": R.strip("{}")}


def w(tag: str, /, *content: Content, **attributes: object) -> Element:
    """The element ``w:tag`` with its attributes and what is in it."""
    element = etree.Element(W + tag, nsmap=_PREFIXES)
    for attribute, value in attributes.items():
        element.set(W + attribute, str(value))
    for each in content:
        if isinstance(each, str):
            element.text = each
        else:
            element.append(each)
    return element


def on(name: str, /, *, when: bool = True) -> list[Element]:
    """The property ``w:name``, switched on ``when`` it is to be; else nothing."""
    return [w(name)] if when else []


def off(name: str, /, *, when: bool = True) -> list[Element]:
    """The property ``w:name``, switched off ``when`` it is to be; else nothing."""
    return [w(name, val="0")] if when else []


def twips(millimetres: float) -> int:
    """A length as Word counts it, in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def text(words: str) -> Element:
    """Text within a run; blanks at its ends are kept."""
    element = w("t", words)
    element.set(PRESERVE, "preserve")
    return element


def run(*content: Content, style: str = "", bold: bool = False) -> Element:
    """A run of text, in a character style or in that of its paragraph."""
    parts = [text(each) if isinstance(each, str) else each for each in content]
    named = [w("rStyle", val=style)] if style else []
    properties = [*named, *on("b", when=bold), *on("bCs", when=bold)]
    return w("r", *([w("rPr", *properties)] if properties else []), *parts)


def field(instruction: str, shown: str) -> list[Element]:
    """The runs of a field that shows ``shown`` until Word updates it."""
    return [
        run(w("fldChar", fldCharType="begin")),
        run(w("instrText", f" {instruction} ")),
        run(w("fldChar", fldCharType="separate")),
        run(shown),
        run(w("fldChar", fldCharType="end")),
    ]

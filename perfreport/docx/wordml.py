"""The names of WordprocessingML, and elements made of them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BEFORE_MERGE = {W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}


def element(name: str, /, *children: etree._Element, **values: str) -> etree._Element:
    """A new element of WordprocessingML with ``children`` and the attributes ``values``."""
    attributes = {W + key: value for key, value in values.items()}
    # Without the prefix lxml would call the namespace ``ns0``.
    made = etree.Element(W + name, attributes, nsmap={"w": W.strip("{}")})
    made.extend(children)
    return made


def properties_of(parent: etree._Element, name: str) -> etree._Element:
    """The properties ``name`` of ``parent``, which stand first in it; made where it has none."""
    properties = parent.find(W + name)
    if properties is None:
        properties = element(name)
        parent.insert(0, properties)
    return properties


def merge_down(cell: etree._Element, how: str) -> None:
    """Have the table ``cell`` be merged with those below or above: ``how`` of ``w:vMerge``."""
    properties = properties_of(cell, "tcPr")
    for old in properties.findall(W + "vMerge"):
        properties.remove(old)
    # The schema of w:tcPr is a sequence, in which w:vMerge stands behind these.
    place = sum(child.tag in _BEFORE_MERGE for child in properties)
    properties.insert(place, element("vMerge", val=how))


def put_text(texts: Iterable[etree._Element], text: str) -> None:
    """Have ``texts``, the pieces of one text, say ``text``: the first of them all of it."""
    for piece in texts:
        piece.text, text = text, ""

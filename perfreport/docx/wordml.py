"""The names of WordprocessingML, and XML read without following anything it refers to."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BEFORE_MERGE = {W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}


class XmlError(ValueError):
    """A part of a Word file is no XML, or none that may be read."""


def parse(source: bytes) -> etree._Element:
    """The root element of ``source``, without comments and processing instructions.

    It is in UTF-8 or UTF-16, whatever it says of itself; no other encoding is one of a Word file.

    Raises:
        XmlError: when it is not well-formed, nested too deeply, or declares a document type;
            entities could otherwise grow it without bound.
    """
    parser = etree.XMLParser(
        # A part that declares another encoding would hide its elements from those who count bytes.
        encoding="UTF-8",
        resolve_entities=False,
        no_network=True,
        # Neither has a name that the children of an element could be told by.
        remove_comments=True,
        remove_pis=True,
    )
    try:
        if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            source = source.decode("utf-16").encode()
        root = etree.fromstring(source, parser)
    except UnicodeError as error:
        raise XmlError(str(error)) from None
    except etree.XMLSyntaxError as error:
        raise XmlError(f"XML 写错，原文：{error}") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr] # missing in the stubs
        raise XmlError("XML 里有 DOCTYPE")
    return root


def serialize(root: etree._Element) -> str:
    """``root`` as the text of a part."""
    return DECLARATION + etree.tostring(root, encoding="unicode")


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

"""Data that travel inside a Word file: a custom XML part (自定义 XML 部件).

Word, WPS and LibreOffice keep such a part when they save the document. It is related to the main
part, as they expect, and has a store item of its own, without which LibreOffice drops it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from perfreport.docx.package import Parts
from perfreport.docx.relationships import OFFICE, declare, document_part, relate, related_parts
from perfreport.docx.wordml import XmlError, parse

NAMESPACE = "urn:perfreport"
"""Of the element that holds the data."""

_ROOT = f"{{{NAMESPACE}}}document"
ITEM = "customXml/item9.xml"
"""The part that holds the data."""

_PROPERTIES = "customXml/itemProps9.xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
# Without a store item and the reference to it LibreOffice drops the data.
_FIXED: Parts = {
    _PROPERTIES: b"<ds:datastoreItem"
    b' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
    b' ds:itemID="{00000000-0000-0000-0000-000000000009}"/>',
    "customXml/_rels/item9.xml.rels": b"<Relationships"
    b' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="customXmlProps"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"'
    b' Target="itemProps9.xml"/></Relationships>',
}


def with_place_for_data(parts: Parts) -> Parts:
    """``parts`` of a document with all that an embedded part needs beside it."""
    main = document_part(parts)
    target = posixpath.relpath(f"/{ITEM}", f"/{posixpath.dirname(main)}")
    parts = declare(parts, _PROPERTIES, _PROPERTIES_TYPE)
    parts = relate(parts, main, "customXml", f"{OFFICE}/customXml", target)
    return {**parts, **_FIXED}


def data_element(attributes: Mapping[str, str], texts: Mapping[str, str]) -> bytes:
    """An XML element of perfreport with these attributes, and elements with these texts."""
    namespaces = {None: NAMESPACE}  # the one of names without a prefix
    root = etree.Element(_ROOT, nsmap=namespaces)  # type: ignore[arg-type] # None, in the stubs
    for name, value in attributes.items():
        root.set(name, value)
    for name, text in texts.items():
        etree.SubElement(root, f"{{{NAMESPACE}}}{name}").text = text
    return etree.tostring(root, encoding="unicode").encode()


def embedded_data(parts: Parts, main: str) -> Mapping[str, str] | None:
    """The attributes and texts that the document carries; None when it lost them.

    Args:
        parts: of a document whose relationships can be read.
        main: name of its main part.
    """
    for kind, name in related_parts(parts, main):
        if kind == "customXml":
            # Other programs keep parts of their own beside ours, and may break them.
            try:
                root = parse(parts[name])
            except XmlError:
                continue
            if root.tag == _ROOT:
                texts = {etree.QName(child).localname: child.text or "" for child in root}
                return {**{str(name): str(value) for name, value in root.items()}, **texts}
    return None

"""Data that travel inside a Word file: a custom XML part (自定义 XML 部件).

Word, WPS and LibreOffice keep such a part when they save the document. It is related to the main
part, as they expect, and has a store item of its own, without which LibreOffice drops it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from perfreport.docx.package import CONTENT_TYPES, Parts
from perfreport.docx.relationships import NAMESPACE as RELATIONSHIPS
from perfreport.docx.relationships import (
    OFFICE,
    declare,
    document_part,
    part_of_relationships,
    relate,
    relationships_of,
)
from perfreport.docx.wordml import XmlError, parse, serialize

NAMESPACE = "urn:perfreport"
"""Of the element that holds the data."""

_ROOT = f"{{{NAMESPACE}}}document"
ITEM = "customXml/item9.xml"
"""The part that holds the data."""

_PROPERTIES = "customXml/itemProps9.xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE_ID = "{00000000-0000-0000-0000-000000000009}"


def with_place_for_data(parts: Parts) -> Parts:
    """``parts`` of a document with all that an embedded part needs beside it."""
    main = document_part(parts)
    types = parse(parts[CONTENT_TYPES])
    declare(types, _PROPERTIES, _PROPERTIES_TYPE)
    rels = part_of_relationships(main)
    references = parse(parts[rels]) if rels in parts else _relationships()
    _relate(references, "customXml", posixpath.relpath(f"/{ITEM}", f"/{posixpath.dirname(main)}"))
    return {
        **parts,
        CONTENT_TYPES: serialize(types).encode(),
        rels: serialize(references).encode(),
        **_FIXED,
    }


def data_element(attributes: Mapping[str, str], texts: Mapping[str, str]) -> bytes:
    """An XML element of perfreport with these attributes, and elements with these texts."""
    root = etree.Element(_ROOT, nsmap=_default(NAMESPACE))
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
    for each in relationships_of(parts, main):
        if each.type == "customXml" and not each.external and each.target in parts:
            # Other programs keep parts of their own beside ours, and may break them.
            try:
                root = parse(parts[each.target])
            except XmlError:
                continue
            if root.tag == _ROOT:
                texts = {etree.QName(child).localname: child.text or "" for child in root}
                return {**{str(name): str(value) for name, value in root.items()}, **texts}
    return None


def _default(namespace: str) -> dict[str, str]:
    """A map that makes ``namespace`` the one of names without a prefix."""
    return {None: namespace}  # type: ignore[dict-item] # None is missing in the stubs


def _relationships() -> etree._Element:
    return etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap=_default(RELATIONSHIPS))


def _relate(references: etree._Element, kind: str, target: str) -> None:
    relate(references, kind, f"{OFFICE}/{kind}", target)


def _store_item() -> bytes:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    item = etree.Element(f"{{{namespace}}}datastoreItem", nsmap={"ds": namespace})
    item.set(f"{{{namespace}}}itemID", _STORE_ID)
    return etree.tostring(item)


def _item_relationships() -> bytes:
    references = _relationships()
    _relate(references, "customXmlProps", posixpath.basename(_PROPERTIES))
    return etree.tostring(references)


_FIXED: Parts = {
    _PROPERTIES: _store_item(),
    part_of_relationships(ITEM): _item_relationships(),
}

"""Data that travel inside a Word file: a custom XML part (自定义 XML 部件), with a seal behind it.

Word, WPS and LibreOffice keep such a part when they save the document. It is related to the main
part, as they expect, and has a store item of its own, without which LibreOffice drops it. By the
seal a file is known at once that nobody has touched since it was made.
"""

from __future__ import annotations

import posixpath
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from lxml import etree

from perfreport.office.package import UNREADABLE, Parts, usual_entries
from perfreport.office.relationships import OFFICE, declare, document_part, relate, related_parts
from perfreport.office.xml import XmlError, parse

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

_CHUNK = 2**20
_MOST_BYTES = 2**32


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
            if (found := data_in(root)) is not None:
                return found
    return None


def data_in(root: etree._Element) -> Mapping[str, str] | None:
    """The attributes and texts of the element ``root``; None when it is not one of perfreport."""
    if root.tag != _ROOT:
        return None
    texts = {etree.QName(child).localname: child.text or "" for child in root}
    return {**{str(name): str(value) for name, value in root.items()}, **texts}


def sealed(parts: Parts) -> Parts:
    """``parts`` with a digest of all others behind the embedded data, as a comment of XML."""
    others = ((name, iter((part,))) for name, part in parts.items() if name != ITEM)
    return {**parts, ITEM: parts[ITEM] + _seal(others)}


def is_untouched(path: Path) -> bool:
    """Whether the file at ``path`` is as it was written; no editor leaves the seal right.

    It is unpacked in small pieces, which are not kept.

    Raises:
        OSError: when the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = usual_entries(archive)
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                return False
            data = b"".join(_pieces(archive, ITEM))
            names = (entry.filename for entry in entries if entry.filename != ITEM)
            return data.endswith(_seal((name, _pieces(archive, name)) for name in names))
    except UNREADABLE:
        return False


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        while piece := file.read(_CHUNK):
            yield piece


def _seal(parts: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    digests = []
    for name, pieces in parts:
        digest = blake2b(name.encode(), digest_size=16)
        for piece in pieces:
            digest.update(piece)
        digests.append(digest.digest())
    # Sorted, for the file has its parts in an order of its own. Nine bytes need no padding, and
    # base64 no hyphens, which a comment of XML could not hold in pairs.
    whole = blake2b(b"".join(sorted(digests)), digest_size=9)
    return b"<!--" + b64encode(whole.digest()) + b"-->"

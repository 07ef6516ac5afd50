"""XML of the parts of Office files, read without following anything it refers to."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Sequence

from lxml import etree

PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


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
        root = etree.fromstring(_in_utf8(source), parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"XML 写错，原文：{error}") from None
    _refuse_document_type(root)
    return root


def _refuse_document_type(element: etree._Element) -> None:
    if element.getroottree().docinfo.doctype:  # type: ignore[attr-defined] # missing in the stubs
        raise XmlError("XML 里有 DOCTYPE")


def serialize(root: etree._Element) -> str:
    """``root`` as the text of a part."""
    return DECLARATION + etree.tostring(root, encoding="unicode")


def elements(source: bytes, tags: Sequence[str]) -> Iterator[etree._Element]:
    """Each element of ``source`` that has one of these ``tags``, whole; then it is forgotten.

    So a part takes little more memory than its largest such element.

    Raises:
        XmlError: as ``parse`` does, where the mistake is reached.
    """
    parsing = etree.iterparse(
        io.BytesIO(_in_utf8(source)),
        tag=tags,
        encoding="UTF-8",
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for count, (_, element) in enumerate(parsing):
            if not count:
                _refuse_document_type(element)
            yield element
            element.clear()
    except etree.XMLSyntaxError as error:
        raise XmlError(f"XML 写错，原文：{error}") from None


def _in_utf8(source: bytes) -> bytes:
    """``source`` in UTF-8.

    Raises:
        XmlError: when it says that it is in UTF-16 and is not.
    """
    if not source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return source
    try:
        return source.decode("utf-16").encode()
    except UnicodeError as error:
        raise XmlError(str(error)) from None

"""XML of the parts of Office files, read without following anything it refers to."""

from __future__ import annotations

import codecs

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

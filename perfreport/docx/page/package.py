"""The parts of a Word file from anywhere, unpacked within limits, and how much is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from xml.parsers import expat

from lxml import etree

from perfreport.docx.wordml import W
from perfreport.office.limits import BOUNDLESS, Limits, refusal
from perfreport.office.others import WORD, is_other_package
from perfreport.office.package import Parts, sizes
from perfreport.office.relationships import document_part
from perfreport.office.unpacking import unpack
from perfreport.office.xml import XmlError

# Two counts: the nodes of a union would be sorted first.
_COUNT = etree.XPath("count(//w:p) + count(//w:tc)", namespaces={"w": W.strip("{}")})
# With the sign behind the name: w:pPr and w:tcPr begin alike.
_BLOCKS = (b"<w:p>", b"<w:p ", b"<w:p/>", b"<w:tc>", b"<w:tc ")


def read_package(content: bytes, limits: Limits) -> Parts:
    """The XML parts of the Word file ``content`` by their names; pictures and the like are left.

    Raises:
        InputError: when it is no Word file, damaged, encrypted, or beyond ``limits``.
    """
    return unpack(content, WORD, limits)


def main_part(parts: Parts) -> str:
    """The name of the part that holds the document's text.

    Raises:
        InputError: when there is none.
    """
    try:
        main = document_part(parts)
    except XmlError:
        raise refusal(WORD.damaged) from None
    if not main.endswith(".xml") or main not in parts or is_other_package(parts):
        raise refusal(WORD.other_package(parts))
    return main


def measured(root: etree._Element) -> Mapping[str, int]:
    """What the main part with this ``root`` has of blocks and characters."""
    return {
        "blocks": int(cast(float, _COUNT(root))),
        "characters": sum(len(text.text or "") for text in root.iter(W + "t")),
    }


def excess(content: bytes, limits: Limits | None = None) -> str | None:
    """What the Word file ``content``, made here, has beyond the ``limits`` of a reader, in words.

    None when it is read without further ado. No tree is built: a large file would take more
    memory for that than for being made.
    """
    limits = limits or Limits()
    parts = read_package(content, BOUNDLESS)
    main = parts[main_part(parts)]
    found = {
        **sizes(content, parts),
        "blocks": sum(map(main.count, _BLOCKS)),
        # A part has at least as many bytes as characters.
        "characters": _characters_in(main) if len(main) > limits.characters else 0,
    }
    return limits.excess(found)


def _characters_in(part: bytes) -> int:
    """The characters outside of markup."""
    lengths: list[int] = []
    # Counted without a tree, which for 20 million empty runs would take 2.8 GB.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = lambda text: lengths.append(len(text))
    parser.Parse(part, True)
    return sum(lengths)

"""How much there is in a Word file, as ``Limits`` count it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from xml.parsers import expat

from lxml import etree

from perfreport.docx.package import elements_in
from perfreport.docx.page.limits import Limits, options
from perfreport.docx.page.package import main_part, read_package
from perfreport.docx.wordml import W

_COUNT = etree.XPath("count(//w:p) + count(//w:tc)", namespaces={"w": W.strip("{}")})
_BLOCKS = (b"<w:p>", b"<w:p ", b"<w:p/>", b"<w:tc>", b"<w:tc ")
_BOUNDLESS = Limits(
    file_bytes=2**62, unpacked_bytes=2**62, parts=2**62, elements=2**62, blocks=2**62
)


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
    parts = read_package(content, _BOUNDLESS)
    main = parts[main_part(parts)]
    found = {
        "file_bytes": len(content),
        "unpacked_bytes": sum(map(len, parts.values())),
        "parts": len(parts),
        "elements": sum(map(elements_in, parts.values())),
        "blocks": sum(map(main.count, _BLOCKS)),
        "characters": _characters_in(main) if len(main) > limits.characters else 0,
    }
    beyond = limits.beyond(found)
    return f"{limits.compared(beyond)}；读回时请加{options(beyond)}" if beyond else None


def _characters_in(part: bytes) -> int:
    """The characters outside of markup."""
    lengths: list[int] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = lambda text: lengths.append(len(text))
    parser.Parse(part, True)
    return sum(lengths)

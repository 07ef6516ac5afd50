"""The parts of a Word file from anywhere, unpacked within limits, and how much is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import cast
from xml.parsers import expat

from lxml import etree

from perfreport.docx.package import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    UNREADABLE,
    Parts,
    elements_in,
    is_inside,
    usual_entries,
)
from perfreport.docx.page.limits import Limits, raised, refusal
from perfreport.docx.page.others import is_other_package, not_word, not_word_package
from perfreport.docx.relationships import document_part
from perfreport.docx.wordml import W, XmlError

_DAMAGED = "这个 Word 文件已损坏，请用 Word、WPS 或 LibreOffice 打开后另存为 .docx 再读"
_ENCRYPTED = "这个 Word 文件加了密码，请去掉密码后另存为 .docx 再读"
_ENCRYPTED_FLAG = 0x1
_READABLE = ("xml", "rels")
_CHUNK = 2**20
# Two counts: the nodes of a union would be sorted first.
_COUNT = etree.XPath("count(//w:p) + count(//w:tc)", namespaces={"w": W.strip("{}")})
# With the sign behind the name: w:pPr and w:tcPr begin alike.
_BLOCKS = (b"<w:p>", b"<w:p ", b"<w:p/>", b"<w:tc>", b"<w:tc ")
_BOUNDLESS = Limits(
    file_bytes=2**62, unpacked_bytes=2**62, parts=2**62, elements=2**62, blocks=2**62
)


def read_package(content: bytes, limits: Limits) -> Parts:
    """The XML parts of the Word file ``content`` by their names; pictures and the like are left.

    Raises:
        InputError: when it is no Word file, damaged, encrypted, or beyond ``limits``.
    """
    limits.require(file_bytes=len(content))
    if not content.startswith(b"PK"):
        raise refusal(not_word(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = usual_entries(archive)
            _check_entries(entries, limits)
            if not {CONTENT_TYPES, PACKAGE_RELATIONSHIPS} <= set(archive.namelist()):
                raise refusal(not_word(content))
            return _unpacked(archive, entries, limits)
    except UNREADABLE:
        raise refusal(_DAMAGED) from None


def _check_entries(entries: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    limits.require(parts=len(entries))
    limits.require(unpacked_bytes=sum(entry.file_size for entry in entries))
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise refusal(_ENCRYPTED)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or not all(map(is_inside, names)):
        raise refusal(f"文件内部的名称重复或指向文件之外，不予读取；{_DAMAGED}")


def _unpacked(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], limits: Limits
) -> Parts:
    parts: Parts = {}
    size = elements = 0
    for entry in entries:
        if entry.filename.rsplit(".", 1)[-1].lower() in _READABLE:
            parts[entry.filename] = _inflated(archive, entry, limits, size)
            size += len(parts[entry.filename])
            elements += elements_in(parts[entry.filename])
            limits.require(elements=elements)
    return parts


def _inflated(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, before: int
) -> bytes:
    """The bytes of ``entry``; what its header says of its size is not believed."""
    # In pieces, so that a forged size is noticed before the memory is full.
    chunks: list[bytes] = []
    size = before
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            limits.require(unpacked_bytes=size)
            chunks.append(chunk)
    return b"".join(chunks)


def main_part(parts: Parts) -> str:
    """The name of the part that holds the document's text.

    Raises:
        InputError: when there is none.
    """
    try:
        main = document_part(parts)
    except XmlError:
        raise refusal(_DAMAGED) from None
    if not main.endswith(".xml") or main not in parts or is_other_package(parts):
        raise refusal(not_word_package(parts))
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
    parts = read_package(content, _BOUNDLESS)
    main = parts[main_part(parts)]
    found = {
        "file_bytes": len(content),
        "unpacked_bytes": sum(map(len, parts.values())),
        "parts": len(parts),
        "elements": sum(map(elements_in, parts.values())),
        "blocks": sum(map(main.count, _BLOCKS)),
        # A part has at least as many bytes as characters.
        "characters": _characters_in(main) if len(main) > limits.characters else 0,
    }
    beyond = limits.beyond(found)
    return f"{limits.compared(beyond)}；读回时请放宽{raised(beyond)}" if beyond else None


def _characters_in(part: bytes) -> int:
    """The characters outside of markup."""
    lengths: list[int] = []
    # Counted without a tree, which for 20 million empty runs would take 2.8 GB.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = lambda text: lengths.append(len(text))
    parser.Parse(part, True)
    return sum(lengths)

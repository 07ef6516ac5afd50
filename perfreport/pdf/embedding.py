"""Embedding: the faces of a document as composite fonts among reportlab's PDF objects.

A character's code is its place in Unicode (`DocumentFace.encode`), and with the encoding Identity-H
the code is also the CID. So the ToUnicode map is the identity wherever it is not about characters
beyond the Basic Multilingual Plane, and two characters that share a glyph stay two in the text.

A face is reduced to its used glyphs, without the hints that only screens of old make use of, and
keeps of its tables what PDF asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

import uharfbuzz
from reportlab.pdfbase import pdfdoc

from perfreport.pdf.cff import with_cids
from perfreport.pdf.face import Face
from perfreport.pdf.fonts import DocumentFace
from perfreport.pdf.pdffile import dictionary
from perfreport.pdf.pdffile import name as pdf_name

_KEPT_TABLES = {"CFF ", "glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"}
_DEFAULT_WIDTH = 1000
_SYMBOLIC = 4


def embed(faces: Iterable[DocumentFace], document: pdfdoc.PDFDocument) -> None:
    """Add ``faces`` to ``document`` as fonts, each under its `DocumentFace.resource` name.

    Call it once, when all text is set and before the document is saved; ``Canvas._doc`` is the
    document of a reportlab canvas. Every page finds the fonts in the resources all pages share.
    """
    resources = document.idToObject[pdfdoc.BasicFonts].dict
    for face in faces:
        resources[face.resource] = document.Reference(_composite_font(face, document))


def _composite_font(used: DocumentFace, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
    name = f"{_subset_tag(used)}+{used.face.postscript_name}"
    return dictionary(
        Type=pdf_name("Font"),
        Subtype=pdf_name("Type0"),
        BaseFont=pdf_name(name),
        Encoding=pdf_name("Identity-H"),
        DescendantFonts=pdfdoc.PDFArray([document.Reference(_cid_font(used, name, document))]),
        ToUnicode=document.Reference(_stream(_to_unicode(used.codes))),
    )


def _cid_font(used: DocumentFace, name: str, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
    glyphs = {code: used.face.glyph(character) for code, character in used.codes.items()}
    subset, renumbered = _subset(used.face, set(glyphs.values()))
    glyphs = {code: renumbered[glyph] for code, glyph in glyphs.items()}
    font_file = (_cff_file if used.face.is_cff else _truetype_file)(subset, glyphs, document)
    cid_set = _stream(_bitmap({0, *glyphs}))
    descriptor = _descriptor(
        used.face, name, CIDSet=document.Reference(cid_set), **font_file.in_descriptor
    )
    return dictionary(
        Type=pdf_name("Font"),
        Subtype=pdf_name(font_file.subtype),
        BaseFont=pdf_name(name),
        CIDSystemInfo=dictionary(
            Registry=pdfdoc.PDFString("Adobe"),
            Ordering=pdfdoc.PDFString("Identity"),
            Supplement=0,
        ),
        DW=_DEFAULT_WIDTH,
        W=pdfdoc.PDFArray(_widths(used)),
        FontDescriptor=document.Reference(descriptor),
        **font_file.in_font,
    )


class _FontFile(NamedTuple):
    """An embedded font program: the type of CIDFont, and entries that lead to it."""

    subtype: str
    in_font: dict[str, object]
    in_descriptor: dict[str, object]


def _cff_file(
    subset: uharfbuzz.Face, glyphs: Mapping[int, int], document: pdfdoc.PDFDocument
) -> _FontFile:
    program = with_cids(bytes(subset.reference_table("CFF ").data), glyphs)
    stream = _stream(program, Subtype=pdf_name("CIDFontType0C"))
    return _FontFile("CIDFontType0", {}, {"FontFile3": document.Reference(stream)})


def _truetype_file(
    subset: uharfbuzz.Face, glyphs: Mapping[int, int], document: pdfdoc.PDFDocument
) -> _FontFile:
    program = bytes(subset.blob.data)
    stream = _stream(program, Length1=len(program))
    glyph_map = document.Reference(_stream(_glyph_map(glyphs)))
    return _FontFile(
        "CIDFontType2", {"CIDToGIDMap": glyph_map}, {"FontFile2": document.Reference(stream)}
    )


def _descriptor(face: Face, name: str, **streams: object) -> pdfdoc.PDFDictionary:
    return dictionary(
        Type=pdf_name("FontDescriptor"),
        FontName=pdf_name(name),
        Flags=_SYMBOLIC,
        FontBBox=pdfdoc.PDFArray(face.bounding_box),
        ItalicAngle=face.italic_angle,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.cap_height,
        StemV=face.stem_width,
        **streams,
    )


def _subset(face: Face, glyphs: set[int]) -> tuple[uharfbuzz.Face, uharfbuzz.Map]:
    """``face`` reduced to ``glyphs`` and the missing glyph; old to new glyph indices."""
    source = face.source
    request = uharfbuzz.SubsetInput()
    request.glyph_set.update(glyphs)
    request.flags = (
        uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        | uharfbuzz.SubsetFlags.NO_HINTING
    )
    request.drop_table_tag_set.update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in set(source.table_tags) - _KEPT_TABLES
    )
    plan = uharfbuzz.SubsetPlan(source, request)
    return plan.execute(), plan.old_to_new_glyph_mapping


def _subset_tag(used: DocumentFace) -> str:
    """Six capitals that follow from the face and its characters."""
    characters = "".join(sorted(used.codes.values()))
    digest = hashlib.sha256(f"{used.face.postscript_name} {characters}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(used: DocumentFace) -> Iterator[object]:
    """The W array: first code and widths, for each run of codes that differ from the default."""
    narrow = [
        (code, width)
        for code, character in sorted(used.codes.items())
        if (width := used.face.advance(character)) != _DEFAULT_WIDTH
    ]
    for _, run in groupby(enumerate(narrow), key=lambda item: item[1][0] - item[0]):
        members = [pair for _, pair in run]
        yield members[0][0]
        yield pdfdoc.PDFArray([width for _, width in members])


def _glyph_map(glyphs: Mapping[int, int]) -> bytes:
    """CIDToGIDMap: two bytes for each CID up to the highest."""
    table = bytearray(2 * (max(glyphs, default=0) + 1))
    for code, glyph in glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _bitmap(numbers: set[int]) -> bytes:
    """One bit for each number, the high bit of the first byte for 0."""
    bits = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    return bytes(bits)


def _to_unicode(codes: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap from codes to UTF-16."""
    rows = sorted({code >> 8 for code, character in codes.items() if ord(character) == code})
    ranges = [f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>" for row in rows]
    others = [
        f"<{code:04x}> <{character.encode('utf-16-be').hex()}>"
        for code, character in sorted(codes.items())
        if ord(character) != code
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <ffff>",
            "endcodespacerange",
            *_blocks("bfrange", ranges),
            *_blocks("bfchar", others),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode("ascii")


def _blocks(operator: str, entries: list[str]) -> Iterator[str]:
    """``entries`` in blocks of a hundred, which is what a CMap allows."""
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        yield f"{len(block)} begin{operator}"
        yield from block
        yield f"end{operator}"


def _stream(content: bytes, **entries: object) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(dictionary(**entries), content, [pdfdoc.PDFZCompress])

"""Embedding: the faces of a document as composite fonts among reportlab's PDF objects.

A character's code is its place in Unicode (`DocumentFace.encode`), and with the encoding Identity-H
the code is also the CID. So the ToUnicode map is the identity wherever it is not about characters
beyond the Basic Multilingual Plane, and two characters that share a glyph stay two in the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import uharfbuzz
from reportlab.pdfbase import pdfdoc

from perfreport.pdf.cff import with_cids
from perfreport.pdf.face import Face
from perfreport.pdf.fonts import DocumentFace

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
    return _dictionary(
        Type=_name("Font"),
        Subtype=_name("Type0"),
        BaseFont=_name(name),
        Encoding=_name("Identity-H"),
        DescendantFonts=pdfdoc.PDFArray([document.Reference(_cid_font(used, name, document))]),
        ToUnicode=document.Reference(_stream(_to_unicode(used.codes))),
    )


def _cid_font(used: DocumentFace, name: str, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
    face = used.face
    glyphs = {code: face.glyph(character) for code, character in used.codes.items()}
    subset, renumbered = _subset(face, set(glyphs.values()))
    glyphs = {code: renumbered[glyph] for code, glyph in glyphs.items()}
    entries: dict[str, object] = {}
    if face.is_cff:
        program = with_cids(subset.reference_table("CFF ").data, glyphs)
        file = {"FontFile3": _stream(program, Subtype=_name("CIDFontType0C"))}
        subtype = "CIDFontType0"
    else:
        program = subset.blob.data
        file = {"FontFile2": _stream(program, Length1=len(program))}
        subtype = "CIDFontType2"
        entries["CIDToGIDMap"] = document.Reference(_stream(_glyph_map(glyphs)))
    descriptor = _descriptor(
        face,
        name,
        CIDSet=document.Reference(_stream(_bitmap({0, *glyphs}))),
        **{key: document.Reference(stream) for key, stream in file.items()},
    )
    return _dictionary(
        Type=_name("Font"),
        Subtype=_name(subtype),
        BaseFont=_name(name),
        CIDSystemInfo=_dictionary(
            Registry=pdfdoc.PDFString("Adobe"),
            Ordering=pdfdoc.PDFString("Identity"),
            Supplement=0,
        ),
        DW=_DEFAULT_WIDTH,
        W=pdfdoc.PDFArray(_widths(used)),
        FontDescriptor=document.Reference(descriptor),
        **entries,
    )


def _descriptor(face: Face, name: str, **streams: object) -> pdfdoc.PDFDictionary:
    return _dictionary(
        Type=_name("FontDescriptor"),
        FontName=_name(name),
        Flags=_SYMBOLIC,
        FontBBox=pdfdoc.PDFArray(face.bounding_box),
        ItalicAngle=face.italic_angle,
        Ascent=round(face.ascent),
        Descent=round(face.descent),
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
    return pdfdoc.PDFStream(_dictionary(**entries), content, [pdfdoc.PDFZCompress])


def _dictionary(**entries: object) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(entries)


def _name(name: str) -> pdfdoc.PDFName:
    return pdfdoc.PDFName(name)

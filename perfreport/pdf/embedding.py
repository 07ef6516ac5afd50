"""Embedding: the fonts of a document as composite fonts of its file.

The code of a character has two bytes and is its place in its plane of Unicode (`code_of`), so that
text can be encoded whatever the document is. With the encoding Identity-H the code is also the CID:
the ToUnicode map of the basic plane is the identity, and two characters that share a glyph stay two
in the text.

A face is reduced to its used glyphs, without the hints that only screens of old make use of, and
keeps of its tables what PDF asks for. Where glyphs can be taken as they stand, as those of the
bundled faces, they are; HarfBuzz reduces all others. What was made for a set of characters is kept
for the next document with the same set.
"""

from __future__ import annotations

import hashlib
import struct
from codecs import utf_16_be_encode
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz
from reportlab.pdfbase import pdfdoc

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.pdf.cff import Program, with_cids
from perfreport.pdf.deflated import TABLE, DeflatedGlyphs
from perfreport.pdf.pdffile import PdfFile, compressed, deflated
from perfreport.typeset.cache import Cache
from perfreport.typeset.fonts.face import Face, PlaneFont
from perfreport.typeset.fonts.used import UsedFont

_KEPT_TABLES = {"CFF ", "glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"}
_DEFAULT_WIDTH = 1000
_SYMBOLIC = 4
_CFF = "/Subtype /CIDFontType0C "
_PROGRAMS_KEPT = 16 << 20
"""Bytes of font programs that are kept for the documents to come."""


class _Subset(NamedTuple):
    """A font reduced to some characters, as objects that are ready to be written.

    Attributes:
        name: of the subset.
        widths: the W array.
        to_unicode: the ToUnicode map.
        cid_set: the characters as a bitmap.
        program: the outlines.
        digest: of the outlines.
        glyph_map: the CIDToGIDMap; None if the outlines are CFF, which know their CIDs.
    """

    name: str
    widths: str
    to_unicode: bytes
    cid_set: bytes
    program: bytes
    digest: bytes
    glyph_map: bytes | None


class _Kept(NamedTuple):
    """The outlines of a face from which glyphs are taken as they stand.

    Attributes:
        program: has them.
        deflated: the same ready for files, if the face has that.
    """

    program: Program
    deflated: DeflatedGlyphs | None


_DAMAGED = (RuntimeError, struct.error, OverflowError, uharfbuzz.HarfBuzzError)
"""What HarfBuzz and the readers of tables say of a broken font."""

_kept: WeakKeyDictionary[Face, _Kept | None] = WeakKeyDictionary()

# Of a small document half of the time goes into making subsets.
_subsets: Cache[tuple[PlaneFont, frozenset[str]], _Subset] = Cache(_PROGRAMS_KEPT)


def code_of(font: PlaneFont, character: str) -> int:
    """The code of ``character`` in ``font``: in the basic plane, its code point.

    Other planes count from their end, as 0 is the code of the missing glyph: U+20000 has the code
    0xFFFF.
    """
    place = ord(character) & 0xFFFF
    return 0xFFFF - place if font.plane else place


def _codes(font: PlaneFont, characters: str) -> list[int]:
    """The codes of ``characters``."""
    return [code_of(font, each) for each in characters] if font.plane else [*map(ord, characters)]


def codes_of(font: PlaneFont, text: str) -> str:
    """The codes of ``text`` in hexadecimal, four digits for each character."""
    if font.plane:
        return "".join([f"{code_of(font, character):04x}" for character in text])
    return utf_16_be_encode(text)[0].hex()  # half the time of str.encode, which looks it up


def resource(used: UsedFont) -> str:
    """The name of a font in the resources of every page."""
    return f"C{used.number}"


def embed(fonts: Iterable[UsedFont], file: PdfFile) -> None:
    """Write ``fonts`` to ``file``, each under its `resource` name.

    Call it once, when all pages are written. Every page finds the fonts in the resources that all
    pages share.
    """
    resources = file.document.idToObject[pdfdoc.BasicFonts].dict
    for used in fonts:
        face = used.font.face
        try:
            subset = _subset_of(used.font, frozenset(used.characters))
            resources[resource(used)] = _write(subset, face, file)
        except _DAMAGED:
            mistake = Mistake(NOWHERE, "字体文件已损坏，请换一个，或把它移出字体文件夹")
            raise InputError([mistake], f"字体 {face.name}") from None


def _write(subset: _Subset, face: Face, file: PdfFile) -> str:
    """Write ``subset`` of ``face`` as a composite font; gives what refers to it."""
    base = f"/Type /Font /BaseFont /{subset.name}"
    descriptor = file.write(_descriptor(subset, face, file).encode("ascii"))
    if subset.glyph_map is None:
        kind = "/Subtype /CIDFontType0"
    else:
        kind = f"/Subtype /CIDFontType2 /CIDToGIDMap {file.write(subset.glyph_map)}"
    cid_font = (
        f"<< {base} {kind} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 "
        f">> /DW {_DEFAULT_WIDTH} /W {subset.widths} /FontDescriptor {descriptor} >>"
    )
    composite = (
        f"<< {base} /Subtype /Type0 /Encoding /Identity-H "
        f"/DescendantFonts [{file.write(cid_font.encode('ascii'))}] "
        f"/ToUnicode {file.write(subset.to_unicode)} >>"
    )
    return file.write(composite.encode("ascii"))


def _descriptor(subset: _Subset, face: Face, file: PdfFile) -> str:
    box = " ".join(map(str, face.bounding_box))
    key = "FontFile3" if subset.glyph_map is None else "FontFile2"
    return (
        f"<< /Type /FontDescriptor /FontName /{subset.name} /Flags {_SYMBOLIC} /FontBBox [{box}] "
        f"/ItalicAngle {face.italic_angle} /Ascent {face.ascent} /Descent {face.descent} "
        f"/CapHeight {face.cap_height} /StemV {face.stem_width} "
        f"/CIDSet {file.write(subset.cid_set)} "
        f"/{key} {file.write(subset.program, digest=subset.digest)} >>"
    )


def _subset_of(font: PlaneFont, characters: frozenset[str]) -> _Subset:
    """``font`` reduced to ``characters``."""
    key = (font, characters)
    subset = _subsets.get(key)
    if subset is None:
        subset = _make_subset(font, "".join(sorted(characters)))
        _subsets.put(key, subset, len(subset.program) + 128 * len(characters))
    return subset


def _make_subset(font: PlaneFont, characters: str) -> _Subset:
    """``font`` reduced to ``characters``, which are in order."""
    face = font.face
    codes = _codes(font, characters)
    glyphs = dict(zip(codes, face.glyphs(characters), strict=True))
    program, glyph_map = _program(face, glyphs)
    return _Subset(
        # The tag says what is in a subset, or a viewer could take one for another of the same name.
        name=f"{_tag(face, characters)}+{face.postscript_name}",
        widths=_widths(dict(zip(codes, face.advances(characters), strict=True))),
        to_unicode=_to_unicode(font, characters),
        # ISO 19005-1 (6.3.5) wants to know the CIDs of a subset; later parts do without.
        cid_set=compressed(_bitmap({0, *glyphs})),
        program=program,
        digest=hashlib.sha256(program).digest(),
        glyph_map=glyph_map,
    )


def _program(face: Face, glyphs: Mapping[int, int]) -> tuple[bytes, bytes | None]:
    """The outlines of ``face`` that ``glyphs`` draws by their codes, and their CIDToGIDMap."""
    kept = _kept_of(face)
    if kept is not None:
        outlines = with_cids(kept.program, glyphs)
        if kept.deflated is not None:
            return deflated(kept.deflated.compressed(outlines), _CFF), None
        return compressed(bytes(outlines), _CFF), None
    reduced, renumbered = _reduced(face, set(glyphs.values()))
    glyphs = {code: renumbered[glyph] for code, glyph in glyphs.items()}
    if face.is_cff:
        # Viewers look for a CID in the charset of a CFF, but for TrueType in a map beside the font.
        program = Program(bytes(reduced.reference_table("CFF ").data))
        return compressed(bytes(with_cids(program, glyphs)), _CFF), None
    truetype = bytes(reduced.blob.data)
    return compressed(truetype, f"/Length1 {len(truetype)} "), compressed(_glyph_map(glyphs))


def _kept_of(face: Face) -> _Kept | None:
    """The outlines of ``face`` if glyphs can be taken from them as they stand."""
    if face not in _kept:
        _kept[face] = _read_outlines(face) if face.is_cff else None
    return _kept[face]


def _read_outlines(face: Face) -> _Kept | None:
    try:
        program = Program(face.view("CFF "))
    except (struct.error, LookupError, ValueError, OverflowError):
        return None  # HarfBuzz has a word for what it is
    if not program.is_plain:
        return None
    glyphs = DeflatedGlyphs(face.view(TABLE))
    return _Kept(program, glyphs if glyphs.count == program.count else None)


def _reduced(face: Face, glyphs: set[int]) -> tuple[uharfbuzz.Face, uharfbuzz.Map]:
    """``face`` reduced to ``glyphs`` and the missing glyph; old to new glyph indices."""
    source = face.source
    request = uharfbuzz.SubsetInput()
    request.glyph_set.update(glyphs)
    # Layout would draw in glyphs that nothing shows, and hints serve screens of old.
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


def _tag(face: Face, characters: str) -> str:
    """Six capitals that follow from the face and its characters."""
    digest = hashlib.sha256(f"{face.postscript_name}{face.variant} {characters}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(widths: Mapping[int, int]) -> str:
    """The W array: first code and widths, for each run of codes that differ from the default."""
    narrow = sorted(code for code, width in widths.items() if width != _DEFAULT_WIDTH)
    parts = [
        f"{codes[0]} [{' '.join(str(widths[code]) for code in codes)}]"
        for codes in _consecutive(narrow)
    ]
    return f"[{' '.join(parts)}]"


def _consecutive(numbers: Iterable[int]) -> Iterator[list[int]]:
    """The runs of ``numbers``, in order, of which each is one more than the one before."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _glyph_map(glyphs: Mapping[int, int]) -> bytes:
    """CIDToGIDMap: two bytes for each CID up to the highest."""
    table = bytearray(2 * (max(glyphs, default=0) + 1))
    for cid, glyph in glyphs.items():
        table[2 * cid : 2 * cid + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _bitmap(numbers: set[int]) -> bytes:
    """One bit for each number, the high bit of the first byte for 0."""
    bits = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    return bytes(bits)


_CHARACTERS_OF_ROW = {0x00: ((0x01, 0xFF),), 0xFE: ((0x00, 0xFE),), 0xFF: ((0x00, 0xFD),)}
"""Rows of which not every code stands for a character (ISO 14289-1, 7.21.7): none is U+0000, U+FEFF
or U+FFFE."""


def _to_unicode(font: PlaneFont, characters: str) -> bytes:
    """A ToUnicode CMap from codes to UTF-16, compressed."""
    if font.plane:
        codes = sorted((code_of(font, character), character) for character in characters)
        entries = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in codes]
        return compressed(_cmap("bfchar", entries))
    # A range may not run over the last byte of a code, so there is one for each row of 256.
    return _map_of_rows(bytes(sorted(set(utf_16_be_encode(characters)[0][::2]))))


@lru_cache(maxsize=64)
def _map_of_rows(rows: bytes) -> bytes:
    """The same for ``rows`` of the basic plane, by their high bytes: all documents use the same."""
    entries = [
        f"<{row:02x}{first:02x}> <{row:02x}{last:02x}> <{row:02x}{first:02x}>"
        for row in rows
        for first, last in _CHARACTERS_OF_ROW.get(row, ((0x00, 0xFF),))
    ]
    return compressed(_cmap("bfrange", entries))


def _cmap(operator: str, entries: list[str]) -> bytes:
    """A CMap of ``entries``."""
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
            *_blocks(operator, entries),
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

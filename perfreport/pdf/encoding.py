"""What the fonts of a file and their characters are called in it.

The code of a character has two bytes and follows from the character alone. Text can so be encoded
whatever the document is, and characters that share a glyph stay distinct when they are copied.
"""

from __future__ import annotations

from codecs import utf_16_be_encode

from perfreport.typeset.fonts.face import PlaneFont
from perfreport.typeset.fonts.used import UsedFont


def code_of(font: PlaneFont, character: str) -> int:
    """The code of ``character`` in ``font``: in the basic plane, its code point.

    Other planes count from their end, as 0 is the code of the missing glyph: U+20000 has the code
    0xFFFF.
    """
    place = ord(character) & 0xFFFF
    return 0xFFFF - place if font.plane else place


def codes_of(font: PlaneFont, text: str) -> str:
    """The codes of ``text`` in hexadecimal, four digits for each character."""
    if font.plane:
        return "".join([f"{code_of(font, character):04x}" for character in text])
    return utf_16_be_encode(text)[0].hex()  # half the time of str.encode, which looks it up


def resource(used: UsedFont) -> str:
    """The name of a font in the resources of every page."""
    return f"C{used.number}"

"""Line breaking classes of the characters of a text, settled by their context.

The classes are those of UAX #14, one letter each:

====== ================================= ====== =================================
letter class                             letter class
====== ================================= ====== =================================
A      AL                                P      CP
B      B2                                Q      QU
C      CL                                R      PR
E      IN                                S      IS
G      GL                                T      PO
H      HY                                W      SP
I      ID                                X      EX
M      CM                                Y      SY
N      NU                                b      BA
O      OP of East Asian width            n      NS
o      OP of other width
c      SP after CL or CP                 s      IS in a number
d      SP after B2                       y      SY in a number
l      CL or CP between number and unit  u      a unit after its number
====== ================================= ====== =================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from perfreport.typeset.characters.units import UNIT

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
DIGITS = "0-9０-９"
LETTERS = "A-Za-z"
"""Members of character classes in regular expressions."""

OPENING = "（《〈【〔「『“‘"
CLOSING = "，。、；：！？）》〉】〕」』”’"
"""Full-width punctuation that never ends a line, and that never starts one."""

_CLASS_OF = {
    character: letter
    for letter, characters in {
        "B": "—⸺⸻",
        "C": "、。，．︑︒︐﹐﹑﹒”’",
        "E": "…‥⋯︙",
        "G": "\u00a0\u2007\u202f",
        "H": "-‐－～",
        "N": "０１２３４５６７８９",
        "O": "“‘",
        "P": ")]",
        "Q": "\"'",
        "R": "\\+＋±−№",
        "S": ",.:;",
        "T": "%％‰‱°℃℉′″￠¢",
        "W": " ",
        "X": "!?！？︕︖﹖﹗",
        "Y": "/／",
        "A": "＜＝＞",
        "b": "|‒–\u3000⁝",
        "n": "：；︓︔﹔﹕·・々〻〜゠ーゝゞヽヾ‼⁇⁈⁉ꀕ"
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ",
    }.items()
    for character in characters
}
_CLASS_OF_CATEGORY = {
    "Nd": "N",
    "Pe": "C",
    "Pf": "C",
    "Pi": "O",
    "Pd": "b",
    "Zs": "b",
    "Sc": "R",
    "Mn": "M",
    "Mc": "M",
    "Me": "M",
}


def _class_of(character: str) -> str:
    """The letter of the line breaking class of ``character``."""
    if character in _CLASS_OF:
        return _CLASS_OF[character]
    wide = unicodedata.east_asian_width(character) in "FW"
    category = unicodedata.category(character)
    if category == "Ps":
        return "O" if wide else "o"
    if category == "Pd" and wide:
        return "I"
    return _CLASS_OF_CATEGORY.get(category) or ("I" if wide else "A")


class _Classes(dict[int, int]):
    """Code point to class letter, for ``str.translate``; filled as characters are met."""

    def __missing__(self, code: int) -> int:
        letter = self[code] = ord(_class_of(chr(code)))
        return letter


_MARKS = {
    "unit": "\ufdd0",
    "number": "\ufdd0",
    "apostrophe": "\ufdd1",
    "stop": "\ufdd2",
    "point": "\ufdd3",
}
"""Noncharacters that take the place of characters where Chinese reads these its own way."""

_CLASSES = _Classes({0xFDD0: ord("u"), 0xFDD1: ord("Q"), 0xFDD2: ord("C"), 0xFDD3: ord("S")})

_CHINESE_SENSE = re.compile(
    f"(?<=[{DIGITS}])(?P<unit>{UNIT})"
    f"|(?<=〔[0-9]{{4}}〕)(?P<number>[0-9]+号?)"
    f"|(?<=[{LETTERS}])(?P<apostrophe>’)(?=[{LETTERS}])"
    f"|(?<=[{DIGITS}])(?P<point>．)(?=[{DIGITS}])"
    f"|(?<=[{IDEOGRAPHS}{CLOSING}])(?P<stop>[,:;])(?=[0-9{LETTERS}])"
)


def _mark(match: re.Match[str]) -> str:
    return _MARKS[match.lastgroup or ""] * len(match[0])


def _repeat(letter: str) -> Callable[[re.Match[str]], str]:
    return lambda match: letter * len(match[0])


def _base_repeated(match: re.Match[str]) -> str:
    return match["base"] * len(match[0])


def _number_context(match: re.Match[str]) -> str:
    return "N" + match["infix"].lower() + "l" * len(match["closing"])


_CONTEXTS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("M", re.compile("(?P<base>[^WM])M+"), _base_repeated),
    ("M", re.compile("M+"), _repeat("A")),
    ("W", re.compile("(?<=[Oo])W+"), _repeat("O")),
    ("W", re.compile("(?<=[CP])W+"), _repeat("c")),
    ("W", re.compile("(?<=B)W+"), _repeat("d")),
    ("N", re.compile("N(?P<infix>[SY]*)(?P<closing>[CP](?=[RT])|)"), _number_context),
)
"""Class letters that depend on context: the letter they need, what is replaced, and by what."""


def classify(text: str) -> str:
    """One class letter for each character of ``text``, settled by its context."""
    classes = _CHINESE_SENSE.sub(_mark, text).translate(_CLASSES)
    for letter, pattern, replacement in _CONTEXTS:
        if letter in classes:
            classes = pattern.sub(replacement, classes)
    return classes

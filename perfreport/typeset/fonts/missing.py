"""What to tell somebody whose text holds a character that cannot be printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perfreport.basics.errors import GlyphError
from perfreport.basics.invisible import name_of
from perfreport.typeset.characters.obstacles import WORD_ALONE, obstacle

_NAMES = {
    "\t": "制表符",
    "\n": "换行符",
    "\r": "回车符",
}
_CATEGORIES = {
    "Cc": "控制符",
    "Cf": "格式符",
    "Cs": "半个字符",
    "Mn": "附加符号",
    "Mc": "附加符号",
    "Me": "附加符号",
}
"""What those are called that cannot be shown by themselves."""

_WIDER_FONTS: tuple[tuple[int, int, str], ...] = (
    (0x3400, 0x4DBF, "宋体（SimSun）"),
    (0x1F000, 0x1FAFF, "Segoe UI Emoji"),
    (0x20000, 0x2A6DF, "宋体-ExtB（SimSun-ExtB）"),
    (0x2A700, 0x323AF, "宋体-ExtG（SimSun-ExtG）或天珩全字库"),
)
"""First and last code point, and the font that has the characters between."""

_WHERE = "装到系统里，或放进一个文件夹并指明它（fonts）"
_MOST_NAMED = 5
_PRIVATE_USE = "Co"
_PRIVATE = "这是自造字，别的电脑认不出它，请换成有正式编码的字"


class Refusal(NamedTuple):
    """Which characters are not printed, with their code points, and what to do about them."""

    problem: str
    advice: str

    def __str__(self) -> str:
        """Both in one sentence."""
        return f"{self.problem}：{self.advice}。"


def refusals(characters: Iterable[str]) -> list[Refusal]:
    """Why ``characters`` are not printed: one refusal for all that have one cause."""
    by_cause: dict[tuple[str, str], list[str]] = {}
    for character in dict.fromkeys(characters):
        by_cause.setdefault(_cause(character), []).append(character)
    return [
        Refusal(_described(found) + finding, advice)
        for (finding, advice), found in by_cause.items()
    ]


def _cause(character: str) -> tuple[str, str]:
    """What else is to be said of ``character``, and what to do."""
    if reason := obstacle(character):
        return "", reason
    if unicodedata.category(character) == _PRIVATE_USE:
        return "", _PRIVATE
    return "在所用的字体里没有", _hint(ord(character))


def glyph_error(character: str, text: str) -> GlyphError:
    """The error for ``character`` in ``text``, with the words around it."""
    position = text.find(character)
    around = text[max(position - 10, 0) : position + 11]
    return GlyphError(character, text, f"“{around}”中的{refusals(character)[0]}")


def _described(characters: Sequence[str]) -> str:
    more = f"等{len(characters)}个字" if len(characters) > _MOST_NAMED else ""
    return "".join(map(_named, characters[:_MOST_NAMED])) + more


def _named(character: str) -> str:
    category = _CATEGORIES.get(unicodedata.category(character), "")
    name = _NAMES.get(character) or name_of(character) or category or f"“{character}”"
    return f"{name}（U+{ord(character):04X}）"


def _hint(code: int) -> str:
    for first, last, font in _WIDER_FONTS:
        if first <= code <= last:
            return f"请把有这个字的字体（如{font}）{_WHERE}；或{WORD_ALONE}"
    return f"请换用别的字，或把有这个字的字体{_WHERE}；或{WORD_ALONE}"

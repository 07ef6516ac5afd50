"""What to tell somebody whose text holds a character that no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from perfreport.errors import GlyphError
from perfreport.pdf.face import Face, is_control

_CHINESE_NAMES = {
    "\t": "制表符",
    "\n": "换行符",
    "\r": "回车符",
    "\u00ad": "软连字符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左至右标记",
    "\u200f": "从右至左标记",
    "\u2028": "行分隔符",
    "\u2029": "段落分隔符",
    "\u2060": "词连接符",
    "\ufeff": "字节顺序标记",
}

_WIDER_FONTS: tuple[tuple[int, int, str], ...] = (
    (0x3400, 0x4DBF, "宋体（SimSun）"),
    (0x1F000, 0x1FAFF, "Segoe UI Emoji"),
    (0x20000, 0x2A6DF, "宋体-ExtB（SimSun-ExtB）"),
    (0x2A700, 0x323AF, "宋体-ExtG（SimSun-ExtG）或天珩全字库"),
)
"""First and last code point, and the font that has the characters between."""

_WHERE = "装到系统里，或放进一个文件夹，用 --fonts 指明"
_PRIVATE_USE = "Co"
_PRIVATE = "这是自造字，别的电脑认不出它，请换成有正式编码的字"
_INVISIBLE = "它看不见，也印不出，请从数据中删去"


def advice(character: str, faces: Iterable[Face]) -> str:
    """What to do about ``character``, one sentence; ``faces`` are those at hand but not asked for.

    The character is named with its code point.
    """
    if is_control(character):
        return f"{_described(character)}：{_INVISIBLE}。"
    if unicodedata.category(character) == _PRIVATE_USE:
        return f"{_described(character)}：{_PRIVATE}。"
    for face in faces:
        if face.glyph(character):
            hint = f"字体“{face.name}”有这个字，请在版式的样式里加上这个字体"
            break
    else:
        hint = _hint(ord(character))
    return f"{_described(character)}在所用的字体里没有：{hint}。"


def glyph_error(character: str, text: str, faces: Iterable[Face]) -> GlyphError:
    """The error for ``character`` in ``text``, with the `advice` and the words around it."""
    position = text.find(character)
    around = text[max(position - 10, 0) : position + 11]
    return GlyphError(character, text, f"“{around}”中的{advice(character, faces)}")


def _described(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if is_control(character):
        return f"{_name(character)}（{code}）"
    return f"“{character}”（{code} {_name(character)}）"


def _name(character: str) -> str:
    name: str = unicodedata.name(character, "未命名字符")
    return _CHINESE_NAMES.get(character, name)


def _hint(code: int) -> str:
    for first, last, font in _WIDER_FONTS:
        if first <= code <= last:
            return f"请把有这个字的字体（如{font}）{_WHERE}"
    return f"请换用别的字，或把有这个字的字体{_WHERE}"

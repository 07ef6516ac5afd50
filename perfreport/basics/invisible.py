"""Characters that nobody sees on a screen: their names, and where one stands in a text.

They come along when somebody copies from a web page, a PDF or a chat.
"""

from __future__ import annotations

from perfreport.basics.patterns import regex

_NAMES = {
    "\xa0": "不换行空格",
    "\xad": "软连字符",
    "\u034f": "组合用连接符",
    "\u061c": "阿拉伯文方向标记",
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", "谚文填充符"),
    "\u1680": "欧甘空格",
    "\u180e": "蒙古文元音分隔符",
    **dict.fromkeys("\u2000\u2002", "半身空格"),
    **dict.fromkeys("\u2001\u2003", "全身空格"),
    "\u2004": "三分之一空格",
    "\u2005": "四分之一空格",
    "\u2006": "六分之一空格",
    "\u2007": "数字宽空格",
    "\u2008": "标点宽空格",
    "\u2009": "窄空格",
    "\u200a": "极窄空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左至右标记",
    "\u200f": "从右至左标记",
    "\u2028": "行分隔符",
    "\u2029": "段落分隔符",
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "文字方向的控制符"),
    "\u202f": "窄的不换行空格",
    "\u205f": "数学式空格",
    "\u2060": "词连接符",
    **dict.fromkeys("\u2061\u2062\u2063\u2064", "不显示的运算符"),
    "\u2800": "盲文空格",
    "\u3000": "全角空格",
    "\ufeff": "字节顺序标记",
}
CHARACTERS = "".join(_NAMES)
"""All of them."""

_INVISIBLE = regex(f"[{CHARACTERS}]")


def name_of(character: str) -> str | None:
    """The Chinese name of ``character``; None for one that can be seen, or an ordinary blank."""
    return _NAMES.get(character)


def named(character: str) -> str:
    """``character`` by its Chinese name and its code, as in ``零宽空格（U+200B）``."""
    return f"{_NAMES.get(character, '')}（U+{ord(character):04X}）"


def remark_on(text: str, start: int = 0) -> str | None:
    """Where the first of them stands in ``text`` from ``start`` on, and what to do; None without.

    Places are counted from 1.
    """
    found = _INVISIBLE.search(text, start)
    if found is None:
        return None
    place, character = found.start() + 1, found.group()
    return f"第 {place} 个字是{named(character)}，看不见，请删去"


def without(text: str) -> str:
    """``text`` without any of them."""
    return _INVISIBLE.sub("", text)

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

from perfreport.basics.patterns import regex

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
DIGITS = "0-9０-９"
LETTERS = "A-Za-z"
"""Members of character classes in regular expressions."""

OPENING = "（《〈【〔「『“‘"
CLOSING = "，。、；：！？）》〉】〕」』”’"
"""Full-width punctuation that never ends a line, and that never starts one."""

_MULTIPLIERS = "十百千万亿"
_APPROXIMATE = "多余几"
_WORDS = re.findall(
    r"\w+",
    "元 角 分 美元 人 人次 人日 名 位 户 家 个 个月 个工作日 只 件 项 宗 起 例 次 场 场次 期 批 "
    "批次 份 篇 册 本 套 台 台套 辆 艘 架 部 张 枚 块 条 座 栋 幢 间 所 处 段 号 届 级 类 种 组 "
    "队 班 "
    "年 年度 月 月份 日 天 周 季度 课时 学时 小时 分钟 时 秒 点 岁 倍 度 成 折 百分点 个百分点 "
    "米 厘米 毫米 千米 公里 平方米 平方千米 平方公里 立方米 亩 公顷 "
    "克 千克 公斤 斤 吨 升 毫升 千瓦 千瓦时 兆瓦 株 棵 头 羽",
)
# A pattern takes the first word that fits: 个 would hide 个工作日.
_LONGEST_FIRST = "|".join(sorted(_WORDS, key=len, reverse=True))

_SIMPLE = f"(?:[{_MULTIPLIERS}]*(?:{_LONGEST_FIRST})|[{_MULTIPLIERS}]+)"
UNIT = f"[{_APPROXIMATE}]?{_SIMPLE}(?:[/／]{_SIMPLE})?"
"""A regular expression for a unit as it follows a number: ``万元``, ``元/平方米``."""

ALWAYS_UNITS = _MULTIPLIERS + "".join(word for word in _WORDS if len(word) == 1)
"""Characters that are a unit, or begin one, whatever follows."""

WITHIN_UNITS = _APPROXIMATE + _MULTIPLIERS + "".join(word[:-1] for word in _WORDS)
"""Characters after which a unit may go on."""

IN_UNITS = _APPROXIMATE + _MULTIPLIERS + "/／" + "".join(_WORDS)
"""All characters that units are made of."""

MOST_CHARACTERS = 14
"""No unit is longer than this."""

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

_CHINESE_SENSE = regex(
    f"(?<=[{DIGITS}])(?P<unit>{UNIT})"
    f"|(?<=〔[0-9]{{4}}〕)(?P<number>[0-9]+号?)"
    f"|(?<=[{LETTERS}])(?P<apostrophe>’)(?=[{LETTERS}])"
    f"|(?<=[{DIGITS}])(?P<point>．)(?=[{DIGITS}])"
    f"|(?<=[{IDEOGRAPHS}{CLOSING}])(?P<stop>[,:;])(?=[0-9{LETTERS}])"
)


def _mark(match: re.Match[str]) -> str:
    return _MARKS[match.lastgroup or ""] * len(match[0])


def _number_context(match: re.Match[str]) -> str:
    return "N" + match["infix"].lower() + "l" * len(match["closing"])


_CONTEXTS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("M", regex("(?P<base>[^WM])M+"), lambda match: match["base"] * len(match[0])),
    ("M", regex("M+"), lambda match: "A" * len(match[0])),
    ("W", regex("(?<=[Oo])W+"), lambda match: "O" * len(match[0])),
    ("W", regex("(?<=[CP])W+"), lambda match: "c" * len(match[0])),
    ("W", regex("(?<=B)W+"), lambda match: "d" * len(match[0])),
    ("N", regex("N(?P<infix>[SY]*)(?P<closing>[CP](?=[RT])|)"), _number_context),
)
"""Class letters that depend on context: the letter they need, what is replaced, and by what."""


def classify(text: str) -> str:
    """One class letter for each character of ``text``, settled by its context."""
    classes = _CHINESE_SENSE.sub(_mark, text).translate(_CLASSES)
    # Few texts hold any of these letters, and looking for one costs less than a pattern does.
    for letter, pattern, replacement in _CONTEXTS:
        if letter in classes:
            classes = pattern.sub(replacement, classes)
    return classes

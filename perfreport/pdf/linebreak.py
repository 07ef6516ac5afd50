"""Where a line of Chinese may end: UAX #14 (Unicode 16), tailored to Chinese.

The classes and rules are those of UAX #14 for everything that Chinese documents print. Where the
Chinese standards (GB/T 15834, the requirements of clreq) and the sense of official documents ask
for something else, the tailoring is this, and nothing more:

- ``“ ‘`` open and ``” ’`` close, as brackets do; between Latin letters ``’`` is an apostrophe.
- ``·``, the hyphens ``－ ～`` and a single ``—`` never start a line; ``－ ～ ‐`` go with the number
  that follows, as ``-`` does.
- ``/`` and ``／`` neither start nor end a line, but may be followed by a break before a letter.
- Full-width digits and signs break like half-width ones.
- A number holds the unit that follows it: ``123.45万元``, ``12个工作日``, ``2023年``.
- The number of a document holds the year before it: ``〔2020〕10号``.

Characters that have no place on a page (controls, zero-width spaces and joiners, line separators)
are not treated: the faces refuse them. Nor are scripts that no Chinese form prints: Hangul,
Hebrew, the scripts of South East Asia, emoji sequences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
_DIGITS = "0-9０-９"
_LETTERS = "A-Za-z"
OPENING = "（《〈【〔「『“‘"
CLOSING = "，。、；：！？）》〉】〕」』”’"

_MULTIPLIERS = "十百千万亿"
_MEASURES = (
    *(
        "元",
        "角",
        "分",
        "美元",
        "人",
        "人次",
        "人日",
        "名",
        "位",
        "户",
        "家",
        "个",
        "个月",
        "个工作日",
    ),
    *(
        "只",
        "件",
        "项",
        "宗",
        "起",
        "例",
        "次",
        "场",
        "场次",
        "期",
        "批",
        "批次",
        "份",
        "篇",
        "册",
        "本",
    ),
    *(
        "套",
        "台",
        "台套",
        "辆",
        "艘",
        "架",
        "部",
        "张",
        "枚",
        "块",
        "条",
        "座",
        "栋",
        "幢",
        "间",
        "所",
    ),
    *(
        "处",
        "段",
        "号",
        "届",
        "级",
        "类",
        "种",
        "组",
        "队",
        "班",
        "课时",
        "学时",
        "季度",
        "小时",
        "分钟",
    ),
    *(
        "年",
        "月",
        "日",
        "天",
        "周",
        "时",
        "秒",
        "点",
        "岁",
        "倍",
        "度",
        "成",
        "折",
        "百分点",
        "个百分点",
    ),
    *(
        "米",
        "厘米",
        "毫米",
        "千米",
        "公里",
        "平方米",
        "平方千米",
        "平方公里",
        "立方米",
        "亩",
        "公顷",
    ),
    *(
        "克",
        "千克",
        "公斤",
        "斤",
        "吨",
        "升",
        "毫升",
        "千瓦",
        "千瓦时",
        "兆瓦",
        "株",
        "棵",
        "头",
        "羽",
    ),
)


_UNIT = (
    f"[多余几]?(?:[{_MULTIPLIERS}]*(?:{'|'.join(sorted(_MEASURES, key=len, reverse=True))})"
    f"|[{_MULTIPLIERS}]+)"
)
_WITHIN_UNIT = "".join(
    sorted({*"多余几", *_MULTIPLIERS, *(part for word in _MEASURES for part in word[:-1])})
)
_ALWAYS_UNIT = _MULTIPLIERS + "".join(word for word in _MEASURES if len(word) == 1)
_LONGEST_UNIT = 8
"""Characters of a unit that can stand between a number and a break inside the unit."""

# Classes are those of UAX #14, one letter each. Upper case: A AL, B B2, C CL, E IN, G GL, H HY,
# I ID, M CM, N NU, O OP of East Asian width, P CP, Q QU, R PR, S IS, T PO, W SP, X EX, Y SY.
# Lower case: b BA, n NS, o OP of other width; and by context, c spaces after C or P, d spaces
# after B, l C or P after a number, s and y S and Y in a number, u a unit after its number.
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


class _Classes(dict[int, str]):
    """Code point to class letter, for ``str.translate``; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _class_of(chr(code))
        return letter


_UNIT_MARK, _APOSTROPHE_MARK = "\ue000", "\ue001"
_CLASSES = _Classes({ord(_UNIT_MARK): "u", ord(_APOSTROPHE_MARK): "Q"})

_CHINESE_SENSE = re.compile(
    f"(?<=[{_DIGITS}])(?P<unit>{_UNIT})"
    f"|(?<=〔[0-9]{{4}}〕)(?P<number>[0-9]+号?)"
    f"|(?<=[{_LETTERS}])(?P<apostrophe>’)(?=[{_LETTERS}])"
)


def _mark(match: re.Match[str]) -> str:
    mark = _APOSTROPHE_MARK if match["apostrophe"] else _UNIT_MARK
    return mark * len(match[0])


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

_JOINED = re.compile(
    r"""
      (?=[WcdCPXYyl])                       # LB7, LB13; never before SP CL CP EX SY
    | (?<=[OoG])                            # LB14, LB12
    | (?=s|S(?!N)) | (?<![Wcd])(?=S)        # LB15d, LB15c
    | (?<![WcdbH])(?=G)                     # LB12a
    | (?<=[CPlc])(?=n)                      # LB16
    | (?<=[Bd])(?=B)                        # LB17
    | (?<![Wcd])                            # LB18
      (?:
        (?=[QbHnEu]) | (?<=Q)               # LB19, LB21, LB22, and a unit
      | (?=B(?!B))                          # a single dash
      | (?<=[Yy])(?!A)                      # the slash
      | (?<=H)(?<![^WcdG]H)(?=A)            # LB20a
      | (?<=A)(?=[ANRTo])                   # LB28, LB23, LB24, LB30
      | (?<=[Nsyl])(?=[RT])                 # LB25
      | (?<=[NsySHRT])(?=N)                 # LB25
      | (?<=N)(?=[Ao])                      # LB23, LB30
      | (?<=R)(?=I) | (?<=[Iu])(?=T)        # LB23a
      | (?<=[RT])(?=A|[Oo]S?N)              # LB24, LB25
      | (?<=[Ss])(?=A)                      # LB29
      | (?<=P)(?=[AN])                      # LB30
      )
    """,
    re.VERBOSE,
)
_OPPORTUNITY = re.compile(rf"(?!\A)(?!\Z)(?!{_JOINED.pattern})", re.VERBOSE)


def _classify(text: str) -> str:
    """One class letter for each character of ``text``, settled by its context."""
    classes = _CHINESE_SENSE.sub(_mark, text).translate(_CLASSES)
    for letter, pattern, replacement in _CONTEXTS:
        if letter in classes:
            classes = pattern.sub(replacement, classes)
    return classes


_SOLID = re.compile(f"[{_LETTERS}0-9]+([.,:][{_LETTERS}0-9]+)*%?")
"""One word or number, of which there are many in tables."""


def opportunities(text: str) -> list[int]:
    """Every index in ``text`` at which a line may end, in order; its length is the last."""
    if _SOLID.fullmatch(text):
        return [len(text)]
    inside = [match.start() for match in _OPPORTUNITY.finditer(_classify(text))]
    return [*inside, len(text)] if text else []


_PLAIN = f"{_IDEOGRAPHS}{_LETTERS}%"
_PLAIN_CLOSING = "，、。；：！？）》〉】」』”"
_FREE = re.compile(
    f"(?s:.)*(?:"
    f"(?![{_WITHIN_UNIT}])[{_IDEOGRAPHS}{_PLAIN_CLOSING}](?=[{_IDEOGRAPHS}{OPENING}{_LETTERS}0-9])"
    f"|[{_IDEOGRAPHS}](?=[{_IDEOGRAPHS}{OPENING}{_LETTERS}0-9])"
    + "".join(f"(?<![{_DIGITS}]{'.' * count})" for count in range(1, _LONGEST_UNIT + 1))
    + f"|[{_LETTERS}%〕’](?=[{_IDEOGRAPHS}{OPENING}])"
    ")"
)
"""The text up to the last place where two neighbours alone allow a break, whatever is around."""


_WORD = re.compile(
    f"[{_LETTERS}0-9.,:]*[{_LETTERS}0-9]([-{_LETTERS}0-9.,:;%!?)]|(?<=[0-9])[{_ALWAYS_UNIT}])"
)
"""A piece of a Latin word or a number and what follows, which no break divides."""


def last_opportunity(text: str, start: int, limit: int) -> int:
    """The last index up to ``limit`` at which the line that begins at ``start`` may end.

    Nothing beyond the next few characters after ``limit`` is looked at.

    Returns:
        The index, or ``start`` when the text may nowhere be divided that early.
    """
    if limit == len(text):
        return limit
    free = _FREE.match(text, start, limit + 1)
    end = free.end() if free else start
    if end == limit or (end == limit - 1 and text[limit] in CLOSING):
        return end
    if _WORD.fullmatch(text, end, limit + 1):
        return end
    window = text[end : limit + _LONGEST_UNIT]
    classes = _classify(window)
    for position in range(limit - end, 0, -1):
        if _OPPORTUNITY.match(classes, position):
            return end + position
    return end


def emergency(text: str, start: int, limit: int) -> int:
    """Where the line that begins at ``start`` ends if no opportunity comes up to ``limit``.

    It keeps closing punctuation off the start and opening off the end of a line where it can, and
    always gets on by at least one character.
    """
    for end in range(limit, start, -1):
        if end == len(text) or (text[end] not in CLOSING and text[end - 1] not in OPENING):
            return end
    return max(limit, start + 1)

"""Rules about punctuation (标点符号): marks that repeat, their width, brackets without partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.basics.addresses import DataPath
from perfreport.basics.patterns import regex
from perfreport.checks.bases import INFORMATION, PUNCTUATION
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import BREAK
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, remark_on, rule

_HAN = "\u4e00-\u9fff"
_REPEATED = regex("[。，；、：]{2,}")
# 1,000份 keeps its comma.
_HALF_WIDTH = regex(rf"[,;:](?=[{_HAN}“‘《（])", needs=",;:")
_AFTER_HAN = regex(f"[{_HAN}”’》）]")
_FULL_WIDTH = {",": "，", ";": "；", ":": "："}
_MIXED_BRACKETS = regex(r"（[^（）()\n]*\)|\([^（）()\n]*）", needs="()")
_PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "【": "】", "「": "」", "[": "]"}
_MARK_NAMES = {
    mark: name for name, marks in {"引号": "“”‘’「」", "书名号": "《》"}.items() for mark in marks
} | dict.fromkeys("（）()【】[]", "括号")
_OPENING = {end: start for start, end in _PAIRS.items()}
_MARK = regex(f"[{re.escape(''.join((*_PAIRS, *_OPENING)))}(){BREAK}]")
_HALF_BRACKETS = str.maketrans("()", "（）")
_ITEM_NUMBER = regex(r"[\n。；;：:，,、 ][0-9a-zA-Z一二三四五六七八九十]{1,3}$")


@rule(
    "TEXT-004",
    "重复的标点",
    checks="没有“。。”“，。”一类连用的标点",
    basis=PUNCTUATION,
)
def marks_not_repeated(case: Case) -> Iterator[Remark]:
    """No two stops follow each other."""
    for spots in case.prose.find_by_text(_REPEATED):
        yield remark_on(
            spots,
            f"{quote(spots[0].around)}处标点“{spots[0].found}”重复",
            "请只留一个标点",
        )


@rule(
    "TEXT-006",
    "全角与半角标点",
    checks="同一段里汉字之间的逗号、分号、冒号，不全角半角混用",
    basis=PUNCTUATION,
    severities=INFORMATION,
)
def marks_of_one_width(case: Case) -> Iterator[Remark]:
    """Within a text, commas, semicolons and colons between Chinese words are of one width."""
    for spots in case.prose.find_by_text(_HALF_WIDTH):
        also_full = {half for half, full in _FULL_WIDTH.items() if full in spots[0].text}
        mixed = (spot for spot in spots if spot.found in also_full)
        spot = next((spot for spot in mixed if _AFTER_HAN.fullmatch(spot.before[-1:])), None)
        if spot:
            yield remark(
                spot.path,
                f"{quote(spot.around)}处是半角的“{spot.found}”，同一段里又有全角的"
                f"“{_FULL_WIDTH[spot.found]}”",
                "请统一用全角标点",
            )


@rule(
    "TEXT-007",
    "括号的全角与半角",
    checks="一对括号不一个全角一个半角",
    basis=PUNCTUATION,
    severities=INFORMATION,
)
def brackets_of_one_width(case: Case) -> Iterator[Remark]:
    """A bracket closes in the width in which it opened."""
    for spots in case.prose.find_by_text(_MIXED_BRACKETS):
        yield remark_on(
            spots,
            f"“{spots[0].found}”的括号一个全角一个半角",
            "请统一用全角括号",
        )


@rule(
    "TEXT-008",
    "成对的标点",
    checks="括号、引号、书名号成对",
    basis=PUNCTUATION,
)
def brackets_close(case: Case) -> Iterator[Remark]:
    """Brackets and quotation marks open and close in pairs, over all paragraphs of a field."""
    prose = case.prose
    seen: set[DataPath] = set()
    for position in prose.positions_of(_skeleton(prose.different).split(BREAK)):
        path, text = prose.field_at(position)
        if path not in seen and (lone := _lone_mark(text)):
            seen.add(path)
            yield remark(
                prose.path(position),
                f"{_MARK_NAMES[lone[0]]}{lone[0]}没有配对，见「{lone[1]}」",
                "请补上或改正括号、引号、书名号",
            )


def _skeleton(text: str) -> str:
    """``text`` with nothing but unpaired marks and line ends, widths of brackets aside."""
    # Pairs cancel out for all texts of the document at once, so that only a text with a lone mark
    # is read character by character.
    marks = "".join(_MARK.findall(text)).translate(_HALF_BRACKETS)
    while True:
        fewer = marks
        for start, end in _PAIRS.items():
            fewer = fewer.replace(start + end, "")
        if fewer == marks:
            return marks
        marks = fewer


def _lone_mark(text: str) -> tuple[str, str] | None:
    """The first mark without its partner, and the words around it."""
    awaited: list[int] = []
    plain = text.translate(_HALF_BRACKETS)
    for mark in _MARK.finditer(plain):
        position, character = mark.start(), mark[0]
        if character in _PAIRS:
            awaited.append(position)
        elif character in _OPENING:
            if awaited and _PAIRS[plain[awaited[-1]]] == character:
                awaited.pop()
            elif not _needs_no_partner(text, position):
                lone = awaited[-1] if awaited else position
                return text[lone], _excerpt(text, lone)
    return (text[awaited[-1]], _excerpt(text, awaited[-1])) if awaited else None


def _needs_no_partner(text: str, position: int) -> bool:
    """Whether the closing mark belongs to a list number, ``1）``, or is an apostrophe."""
    before = text[max(0, position - 4) : position]
    if text[position] == "’":
        return before[-1:].isascii() and before[-1:].isalpha()
    return bool(_ITEM_NUMBER.search(f"{BREAK}{before}" if position <= 4 else before))


def _excerpt(text: str, position: int) -> str:
    """The line's characters around ``position``."""
    start = text.rfind(BREAK, 0, position) + 1
    line = text[start:].split(BREAK, 1)[0]
    return line[max(0, position - start - 8) : position - start + 9]

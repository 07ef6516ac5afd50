"""Rules about what is counted in a text: typed list numbers and stated counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from perfreport.checks.finding import Severity
from perfreport.checks.prose import Spot
from perfreport.checks.quoting import quote
from perfreport.checks.rule import Case, Remark
from perfreport.chinese import chinese_numeral

_NUMERALS = "一二三四五六七八九十"
_MARKER = re.compile(rf"[（(\d{_NUMERALS}][\d{_NUMERALS}]{{0,3}}[、.．）)是](?![\d.])")
_STYLES = {
    "chinese": (re.compile(rf"([{_NUMERALS}]{{1,3}})、"), ""),
    "chinese_bracketed": (re.compile(rf"[（(]([{_NUMERALS}]{{1,3}})[）)]"), ""),
    "listed": (re.compile(r"(\d{1,2})、"), ""),
    "dotted": (re.compile(r"(\d{1,2})[.．]"), "。；：;:"),
    "bracketed": (re.compile(r"[（(](\d{1,2})[）)]"), "。；：;:"),
    "spoken": (re.compile(rf"([{_NUMERALS}]{{1,3}})是"), "。；：，、"),
}
"""Styles of list numbers, and the stops behind which they may stand inside a paragraph."""

_NUMBERS = {chinese_numeral(number): number for number in range(1, 100)}
_STATED_COUNT = re.compile(
    rf"[两\d{_NUMERALS}](?:个方面|方面|(?:项|大|个|点)?"
    "(?:举措|措施|工程|任务|行动|重点|机制|问题|目标|原因|建议|要求|工作))[：:](?=一是)"
)
_COUNT = re.compile(
    rf"[两\d{_NUMERALS}][\d{_NUMERALS}]{{0,2}}(?:个方面|方面|大|项|点|个)[^，。；：\d\n]{{0,12}}[：:](?=一是)"
)
_COUNT = re.compile(rf"[两\d{_NUMERALS}]+")
_SPOKEN = re.compile(rf"(?<=[。；：，、])([{_NUMERALS}]{{1,3}})是|^([{_NUMERALS}]{{1,3}})是")


class _Number(NamedTuple):
    """A typed list number: its style, its numeral as typed, its value, and where it stands."""

    style: str
    numeral: str
    value: int
    spot: Spot


def list_numbers_follow(case: Case) -> Iterator[Remark]:
    """Typed list numbers of a field go up one by one, without gaps or repeats."""
    for spots in case.prose.find_by_field(_MARKER):
        if len(spots) < 2:
            continue
        numbers = [number for spot in spots if (number := _number(spot))]
        if broken := _first_broken(numbers):
            found, due = broken
            wrong = "跳号" if found.value > due else "重复或倒退"
            yield Remark(
                found.spot.path,
                Severity.WARNING,
                f"编号“{found.spot.found}”{wrong}，此处应是“{_as_typed(found, due)}”",
                "请改正编号，或补上漏掉的一条",
            )


def _number(spot: Spot) -> _Number | None:
    """The list number at ``spot``; None where the numeral is part of the text."""
    for style, (pattern, stops) in _STYLES.items():
        match = pattern.fullmatch(spot.found)
        if match and (not spot.start or spot.before[-1] in stops):
            value = _value(match[1])
            return _Number(style, match[1], value, spot) if value else None
    return None


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    return 2 if numeral == "两" else _NUMBERS.get(numeral, 0)


def _first_broken(numbers: Sequence[_Number]) -> tuple[_Number, int] | None:
    """The first number out of sequence, and the value that was due.

    A style may begin again at one after a longer list, or when another style came between.
    """
    counts = Counter(number.style for number in numbers)
    last: dict[str, int] = {}
    style_before = ""
    for number in numbers:
        due = last.get(number.style, 0) + 1
        begins_again = number.value == 1 and (due > 2 or style_before != number.style)
        if number.value != due and not begins_again and counts[number.style] > 1:
            return number, due
        last[number.style] = number.value
        style_before = number.style
    return None


def _as_typed(number: _Number, value: int) -> str:
    """``value`` as a list number of the same style."""
    write: Callable[[int], str] = str if number.numeral.isdecimal() else chinese_numeral
    return number.spot.found.replace(number.numeral, write(value), 1)


def counts_meet_lists(case: Case) -> Iterator[Remark]:
    """Where a text announces so many points and lists them, it lists so many."""
    for spots in case.prose.find_by_text(_STATED_COUNT):
        spot = spots[0]
        count = _COUNT.match(spot.found)
        stated = _value(count.group()) if count else 0
        listed = [_value("".join(numerals)) for numerals in _SPOKEN.findall(spot.text[spot.end :])]
        goes_up = listed == list(range(1, len(listed) + 1))
        if len(spots) == 1 and goes_up and len(listed) != stated:
            last = f"{chinese_numeral(len(listed))}是"
            yield Remark(
                spot.path,
                Severity.WARNING,
                f"写的是“{spot.found}”，后面列了{len(listed)}条（到{quote(last)}）",
                "请核对条数",
            )

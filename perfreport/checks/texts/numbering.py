"""Rules about what is counted in a text: typed list numbers and stated counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.chinese import chinese_numeral, circled_numeral
from perfreport.basics.patterns import regex
from perfreport.blocks.numbers import value_of
from perfreport.checks.bases import NUMBERING
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.prose import Spot
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import ARITHMETIC, Remark, remark, rule

_NUMERALS = "一二三四五六七八九十"
# No digit behind the mark: 2.5万元；4.5万元 counts nothing.
_MARKER = regex(
    rf"[（(\d{_NUMERALS}①-⑳第目任](?:[\d{_NUMERALS}]{{0,3}}[、.．）)是](?![\d.])|(?<=[①-⑳])(?![①-⑳])"
    rf"|(?<=第)[{_NUMERALS}]{{1,3}}[，,：:]|(?<=目)标\d{{1,2}}[：:]|(?<=任)务\d{{1,2}}[：:])"
)
_BEHIND_STOPS = "。；：;:"
_BEHIND_PAUSES = f"{_BEHIND_STOPS}，、,"
# Styles of list numbers, and the stops behind which they may stand inside a paragraph.
_STYLES = {
    "chinese": (regex(rf"([{_NUMERALS}]{{1,3}})、"), _BEHIND_STOPS),
    "chinese_bracketed": (regex(rf"[（(]([{_NUMERALS}]{{1,3}})[）)]"), _BEHIND_STOPS),
    "listed": (regex(r"(\d{1,2})、"), _BEHIND_STOPS),
    "dotted": (regex(r"(\d{1,2})[.．]"), _BEHIND_STOPS),
    "bracketed": (regex(r"[（(](\d{1,2})[）)]"), _BEHIND_STOPS),
    "half_bracketed": (regex(r"(\d{1,2})[）)]"), _BEHIND_STOPS),
    "spoken": (regex(rf"([{_NUMERALS}]{{1,3}})是"), _BEHIND_PAUSES),
    "ordinal": (regex(rf"第([{_NUMERALS}]{{1,3}})[，,、：:]"), _BEHIND_PAUSES),
    "goal": (regex(r"目标(\d{1,2})[：:]"), _BEHIND_PAUSES),
    "task": (regex(r"任务(\d{1,2})[：:]"), _BEHIND_PAUSES),
    "circled": (regex("([①-⑳])"), ""),
}

# Styles that prose uses.
# A list may have one item, 一是A，一是B, go on from 首先, or begin where no number is recognized.
_LOOSE = {"spoken", "ordinal", "goal", "task", "circled"}
# 统一是 and 唯一是 do not begin a list, 我局一是 does.
_NOT_FIRST = tuple("统唯之第专单划归万")


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_REFERS = tuple(f"见图表注第和与及或至到按对将把在中其如同于之{_CIRCLED}")
_IS_REFERRED_TO = tuple(f"和与及或至到、，。；）)号点类项款{_CIRCLED}")

_STATED_COUNT = regex(
    rf"[两\d{_NUMERALS}](?:个方面|方面|(?:项|大|个|点)?"
    "(?:举措|措施|工程|任务|行动|重点|机制|问题|目标|原因|建议|要求|工作))[：:](?=一是)",
    needs=["一是"],
)
_COUNT = regex(rf"[两\d{_NUMERALS}]+")
_SPOKEN = regex(rf"(?<=[。；：，、])([{_NUMERALS}]{{1,3}})是|^([{_NUMERALS}]{{1,3}})是")


class _Number(NamedTuple):
    """A typed list number: its style, its numeral as typed, its value, and where it stands."""

    style: str
    numeral: str
    value: int
    spot: Spot


@rule(
    "TEXT-009",
    "编号",
    checks="手工写的编号依次递增，不跳号、不重号",
    basis=NUMBERING,
)
def list_numbers_follow(case: Case) -> Iterator[Remark]:
    """Typed list numbers of a field go up one by one, without gaps or repeats."""
    for spots in case.prose.find_by_field(_MARKER):
        # One number alone has nothing to follow; most fields have none or one.
        if len(spots) < 2:
            continue
        typed = [number for spot in spots if (number := _number(spot))]
        if broken := _first_broken(_beginning_items(typed)):
            found, due = broken
            wrong = _wrong(found.value, due)
            place = f"{quote(found.spot.around)}处的" if found.spot.start else ""
            yield remark(
                found.spot.path,
                f"{place}编号“{found.spot.found}”{wrong}，此处应是“{_as_typed(found, due)}”",
                "请改正编号，或补上漏掉的一条",
            )


def _wrong(value: int, due: int) -> str:
    if value > due:
        return "跳号"
    return "重复" if value == due - 1 else "倒退"


def _number(spot: Spot) -> _Number | None:
    """What looks like a list number at ``spot``; None where nothing does."""
    for style, (pattern, _) in _STYLES.items():
        if match := pattern.fullmatch(spot.found):
            value = _value(match[1])
            return _Number(style, match[1], value, spot) if value else None
    return None


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)  # 01 too, which ``value_of`` does not know
    return 2 if numeral == "两" else value_of(numeral) or 0


def _beginning_items(typed: Sequence[_Number]) -> list[_Number]:
    """The numbers with which items begin, by what stands before them or by the next before them.

    Of 1.撰写，2.初审；3.终审 and of 包括1.撰写；2.初审 all begin one.
    """
    numbers: list[_Number] = []
    last: dict[str, int] = {}
    for number, following in zip(typed, _following(typed), strict=True):
        goes_on = number.value == last.get(number.style, 0) + 1
        if _begins_item(number) or (goes_on and (number.value > 1 or following == 2)):
            numbers.append(number)
            last[number.style] = number.value
    return numbers


def _following(typed: Sequence[_Number]) -> list[int]:
    """The value of the next number of the same style behind each; 0 behind the last one."""
    next_values: dict[str, int] = {}
    following: list[int] = []
    for number in reversed(typed):
        following.append(next_values.get(number.style, 0))
        next_values[number.style] = number.value
    return following[::-1]


def _begins_item(number: _Number) -> bool:
    """Whether the numeral stands where an item begins, and is no part of the text."""
    before, after = number.spot.before[-1:], number.spot.after[:1]
    match number.style:
        case "circled":
            return before not in _REFERS and bool(after) and after not in _IS_REFERRED_TO
        case "spoken" if number.value == 1:
            return before not in _NOT_FIRST
        case "ordinal" if number.spot.after.removeprefix("第")[:1] in tuple(_NUMERALS):
            return False
        case "chinese" if before and _value(after) == number.value + 1:
            return False
    return not before or before in _STYLES[number.style][1]


def _first_broken(numbers: Sequence[_Number]) -> tuple[_Number, int] | None:
    """The first number out of sequence, and the value that was due.

    A style may begin again at one after a longer list, or when another style came between.
    """
    counts = Counter(number.style for number in numbers)
    last: dict[str, int] = {}
    style_before = ""
    for number in numbers:
        due = last.get(number.style, 0) + 1
        is_loose = number.style in _LOOSE
        if is_loose and 1 < number.value < due - 1:
            due = number.value
        if is_loose and due == 1 and number.value > 1:
            continue
        begins_again = number.value == 1 and (due > 2 or is_loose or style_before != number.style)
        if number.value != due and not begins_again and counts[number.style] > 1:
            return number, due
        last[number.style] = number.value
        style_before = number.style
    return None


def _as_typed(number: _Number, value: int) -> str:
    """``value`` as a list number of the same style."""
    write: Callable[[int], str] = chinese_numeral
    if number.numeral.isdecimal():
        write = str
    elif number.style == "circled":
        write = circled_numeral
    return number.spot.found.replace(number.numeral, write(value), 1)


@rule(
    "TEXT-011",
    "所说的条数",
    checks="“三项措施：一是……”所说的条数与所列的相同",
    basis=ARITHMETIC,
)
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
            yield remark(
                spot.path,
                f"写的是“{spot.found}”，后面列了{len(listed)}条（到{quote(last)}）",
                "请核对条数",
            )

"""One of several options as boxes to tick (勾选): ``□是  ☑否``, printed and read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from perfreport.basics.patterns import regex

EMPTY, TICKED = "□", "☑"
TICK = "√"
"""What is printed in a cell of its own that is ticked."""
_GAP = "  "
_EMPTY_MARKS = "□☐▢◻▫⬜❏❐❑❒○◯〇"
_TICK_MARKS = "☑☒√✓✔■▣▪◼⬛●◉✅🗹🗷🗸"
_IN_BRACKETS = f"[{_TICK_MARKS}vVxX×✗✘]"
_BLANKS = r"\s_＿"
_BETWEEN = "、，,；;。.：:/／|"
_TICK = regex(f"[{_TICK_MARKS}vV是]+")
# Emoji are drawn by a sign of its own behind the mark.
_UNSEEN = regex("[\ufe0e\ufe0f\u200b\u2060\ufeff]")

_BOTH = "勾选了不止一项（{}），只能选一项"
_LEFT = "“{}”旁边的框被删去，看不出选了哪一项；请在选中的一项前打√"
_BESIDE = "“{}”两边都能算，看不出勾选的是哪一项；请把√打在选中的一项的框里"
_STRANGE = "“{}”不是可选的项；只能勾选：{}"
_TWICE = "“{}”写了不止一次，看不出选了哪一项"


class Chosen(NamedTuple):
    """What is ticked in a text.

    Attributes:
        option: that is ticked; None where none is, or where that cannot be told.
        reason: why it cannot be told; empty where it can.
    """

    option: str | None
    reason: str = ""

    @property
    def is_clear(self) -> bool:
        """Whether the text says one option or none."""
        return not self.reason


def printed_choices(options: Sequence[str], chosen: str | None) -> str:
    """All ``options`` with a box each, that of the ``chosen`` one ticked; None ticks none.

    Raises:
        ValueError: when ``chosen`` is no option.
    """
    if chosen is not None and chosen not in options:
        raise ValueError(f"“{chosen}”不是可选的项；可选：{'、'.join(options)}")
    return _GAP.join(f"{TICKED if each == chosen else EMPTY}{each}" for each in options)


def chosen_of(text: str, options: Sequence[str]) -> Chosen:
    """The one of ``options`` that is ticked in ``text``, as people tick: ☑, ☒, √ or ■.

    None is where all boxes are empty, or nothing is there at all; an option that stands alone
    without a box is chosen. Of anything else the reason says why it cannot be told.
    """
    try:
        return _read([*_tokens(_UNSEEN.sub("", text), options)])
    except _UnclearError as error:
        return Chosen(None, str(error))


def is_tick(text: str) -> bool:
    """Whether ``text`` alone in its cell ticks it: √, ☑, ■, v or 是."""
    return _TICK.fullmatch(_UNSEEN.sub("", text).strip()) is not None


class _UnclearError(Exception):
    pass


class _Token(NamedTuple):
    """An ``option``, a ``mark`` (□ or ☑ for whichever), or a blank, which is neither."""

    option: str = ""
    mark: str = ""


@lru_cache(maxsize=256)
def _expression(options: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(options, key=len, reverse=True)
    spaced = (r"\s*".join(map(re.escape, "".join(each.split()))) for each in longest_first)
    return re.compile(
        rf"(?P<ticked>[\[【（(]\s*{_IN_BRACKETS}\s*[\]】）)]|[{_TICK_MARKS}])"
        rf"|(?P<empty>[\[【（(]\s*[\]】）)]|[{_EMPTY_MARKS}])"
        rf"|(?P<option>{'|'.join(spaced) or '(?!)'})"
        rf"|(?P<blank>[{_BLANKS}{re.escape(_BETWEEN)}])"
    )


def _tokens(text: str, options: Sequence[str]) -> Iterator[_Token]:
    """The ``text`` taken apart; raises ``_UnclearError`` for words that are no option."""
    known = {"".join(each.split()): each for each in options}
    expression, place = _expression(tuple(options)), 0
    while place < len(text):
        found = expression.match(text, place)
        if found is None:
            raise _UnclearError(_STRANGE.format(text[place:].strip()[:20], "、".join(options)))
        place = found.end()
        if found["option"]:
            yield _Token(option=known["".join(found["option"].split())])
        else:
            yield _Token(mark=TICKED if found["ticked"] else EMPTY if found["empty"] else "")


class _Gap(NamedTuple):
    """The marks between two options.

    Attributes:
        groups: of marks with nothing between them.
        touches_left: whether the first stands right behind the option before.
        touches_right: whether the last stands right before the option behind.
    """

    groups: tuple[str, ...]
    touches_left: bool
    touches_right: bool


def _read(tokens: Sequence[_Token]) -> Chosen:
    options = [token.option for token in tokens if token.option]
    marks = _marks(options, _gaps(tokens))
    if twice := next((each for each in options if options.count(each) > 1), None):
        raise _UnclearError(_TWICE.format(twice))
    ticked = [option for option, beside in zip(options, marks, strict=True) if TICKED in beside]
    if len(ticked) > 1:
        raise _UnclearError(_BOTH.format("、".join(ticked)))
    if ticked:
        return Chosen(ticked[0])
    if len(options) == 1 and not any(marks):
        return Chosen(options[0])
    if lacking := [option for option, beside in zip(options, marks, strict=True) if not beside]:
        raise _UnclearError(_LEFT.format(lacking[0]))
    return Chosen(None)


def _gaps(tokens: Sequence[_Token]) -> list[_Gap]:
    """What stands before the first option, between each two, and behind the last."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token.option:
            parts.append([])
        else:
            parts[-1].append(token.mark or " ")
    texts = map("".join, parts)
    return [_Gap(tuple(each.split()), each[:1] != " ", each[-1:] != " ") for each in texts]


def _marks(options: Sequence[str], gaps: Sequence[_Gap]) -> list[str]:
    """The marks of each option."""
    if not options:
        if TICKED in "".join(gaps[0].groups):
            raise _UnclearError(_BESIDE.format(TICKED))
        return []
    first, *inner, last = gaps
    is_before, is_behind = bool(first.groups), bool(last.groups)
    marks = ["".join(first.groups), *("" for _ in options[1:])]
    for place, gap in enumerate(inner):
        left, right = _shared(gap, is_before=is_before, is_behind=is_behind)
        marks[place] += left
        marks[place + 1] += right
    marks[-1] += "".join(last.groups)
    return marks


def _shared(gap: _Gap, *, is_before: bool, is_behind: bool) -> tuple[str, str]:
    """Which marks of a ``gap`` belong to the option before it, and which to that behind it.

    Other options have their boxes before or behind them, which tells where nothing else does.
    """
    match gap.groups:
        case ():
            return "", ""
        case (left, right):
            return left, right
        case (group,):
            side = _side(gap, is_before=is_before, is_behind=is_behind)
            # A box and a tick between two options with no blank: each may have one of them.
            if side and not (len(group) > 1 and gap.touches_left == gap.touches_right):
                return (group, "") if side == "left" else ("", group)
    if TICKED in "".join(gap.groups):
        raise _UnclearError(_BESIDE.format(TICKED))
    # Empty boxes, wherever they belong, tick nothing.
    boxes = "".join(gap.groups)
    return boxes[:1], boxes[1:]


def _side(gap: _Gap, *, is_before: bool, is_behind: bool) -> Literal["left", "right"] | None:
    """On which side of a ``gap`` the option of its marks stands; None where that is not clear."""
    touched: Literal["left", "right"] = "left" if gap.touches_left else "right"
    touches_one = gap.touches_left != gap.touches_right
    if is_before == is_behind:
        return touched if touches_one else None
    usual: Literal["left", "right"] = "right" if is_before else "left"
    return None if touches_one and touched != usual else usual

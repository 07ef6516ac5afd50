"""Where a line of Chinese may end: UAX #14 (Unicode 16), tailored to Chinese.

The classes and rules are those of UAX #14 for everything that Chinese documents print. Where the
Chinese standards (GB/T 15834, the requirements of clreq) and the sense of official documents ask
for something else, the tailoring is this, and nothing more:

- ``“ ‘`` open and ``” ’`` close, as brackets do; between Latin letters ``’`` is an apostrophe.
- ``·``, the hyphens ``－ ～`` and a single ``—`` never start a line; ``－ ～ ‐`` go with the number
  that follows, as ``-`` does.
- ``/`` and ``／`` neither start nor end a line, but may be followed by a break before a letter.
- Full-width digits and signs break like half-width ones, ``．`` between digits too.
- ``, : ;`` after Chinese are followed by a break as ``， ： ；`` are.
- A number holds the unit that follows it: ``123.45万元``, ``12个工作日``, ``2023年``.
- The number of a document holds the year before it: ``〔2020〕10号``.

A line that would be pulled apart may end between a number and its unit (`last_figure`).

Where nothing of this allows an end, numbers are looked for, which are then parted last: with sign,
separators, decimals and unit. Digits that belong to a code, such as ``GZIT2022-SM-N-C-006008``, are
no number.

Characters that have no place on a page (controls, zero-width spaces and joiners, line separators)
are not treated: the faces refuse them. Nor are scripts that no Chinese form prints: Hangul,
Hebrew, the scripts of South East Asia, emoji sequences.
"""

from __future__ import annotations

import re
from functools import partial

from perfreport.basics.patterns import regex
from perfreport.typeset.characters.breakclasses import (
    ALWAYS_UNITS,
    CLOSING,
    DIGITS,
    IDEOGRAPHS,
    IN_UNITS,
    LETTERS,
    MOST_CHARACTERS,
    OPENING,
    UNIT,
    WITHIN_UNITS,
    classify,
)

# Tests compare this, sign by sign, with an implementation of UAX #14 that others wrote.
_JOINED = regex(
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
_OPPORTUNITY = regex(rf"(?!\A)(?!\Z)(?!{_JOINED.pattern})", re.VERBOSE)

_SOLID = regex(f"[{LETTERS}0-9]+([.,:][{LETTERS}0-9]+)*%?")
"""One word or number, of which there are many in tables."""


def opportunities(text: str) -> list[int]:
    """Every index in ``text`` at which a line may end, in order; its length is the last."""
    if _SOLID.fullmatch(text):
        return [len(text)]
    inside = [match.start() for match in _OPPORTUNITY.finditer(classify(text))]
    return [*inside, len(text)] if text else []


_BEFORE_ANYTHING = f"{IDEOGRAPHS}，、。；：！？）》〉】」』”"
_NOT_IN_UNIT = f"(?<![{WITHIN_UNITS}])|" + "".join(
    f"(?<![{DIGITS}][{IN_UNITS}]{{{count}}})" for count in range(1, MOST_CHARACTERS)
)
_FREE = regex(
    f"(?s:.)*(?:[{_BEFORE_ANYTHING}](?=[{IDEOGRAPHS}{OPENING}{LETTERS}0-9])(?:{_NOT_IN_UNIT})"
    f"|(?<=[{IDEOGRAPHS}])[,:;](?=[{IDEOGRAPHS}{LETTERS}0-9])"
    f"|[{LETTERS}〕’](?=[{IDEOGRAPHS}{OPENING}])|[-%](?=[{IDEOGRAPHS}]))"
)
"""The text up to the last place where two neighbours alone allow a break, whatever is around."""


DIVIDING = regex(
    f"(?<=[{_BEFORE_ANYTHING}])(?<![{WITHIN_UNITS}])[{IDEOGRAPHS}{OPENING}{LETTERS}0-9]"
)
"""Matches at an index whose two neighbours say alone that a line may end there: they mostly do."""

_WORD = (
    f"[{LETTERS}0-9.,:]*(?:[{LETTERS}0-9][-{LETTERS}0-9.,:;%!?){CLOSING}]"
    f"|[0-9](?:[{ALWAYS_UNITS}]|\\.[0-9]|%[{CLOSING}]))"
)
_WHOLE = regex(
    f"{_WORD}|[{IDEOGRAPHS}]?:|(?:[{IDEOGRAPHS}]?:)?[≥≤](?:[0-9]|{_WORD})?"
    f"|[0-9]+-[0-9]+[{ALWAYS_UNITS}]?|[{OPENING}]+(?s:.)"
    f"|(?:[0-9]+[{ALWAYS_UNITS}]|[^ ])[{CLOSING}]+"
)
"""A piece of a word, a number or a row of marks and what follows, or of ``值:≥95%``, which no break
divides."""

_WITH_UNIT = regex(f"[0-9]++(?>{UNIT})(?=[{IDEOGRAPHS}])")
"""A number with its unit, behind which a line may end."""


def last_opportunity(text: str, start: int, limit: int) -> int:
    """The last index up to ``limit`` at which the line that begins at ``start`` may end.

    Nothing beyond the next few characters after ``limit`` is looked at.

    Returns:
        The index, or ``start`` when the text may nowhere be divided that early.
    """
    if limit == len(text):
        return limit
    # The greedy start of the pattern finds the last such place at once, from behind.
    free = _FREE.match(text, start, limit + 1)
    end = free.end() if free else start
    if end == limit or (end == limit - 1 and text[limit] in CLOSING):
        return end
    # One look at a word or number saves to ask UAX #14 about all around it.
    if _WHOLE.fullmatch(text, end, limit + 1):
        return end
    if (number := _WITH_UNIT.match(text, end)) and number.end() == limit:
        return limit
    window = text[end : limit + MOST_CHARACTERS]
    classes = classify(window)
    for position in range(limit - end, 0, -1):
        if _OPPORTUNITY.match(classes, position):
            return end + position
    return end


lone_character = regex(f"[{IDEOGRAPHS}][{CLOSING}]*\\Z")
"""Matches where one Chinese character is left, with the marks behind it."""

_BEFORE_UNIT = regex(f"(?<=[{DIGITS}])(?={UNIT})")


def last_figure(text: str, start: int, limit: int) -> int:
    """The last index from ``start`` to ``limit`` at which a unit follows its figure.

    A line ends there if it would be pulled apart otherwise, as Word's lines do in any case.

    Returns:
        The index, or ``start`` when there is none.
    """
    places = (end for end in range(limit, start, -1) if _BEFORE_UNIT.match(text, end))
    return next(places, start)


Interval = tuple[int, int]
"""The first index of a part of a text, and the one after its last."""

_PERCENT = "%％‰‱°℃℉"
_PLUS_MINUS = "-+−±－＋"
_SIGN = f"(?<![{DIGITS}{_PERCENT}])(?:[≥≤＞＜><＝=≈][{_PLUS_MINUS}]?|[{_PLUS_MINUS}~～¥￥$№])"
_LATIN_UNIT = f"[{LETTERS}μΩ]{{1,4}}[²³]?(?![{LETTERS}0-9])"
_NUMBER = (
    f"(?:{_SIGN})?[{DIGITS}]+(?:,[{DIGITS}]{{3}}(?![{DIGITS}]))*(?:[.．][{DIGITS}]+)*"
    f"(?:[{_PERCENT}]|{UNIT}|{_LATIN_UNIT})?"
)
_JOINT = "[-‐－~～:/／]"
_TO_NEXT = f"(?:{_JOINT}|,)(?=[{_PLUS_MINUS}]?[{DIGITS}])"
_BEFORE = f"[{OPENING}(]{{0,2}}"
_AFTER = f"[{CLOSING}).,:;!?]{{0,3}}"
_CODE = regex(f"(?<![{LETTERS}{DIGITS}])[{LETTERS}][-._/{LETTERS}0-9]*")
_DIGIT = regex("[0-9]")
_OF_A_NUMBER = regex(f",[0-9]{{3}}|[{_PERCENT}]|{UNIT}")
"""What shows that the digits before it are those of a number: ``GDP1,234.56亿元``."""


def _spans(pattern: re.Pattern[str], text: str) -> list[Interval]:
    return [match.span() for match in pattern.finditer(_CODE.sub(_masked, text))]


def _masked(code: re.Match[str]) -> str:
    """``code`` without digits, if they are not those of a number."""
    is_number = _OF_A_NUMBER.match(code.string, code.end())
    return code[0] if is_number else _DIGIT.sub("A", code[0])


figures = partial(_spans, regex(f"{_BEFORE}(?:{_NUMBER}{_JOINT})*{_NUMBER}{_AFTER}"))
"""Every number with the brackets and marks beside it; dates, ranges and fractions are one."""

marked_numbers = partial(_spans, regex(f"{_BEFORE}{_NUMBER}(?:{_TO_NEXT}|{_AFTER})"))
"""Every number with the brackets and marks beside it, or the joint between it and the next."""

numbers = partial(_spans, regex(f"{_NUMBER}(?:{_TO_NEXT})?"))
"""Every number, with the joint between it and the next."""


def emergency(text: str, start: int, limit: int) -> int:
    """Where the line that begins at ``start`` ends if no opportunity comes up to ``limit``.

    It keeps numbers whole, and closing punctuation off the start and opening off the end of a line,
    where it can, and always gets on by at least one character.
    """
    places = range(limit, start, -1)
    good = [
        end
        for end in places
        if end == len(text) or (text[end] not in CLOSING and text[end - 1] not in OPENING)
    ]
    window = text[start : limit + MOST_CHARACTERS]
    in_figures, in_numbers = (
        {start + index for first, end in find(window) for index in range(first + 1, end)}
        for find in (figures, numbers)
    )
    # A parted number reads as two, so marks at the edges of lines are given up before it is.
    wishes = ((good, in_figures), (good, in_numbers), (places, in_numbers), (good, ()))
    ends = (end for choice, bad in wishes for end in choice if end not in bad)
    return next(ends, max(limit, start + 1))

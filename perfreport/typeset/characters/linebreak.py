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

Characters that have no place on a page (controls, zero-width spaces and joiners, line separators)
are not treated: the faces refuse them. Nor are scripts that no Chinese form prints: Hangul,
Hebrew, the scripts of South East Asia, emoji sequences.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from perfreport.typeset.characters.breakclasses import (
    CLOSING,
    DIGITS,
    IDEOGRAPHS,
    LETTERS,
    OPENING,
    classify,
)
from perfreport.typeset.characters.figures import figures, numbers
from perfreport.typeset.characters.units import ALWAYS_UNITS, MOST_CHARACTERS, WITHIN_UNITS

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

_SOLID = re.compile(f"[{LETTERS}0-9]+([.,:][{LETTERS}0-9]+)*%?")
"""One word or number, of which there are many in tables."""


def opportunities(text: str) -> list[int]:
    """Every index in ``text`` at which a line may end, in order; its length is the last."""
    if _SOLID.fullmatch(text):
        return [len(text)]
    inside = [match.start() for match in _OPPORTUNITY.finditer(classify(text))]
    return [*inside, len(text)] if text else []


_BEFORE_ANYTHING = f"{IDEOGRAPHS}，、。；：！？）》〉】」』”"
_NOT_IN_UNIT = f"(?<![{WITHIN_UNITS}])|" + "".join(
    f"(?<![{DIGITS}]{'.' * count})" for count in range(1, MOST_CHARACTERS)
)
_FREE = re.compile(
    f"(?s:.)*(?:[{_BEFORE_ANYTHING}](?=[{IDEOGRAPHS}{OPENING}{LETTERS}0-9])(?:{_NOT_IN_UNIT})"
    f"|(?<=[{IDEOGRAPHS}])[,:;](?=[{IDEOGRAPHS}{LETTERS}0-9])"
    f"|[{LETTERS}〕’](?=[{IDEOGRAPHS}{OPENING}])|[-%](?=[{IDEOGRAPHS}]))"
)
"""The text up to the last place where two neighbours alone allow a break, whatever is around."""


divides: Callable[[str, int], object] = re.compile(
    f"(?<=[{_BEFORE_ANYTHING}])(?<![{WITHIN_UNITS}])[{IDEOGRAPHS}{OPENING}{LETTERS}0-9]"
).match
"""Whether the two neighbours of an index say alone that a line may end there: they mostly do."""

_WORD = (
    f"[{LETTERS}0-9.,:]*(?:[{LETTERS}0-9][-{LETTERS}0-9.,:;%!?){CLOSING}]"
    f"|[0-9](?:[{ALWAYS_UNITS}]|\\.[0-9]|%[{CLOSING}]))"
)
_WHOLE = re.compile(f"{_WORD}|[{IDEOGRAPHS}]?:|(?:[{IDEOGRAPHS}]?:)?[≥≤](?:[0-9]|{_WORD})?")
"""A piece of a word or number and what follows, or of ``值:≥95%``, which no break divides."""


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
    if _WHOLE.fullmatch(text, end, limit + 1):
        return end
    window = text[end : limit + MOST_CHARACTERS]
    classes = classify(window)
    for position in range(limit - end, 0, -1):
        if _OPPORTUNITY.match(classes, position):
            return end + position
    return end


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
    for choice, bad in ((good, in_figures), (good, in_numbers), (places, in_numbers), (good, ())):
        for end in choice:
            if end not in bad:
                return end
    return max(limit, start + 1)

"""What a figure in prose is said to be: its clause, its time, and how far it was rounded."""

from __future__ import annotations

import re
from decimal import Decimal

from perfreport.basics.patterns import regex
from perfreport.checks.engine.prose import Spot

_CLAUSE_ENDS = regex(r"[，。；：、,;:！？（(]")
_SENTENCE_ENDS = regex("[。；;！？]")
_FULL_STOPS = regex("[。！？]")
_COLON_AT_END = regex(r"[：:]\s*$")
# A month but not 12月, a number of years but not one: the whole year ends in December.
_ANOTHER_TIME = regex(
    r"上年|上一年|去年|前年|往年|历年|下年|下一年|明年|次年|来年|同期|季度|半年|年中|中期|十四五|十五五"
    r"|(?<!\d)(?:1[01]|0?[1-9])月|(?<!\d)[2-9二两三四五六七八九十]年"
)
# A paragraph may be a million characters long, and is looked back on from each of its figures.
_FAR = 300
_YEAR = regex(r"(?:19|20)\d\d(?=年)")


def paragraph_before(spot: Spot) -> str:
    """What the paragraph says before the figure at ``spot``, the last few hundred characters."""
    return spot.text[max(0, spot.start - _FAR) : spot.start]


def full_sentence_before(spot: Spot) -> str:
    """What has been said since the last full stop before the figure at ``spot``."""
    return _FULL_STOPS.split(paragraph_before(spot))[-1]


def sentence_before(spot: Spot) -> str:
    """What the sentence, or its part behind a semicolon, says before the figure at ``spot``."""
    return _SENTENCE_ENDS.split(paragraph_before(spot))[-1]


def clause_before(spot: Spot) -> str:
    """What the clause says before the figure at ``spot``, a colon right before it aside."""
    return _CLAUSE_ENDS.split(_COLON_AT_END.sub("", sentence_before(spot)))[-1]


def is_of_another_time(text: str, year: int) -> bool:
    """Whether ``text`` speaks of a part of ``year``, of several years or of another one."""
    return bool(_ANOTHER_TIME.search(text)) or names_another_year(text, year)


def names_another_year(text: str, year: int) -> bool:
    """Whether ``text`` names a calendar year besides ``year``."""
    return bool(set(_YEAR.findall(text)) - {str(year)})


def consists_of(text: str, words: re.Pattern[str]) -> bool:
    """Whether ``text`` is made up of ``words`` and nothing else."""
    return not words.sub("", text)


def rounds_to(exact: Decimal, typed: Decimal, *, roughly: bool = False) -> bool:
    """Whether ``exact`` may be rounded to ``typed``; ``roughly``, zeros at its end are rounded."""
    last = (typed.normalize() if roughly else typed).as_tuple().exponent
    return abs(typed - exact).scaleb(-int(last)) * 2 <= 1

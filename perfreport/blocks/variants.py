"""Phrases as people type them: punctuation of either width, blanks around it, other dashes.

A text is read only if there is one way to read it. Whatever could be divided otherwise is for a
person to settle, not for a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import NamedTuple

from perfreport.basics.patterns import regex
from perfreport.basics.quantities import FOLLOWING_FIGURE, PENDING_FIGURE
from perfreport.blocks.frame import frame
from perfreport.blocks.phrases import Phrase

COLONS = "：:﹕∶︰"
# What sets the parts of a cell or sentence apart; one is typed for another.
_SEPARATORS = "；;﹔，,﹐。．.｡、､﹑"
_ENDS = "。；;｡﹔"
_DASHES = "-－—–‐‑‒―−─﹣"
_ALIKE = (
    _SEPARATORS, COLONS, _DASHES, "（(﹙", "）)﹚", "％%﹪", "“”\"〝〞＂", "《〈<＜", "》〉>＞",
)  # fmt: skip
_VARIANTS = {letter: f"[{re.escape(letters)}]" for letters in _ALIKE for letter in letters}
EDGE = f"[{re.escape(_SEPARATORS + COLONS)}]"
"""An expression for a character with which no free text begins or ends."""
_ODD_BEGINNING = regex(EDGE)
_ODD_EDGE = regex(rf"{EDGE}|.*{EDGE}\Z", re.DOTALL)
_MOST_WAYS = 20

_GAP = f"{PENDING_FIGURE}|{FOLLOWING_FIGURE}"
_FIGURE = r"[+-]?\d[\d,]{0,40}(?:\.\d{1,40})?"
AMOUNT = f"{_FIGURE}|{_GAP}"
"""An expression for a figure, whatever stands around it."""

RATE = rf"{_FIGURE}\s*[%％]|—|{_GAP}"
"""An expression for a percentage, or for what is printed where there is none."""


def letters(words: str) -> list[str]:
    """Expressions for each character of fixed ``words`` that is no blank, as people type it."""
    return [_VARIANTS.get(letter, re.escape(letter)) for letter in words if letter.strip()]


def variants(words: str) -> str:
    """An expression for fixed ``words`` as people type them."""
    return r"\s*".join(letters(words))


def may_end(words: str) -> bool:
    """Whether fixed ``words`` end as sentences do."""
    return words.endswith(tuple(_ENDS))


def any_of(names: Iterable[str]) -> str:
    """An expression for one of ``names``, with blanks in it or without."""
    return "|".join(map(variants, sorted(names, key=len, reverse=True))) or "(?!)"


def pattern_of(phrase: Phrase, labels: Mapping[str, str]) -> str:
    """``phrase`` as an officer reads it: with the names of what belongs into its slots."""
    return phrase(**{name: f"〔{label}〕" for name, label in labels.items()})


class _Gap(NamedTuple):
    """A slot for free text.

    Attributes:
        group: its number in the whole expression.
        lead: the separator right before it; empty where there is none.
        follower: the fixed words behind it.
        has_words: whether these are more than punctuation.
        rest: what stands behind those; None for the last gap.
    """

    group: int
    lead: str
    follower: re.Pattern[str]
    has_words: bool
    rest: re.Pattern[str] | None


class TypedPhrase:
    """A phrase of a form's wording, to be found again in what somebody typed.

    Attributes:
        slots: its slots in their order.
    """

    def __init__(self, phrase: Phrase, figures: Mapping[str, str]) -> None:
        """Read ``phrase``; ``figures`` are expressions for slots that hold no free text."""
        parts, fixed = [r"\s*"], [""]
        slots: list[str] = []
        groups: list[int] = []
        for words, name, _, _ in Formatter().parse(phrase.text):
            parts[-1] += rf"\s*{variants(words)}\s*" if words.strip() else ""
            fixed[-1] += words
            if name is None:
                continue
            slots.append(name)
            if name in figures:
                parts[-1] += f"({figures[name]})"
            else:
                groups.append(len(slots))
                parts.append("")
                fixed.append("")
        self.slots = tuple(slots)
        self._end = phrase.text[-1] if may_end(phrase.text) else ""
        if self._end:
            end = rf"{variants(self._end)}\s*"
            parts[-1] = f"{parts[-1].removesuffix(end)}(?:{end})?"
        self._frame = frame(parts)
        self._gaps = [
            _Gap(
                group,
                fixed[i].strip()[-1:] if fixed[i].strip()[-1:] in _SEPARATORS else "",
                regex(parts[i + 1]),
                any(map(str.isalnum, fixed[i + 1])),
                frame(["", *parts[i + 2 :]]) if i + 2 < len(parts) else None,
            )
            for i, group in enumerate(groups)
        ]

    def read(self, text: str) -> dict[str, str] | None:
        """The texts in the slots of ``text``; None when there is no way to read it, or several."""
        found = self._frame.fullmatch(text)
        if found is None or any(self._is_doubtful(gap, found) for gap in self._gaps):
            return None
        slots: dict[str, str] = {}
        for name, typed in zip(self.slots, found.groups(), strict=True):
            value = "".join(map(str.strip, typed.split("\n"))) if "\n" in typed else typed.strip()
            if slots.setdefault(name, value) != value:
                return None
        return slots

    def _ends_as_usual(self, text: str) -> bool:
        """Whether ``text`` ends with the very character that ends the phrase."""
        return bool(self._end) and text.rstrip().endswith(self._end)

    def is_begun_in(self, text: str) -> bool:
        """Whether fixed words of the phrase stand in ``text``."""
        return any(gap.has_words and gap.follower.search(text) for gap in self._gaps)

    def is_said_again_in(self, text: str) -> bool:
        """Whether ``text`` may say the phrase more than once: its fixed words come again."""
        words = [gap.follower for gap in self._gaps if gap.has_words]
        return not words or any(len(each.findall(text)) > 1 for each in words)

    def _is_doubtful(self, gap: _Gap, found: re.Match[str]) -> bool:
        """Whether a free text looks as if it held more than itself."""
        text = found[gap.group].strip()
        may_end_so = gap.rest is None and (
            not gap.follower.pattern or self._ends_as_usual(found.string)
        )
        if (_ODD_BEGINNING if may_end_so else _ODD_EDGE).match(text):
            return True
        if gap.has_words and gap.follower.search(text):
            return True
        if gap.lead and gap.follower.pattern and gap.lead in text:
            return True  # the true separator may be the one within
        if gap.rest is None:
            return bool(self._end) and not may_end_so and any(end in text for end in _ENDS)
        # Could the text end later, with the rest still in place, there would be two readings.
        # After so many ends it counts as doubtful, or separators alone would take quadratic time.
        later = gap.follower.finditer(found.string, found.end(gap.group) + 1)
        return any(
            tried == _MOST_WAYS or gap.rest.fullmatch(found.string, other.end())
            for tried, other in enumerate(later)
        )

"""What became of the words of a text, so that a reader sees it at a glance.

The shortest edit script takes two sentences apart character by character. Here numbers and Latin
words stay whole, scraps of common text between two edits count as edited, and an insertion or
omission is cut at the punctuation where it could as well be cut elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from perfreport.basics.patterns import regex
from perfreport.compare.alignment import MOST_ITEMS, stretches

_TOKEN = regex(r"\d[\d,.]*\d%?|\d%?|[A-Za-z]+|.", re.DOTALL)
_SENTENCE = regex(r"[^。；\n]*[。；\n]|[^。；\n]+")
_MOST_TOKENS = 6_000
# With less in common, single characters would be shown as kept.
_LEAST_COMMON = 0.25
_SCRAP = 1
_CLAUSE_END = frozenset("，。；：、！？\n")


class SegmentKind(Enum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that stayed, went or came."""

    kind: SegmentKind
    text: str


@dataclass(slots=True)
class _Edit:
    """What went and what came, and the common text after it."""

    removed: str
    added: str
    common: str

    @property
    def size(self) -> int:
        return max(len(self.removed), len(self.added))

    def join(self, later: _Edit) -> _Edit:
        """This edit and the next one as one, the common text between them edited too."""
        return _Edit(
            self.removed + self.common + later.removed,
            self.added + self.common + later.added,
            later.common,
        )


def compare_texts(old: str, new: str) -> tuple[Segment, ...]:
    """The segments of ``old`` and ``new`` in reading order; what went stands before what came."""
    edits = _joined(_edits(old, new))
    if sum(len(edit.common) for edit in edits) < _LEAST_COMMON * max(len(old), len(new)):
        edits = [_Edit(old, new, "")]
    for earlier, edit in pairwise(edits):
        _settle(earlier, edit)
    return tuple(_segments(edits))


def _edits(old: str, new: str) -> list[_Edit]:
    """The shortest edit script, after an empty edit."""
    old_tokens, new_tokens = _tokens(old, new)
    edits = [_Edit("", "", "")]
    for stretch in stretches(old_tokens, new_tokens):
        gone, come = "".join(old_tokens[stretch.before]), "".join(new_tokens[stretch.after])
        if stretch.is_common:
            edits[-1].common = gone
        else:
            edits.append(_Edit(gone, come, ""))
    return edits


def _tokens(old: str, new: str) -> tuple[list[str], list[str]]:
    """Characters, numbers and words; of very long texts the sentences, or the text itself."""
    if max(len(old), len(new)) <= _MOST_TOKENS:
        return _TOKEN.findall(old), _TOKEN.findall(new)
    sentences = _SENTENCE.findall(old), _SENTENCE.findall(new)
    return sentences if max(map(len, sentences)) <= MOST_ITEMS else ([old], [new])


def _joined(edits: list[_Edit]) -> list[_Edit]:
    """``edits`` without common text that is shorter than what is edited on both its sides."""
    first, *rest = edits
    kept: list[_Edit] = []
    for edit in rest:
        kept.append(edit)
        while len(kept) > 1 and _is_scrap(kept[-2], kept[-1]):
            later = kept.pop()
            kept.append(kept.pop().join(later))
    return [first, *kept]


def _is_scrap(earlier: _Edit, later: _Edit) -> bool:
    return len(earlier.common) <= max(_SCRAP, min(earlier.size, later.size))


def _settle(earlier: _Edit, edit: _Edit) -> None:
    """Shift a mere insertion or omission to where it begins and ends with a clause."""
    if bool(edit.removed) == bool(edit.added):
        return
    before, moved, behind = earlier.common, edit.removed or edit.added, edit.common
    whole = before + moved + behind
    first = len(before) - _common_prefix(before[::-1], moved[::-1])
    last = len(before) + _common_prefix(behind, moved)
    start = max(
        range(first, last + 1),
        key=lambda place: (_fits(whole, place, place + len(moved)), -abs(place - len(before))),
    )
    end = start + len(moved)
    earlier.common, edit.common = whole[:start], whole[end:]
    if edit.removed:
        edit.removed = whole[start:end]
    else:
        edit.added = whole[start:end]


def _common_prefix(text: str, moved: str) -> int:
    """By how many characters ``moved`` can be shifted to the right into ``text``."""
    for place, character in enumerate(text):
        if character != moved[place % len(moved)]:
            return place
    return len(text)


def _fits(whole: str, start: int, end: int) -> int:
    begins_clause = start == 0 or whole[start - 1] in _CLAUSE_END
    ends_clause = end == len(whole) or whole[end - 1] in _CLAUSE_END
    return begins_clause + ends_clause


def _segments(edits: list[_Edit]) -> Iterator[Segment]:
    for edit in edits:
        if edit.removed:
            yield Segment(SegmentKind.REMOVED, edit.removed)
        if edit.added:
            yield Segment(SegmentKind.ADDED, edit.added)
        if edit.common:
            yield Segment(SegmentKind.EQUAL, edit.common)

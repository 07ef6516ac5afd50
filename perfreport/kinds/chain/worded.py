"""Prose of a year's documents beside that of the earlier ones: goals, and what tasks are to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from perfreport.basics.messages import shown
from perfreport.basics.patterns import regex
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import plain_text
from perfreport.checks.targets import compare_quantities, read_quantities
from perfreport.compare.segments import Segment, SegmentKind, compare_texts

_MOST_CHANGES = 3
_LONGEST = 40
_EQUAL = SegmentKind.EQUAL
_BEFORE = regex(r"[^，。；：、\s]{0,4}$")
_BEHIND = regex(r"^[^，。；：、\s]{0,4}")


class Reworded(NamedTuple):
    """How a text differs from an earlier one.

    Attributes:
        told: the words that were changed, both sides quoted.
        severity: a warning where a number is another, came or went; else information.
    """

    told: str
    severity: Severity


def reworded(later: Sequence[str], earlier: Sequence[str], year: int) -> Reworded | None:
    """How the paragraphs ``later`` differ from those ``earlier``; None where they say the same.

    Punctuation does not count. Dates without a year are in ``year``.
    """
    if not _plain(later) or not _plain(earlier) or _plain(later) == _plain(earlier):
        return None
    old, new = ("\n".join(each) for each in (earlier, later))
    changes = compare_quantities(read_quantities(old, year), read_quantities(new, year))
    differs = (
        changes.numbers, changes.units, changes.signs, changes.dropped, changes.added
    )  # fmt: skip
    severity = Severity.WARNING if any(differs) else Severity.INFORMATION
    edits = list(_edits(compare_texts(old, new)))
    more = f"等 {len(edits)} 处" if len(edits) > _MOST_CHANGES else ""
    return Reworded("，".join(edits[:_MOST_CHANGES]) + more, severity)


def _plain(paragraphs: Sequence[str]) -> str:
    return "".join(map(plain_text, paragraphs))


def _edits(segments: Sequence[Segment]) -> Iterator[str]:
    """What went and what came, in words; a change of punctuation alone is none."""
    groups = [list(group) for _, group in groupby(segments, lambda one: one.kind is _EQUAL)]
    texts = ["", *("".join(each.text for each in group) for group in groups), ""]
    for place, group in enumerate(groups, 1):
        if group[0].kind is not _EQUAL:
            removed, added = (
                "".join(each.text for each in group if each.kind is kind)
                for kind in (SegmentKind.REMOVED, SegmentKind.ADDED)
            )
            if plain_text(removed) != plain_text(added):
                yield _edit(removed, added, texts[place - 1], texts[place + 1])


def _edit(removed: str, added: str, before: str, behind: str) -> str:
    """A change in words; of what was put in place of something, with the words around it."""
    if not plain_text(added):
        return f"少了{_quoted(removed)}"
    if not plain_text(removed):
        return f"多了{_quoted(added)}"
    head, tail = _BEFORE.search(before), _BEHIND.search(behind)
    assert head
    assert tail
    old, new = (_quoted(f"{head[0]}{each}{tail[0]}") for each in (removed, added))
    return f"{old}改为{new}"


def _quoted(text: str) -> str:
    return quote(shown(text.strip(), _LONGEST))

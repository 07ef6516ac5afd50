"""Prose of a year's documents beside that of the earlier ones: goals, and what tasks are to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perfreport.basics.messages import shown
from perfreport.checks.engine.finding import Severity
from perfreport.checks.engine.quoting import quote
from perfreport.checks.likeness import plain_text
from perfreport.checks.targets import compare_quantities, read_quantities
from perfreport.compare.segments import Segment, SegmentKind, compare_texts

_MOST_CHANGES = 3
_LONGEST = 30


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
    removed = ""
    for each in (*segments, Segment(SegmentKind.EQUAL, "")):
        if each.kind is SegmentKind.REMOVED:
            removed = each.text
            continue
        added = each.text if each.kind is SegmentKind.ADDED else ""
        if plain_text(removed) != plain_text(added):
            yield _edit(removed.strip(), added.strip())
        removed = ""


def _edit(removed: str, added: str) -> str:
    old, new = (quote(shown(each, _LONGEST)) for each in (removed, added))
    if not plain_text(added):
        return f"少了{old}"
    return f"{old}改为{new}" if plain_text(removed) else f"多了{new}"

"""Edits made in Word, taken over into a document that may have changed since."""

from __future__ import annotations

from typing import NamedTuple

from perfreport.differences import Difference, apply, compare_documents
from perfreport.models import AnyDocument
from perfreport.models.walk import Path
from perfreport.reading import Reading


class TakenOver(NamedTuple):
    """A document with the edits made in Word.

    Attributes:
        document: the document.
        left_alone: places where it differs from the Word file although nobody edited them there.
    """

    document: AnyDocument
    left_alone: tuple[Path, ...]


def take_over(reading: Reading, document: AnyDocument) -> TakenOver:
    """``document`` with what was edited in the Word file that ``reading`` is of, and no more.

    A Word file that no longer tells what was edited is taken as a whole.

    Raises:
        InputError: when the two are of different kinds.
    """
    differences = compare_documents(document, reading.document)
    if not reading.embedded:
        return TakenOver(apply(differences, document), ())
    edited = [edit.path for edit in reading.edits]
    ours = [each for each in differences if _is_edited(each, edited)]
    others = [each.after or each.before or () for each in differences if each not in ours]
    return TakenOver(apply(ours, document), tuple(others))


def _is_edited(difference: Difference, edited: list[Path]) -> bool:
    places = [place for place in (difference.before, difference.after) if place is not None]
    return any(_overlap(place, path) for place in places for path in edited)


def _overlap(one: Path, other: Path) -> bool:
    """Whether one place lies inside the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]

"""How completely a document carries the text of the published one it is made after.

The published texts in ``tests/published`` were taken from finished pages: their lines break where
those pages broke them. Only characters are compared, not white space, full or half width.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from tests.content import squeeze

PUBLISHED = Path(__file__).parent / "published"
"""The published texts, named like the examples made after them."""

PIECE = 8
"""Number of characters in the pieces that are looked up for precision."""

_PAGE_NUMBER = re.compile(r"[—–-]*\d{1,3}[—–-]*")
_OWN_PAGE_NUMBER = re.compile(r"[—–-]+\d{1,3}[—–-]+")
_LEFTOVER = re.compile(r"</?p>|[\x00-\x08\x0e-\x1f\ufffe]")


class Fidelity(NamedTuple):
    """How well a text carries another.

    Attributes:
        recall: share of the published characters whose whole line is found in the text.
        precision: share of the text's characters in pieces that are found in the published text.
        missing: the published lines that are not found, in their order.
    """

    recall: float
    precision: float
    missing: tuple[str, ...]


def published_text(name: str) -> str:
    """The published text after which the example ``name`` is made."""
    return (PUBLISHED / f"{name}.txt").read_text("utf-8")


def measure(published: str, text: str) -> Fidelity:
    """Measure how ``text`` carries ``published``; page numbers on lines of their own are free."""
    own = (line for line in text.splitlines() if not _OWN_PAGE_NUMBER.fullmatch(comparable(line)))
    source, result = comparable(published), comparable("\n".join(own))
    lines = [comparable(line) for line in re.split(r"[\n\t]", published)]
    lines = [line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)]
    missing = tuple(line for line in lines if line not in result)
    pieces = (result[start : start + PIECE] for start in range(0, len(result), PIECE))
    return Fidelity(
        recall=1 - _share(_length(missing), _length(lines)),
        precision=_share(sum(len(piece) for piece in pieces if piece in source), len(result)),
        missing=missing,
    )


def comparable(text: str) -> str:
    """``text`` without white space and what the published texts were wrapped in, half width."""
    return squeeze(unicodedata.normalize("NFKC", _LEFTOVER.sub("", text)))


def _length(lines: tuple[str, ...] | list[str]) -> int:
    return sum(map(len, lines))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

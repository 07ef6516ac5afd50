"""Fields printed with nothing between them: told apart by what they said when they were printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfreport.basics.addresses import ViewPath
from perfreport.roundtrip.codes import code
from perfreport.roundtrip.printed_codes import PrintedCodes

_MOST_LETTERS = 2_000
_MOST_WAYS = 50


def told_apart(
    fields: Sequence[ViewPath], text: str, printed: PrintedCodes
) -> tuple[str, ...] | None:
    """What each of ``fields`` says in ``text``; None where that cannot be told.

    All of them say what was ``printed``, or one was edited and there is one way to see it so.
    """
    if not printed or len(text) > _MOST_LETTERS:
        return None
    known = [{each for each in printed.column(field) if isinstance(each, str)} for field in fields]
    ways = list(dict.fromkeys(_ways(text, known, may_be_edited=True)))
    unedited = [way for way in ways if _are_printed(way, known)]
    together = [way for way in unedited if tuple(map(code, way)) in printed.beside(fields)]
    for found in (together, unedited, ways):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _are_printed(way: Sequence[str], known: Sequence[set[str]]) -> bool:
    return all(code(text) in codes for text, codes in zip(way, known, strict=True))


def _ways(
    text: str, known: Sequence[set[str]], *, may_be_edited: bool
) -> Iterator[tuple[str, ...]]:
    """The ways to cut ``text`` into ``known`` texts, but for one that ``may_be_edited``."""
    if not known:
        if not text:
            yield ()
        return
    first, *others = known
    ends = [len(text)] if not others else range(len(text) + 1)
    count = 0
    for end in ends:
        is_known = code(text[:end]) in first
        if not (is_known or may_be_edited) or count >= _MOST_WAYS:
            continue
        for rest in _ways(text[end:], others, may_be_edited=may_be_edited and is_known):
            count += 1
            yield text[:end], *rest

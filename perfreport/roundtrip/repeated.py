"""What stands in several places of a page: a field printed twice, rows gone over by two loops.

Who edits one place has edited the field. Who edits two differently has said nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from perfreport.basics.addresses import ViewPath
from perfreport.basics.messages import quoted
from perfreport.roundtrip.page_texts import Copy, PageTexts
from perfreport.roundtrip.printed_codes import PrintedCodes
from perfreport.roundtrip.reading import Unplaced

_DIFFERENT = "这一项印在几处，各处改得不一样（{}），没有收；请改成一样，或只改一处"
_OTHER_ROWS = "同一组内容印在几处，这里的行数与第一处不同，没有收；要增删请在第一处增删"
_BLANK = "空白"


def settle(shown: PageTexts, printed: PrintedCodes) -> None:
    """Have one text stand for each field of what is ``shown``, which was ``printed`` so."""
    _settle_rows(shown)
    # One place of a field may be gone while another is there.
    there = {path.field for path in shown.texts} if shown.missing or shown.passed_over else set()
    shown.missing -= there
    shown.passed_over -= there
    if printed and shown.copies:
        copies: dict[ViewPath, list[Copy]] = defaultdict(list)
        for copy in shown.copies:
            copies[copy.path.field].append(copy)
        shown.copies = [
            copy for field, each in copies.items() for copy in _settled(field, each, shown, printed)
        ]


class _Place(NamedTuple):
    """One of the places of a field: its text, or those of its paragraphs, and where it is."""

    texts: Mapping[ViewPath, str]
    heading: str
    place: str

    @property
    def text(self) -> str:
        """All of it, as it would be printed."""
        lines = (line.strip() for text in self.texts.values() for line in text.split("\n"))
        return "\n".join(filter(None, lines))


def _settled(
    field: ViewPath, copies: Sequence[Copy], shown: PageTexts, printed: PrintedCodes
) -> Sequence[Copy]:
    """Have the place of ``field`` count that was edited; those of its ``copies`` that are left."""
    places = [_first(field, shown), *_others(copies)]
    edited = {place.text: place for place in places if not printed.was_printed(field, place.text)}
    if not edited or (all(place.text in edited for place in places) and len(edited) == 1):
        return copies
    unedited = (place for place in places if place.text not in edited)
    if len(edited) == 1:
        ((text, chosen),) = edited.items()
        _put(field, chosen, shown)
        shown.stale[field] = text
    else:
        _put(field, next(unedited, None), shown)
        told = "、".join(quoted(text) if text else _BLANK for text in edited)
        for text, (_, heading, place) in edited.items():
            reason = _DIFFERENT.format(told)
            shown.unplaced.append(Unplaced(text or _BLANK, heading, place, reason))
    return ()


def _first(field: ViewPath, shown: PageTexts) -> _Place:
    paths = list(_paths(field, shown))
    heading, place = shown.where(paths[0] if paths else field)
    return _Place({path: shown.texts[path] for path in paths}, heading, place)


def _paths(field: ViewPath, shown: PageTexts) -> Iterator[ViewPath]:
    """The paths of the text at ``field``, or of its paragraphs."""
    if field in shown.texts:
        yield field
    position = 0
    while (path := field / position) in shown.texts:
        yield path
        position += 1


def _others(copies: Sequence[Copy]) -> Iterator[_Place]:
    """The places of ``copies``."""
    by_spot: dict[object, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_spot[copy.spot].append(copy)
    for each in by_spot.values():
        texts = {copy.path: copy.text for copy in sorted(each, key=lambda copy: copy.path)}
        yield _Place(texts, each[0].heading, each[0].place)


def _put(field: ViewPath, chosen: _Place | None, shown: PageTexts) -> None:
    """Have what stands at the ``chosen`` place stand at ``field``; without one, nothing is said."""
    for path in list(_paths(field, shown)):
        del shown.texts[path]
    if chosen:
        shown.texts.update(chosen.texts)
    else:
        shown.missing.add(field)


def _settle_rows(shown: PageTexts) -> None:
    """Put the texts of further loops over rows with those of the first, where both have as many."""
    if not shown.again:
        return
    first = _lengths(shown.texts)
    by_loop: dict[object, list[Copy]] = defaultdict(list)
    for copy, loop in shown.again:
        by_loop[loop].append(copy)
    for copies in by_loop.values():
        here = _lengths(copy.path for copy in copies)
        odd = {rows for rows, length in here.items() if first.get(rows, length) != length}
        for copy in copies:
            rows = next((each for each in copy.path.prefixes() if each in odd), None)
            if rows is None:
                shown.put_copy(copy)
            else:
                _leave(copy, rows, first[rows], shown)


def _lengths(paths: Iterable[ViewPath]) -> dict[ViewPath, int]:
    """How many rows each list has whose rows are on ``paths``."""
    lengths: dict[ViewPath, int] = {}
    for path in paths:
        for depth, step in enumerate(path[:-1]):
            if isinstance(step, int):
                rows = path[:depth]
                lengths[rows] = max(lengths.get(rows, 0), step + 1)
    return lengths


def _leave(copy: Copy, rows: ViewPath, length: int, shown: PageTexts) -> None:
    """Tell of a text in one of other ``rows`` than the first loop has, so many; the data stay."""
    inside = copy.path[len(rows) + 1 :]
    paths = [ViewPath(*rows, position, *inside) for position in range(length)]
    said = [shown.texts.get(path) for path in paths]
    if copy.text not in said:
        shown.unplaced.append(Unplaced(copy.text, copy.heading, copy.place, _OTHER_ROWS))
    if not any(each is not None for each in said):
        shown.missing.update(path.field for path in paths)

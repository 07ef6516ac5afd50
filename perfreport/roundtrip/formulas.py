"""What is computed in the cells of a file: figures that follow from others, and typed formulas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.form import Form
from perfreport.blocks.reading_back import find
from perfreport.roundtrip.page_texts import NO_VALUE, Formula
from perfreport.roundtrip.printed_texts import view_of
from perfreport.roundtrip.reading import Note, Unplaced

_ERROR = "这一格算不出来，没有收；取按数据算得的"
_MOST_EXAMPLES = 3
_PROBE = "0"


def that_follow(
    formulas: Mapping[ViewPath, Formula], texts: Mapping[ViewPath, str], form: Form
) -> frozenset[ViewPath]:
    """Those of the ``formulas`` that stand for sums and rates of ``texts``, and say nothing.

    They have no value, or add up nothing at all, which Excel shows as zero.
    """
    silent = [path for path, each in formulas.items() if each.fault or _is_zero(texts.get(path))]
    if not silent:
        return frozenset()
    # A sum is told by its parts, blank though they may be.
    rows = {path.parent for path in silent}
    parts = {path: _PROBE for path, text in texts.items() if not text and path.parent in rows}
    probe = {place: _PROBE for path in silent for place in (path, path / 0)}
    found = find(view_of(form.view, {**texts, **parts, **probe}), form).found
    data = {each.source for each in found if not each.may_be_stated}
    return frozenset(path for path in silent if path not in data and path / 0 not in data)


def _is_zero(text: str | None) -> bool:
    return bool(text) and not str(text).strip("0.%,")


def told(
    formulas: Mapping[ViewPath, Formula],
    follow: Collection[ViewPath],
    is_taken: Callable[[ViewPath], bool],
) -> tuple[list[Unplaced], list[Note]]:
    """What there is to say about the cells of a page that are computed, or have no value.

    Args:
        formulas: these cells, by the places in the view.
        follow: those without values that stand for what follows from others.
        is_taken: whether what stands at a place became part of the data.
    """
    unplaced = [
        Unplaced(each.fault, "", each.place, _ERROR if path in follow else NO_VALUE)
        for path, each in formulas.items()
        if each.fault
    ]
    notes: list[Note] = []
    if places := [e.place for path, e in formulas.items() if not e.fault and is_taken(path)]:
        message = "填的是公式，按它显示的值读入，公式不保留"
        notes.append(Note("formula", f"{_some(places)}{message}"))
    return list(dict.fromkeys(unplaced)), notes


def _some(places: Iterable[str]) -> str:
    """A few of ``places``, and how many they are."""
    all_places = list(dict.fromkeys(places))
    more = f" 等 {len(all_places)} 处" if len(all_places) > _MOST_EXAMPLES else " "
    return f"{'、'.join(all_places[:_MOST_EXAMPLES])}{more}"

"""Fields that a page has no place for any more: their data stay (没有了位置的内容)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from perfreport.forms.manifest import Form
from perfreport.reading.inverse import Place, Text, Unclear, find
from perfreport.reading.pattern import LOOPED, SlotPath
from perfreport.reading.sheet import ViewPath, view_of
from perfreport.views import VIEW_CLASSES

LISTED: dict[str | int, Place] = {
    "key_indicators": ("effectiveness", "indicators"),
    "scores": ("efficiency", "indicators"),
}
"""Where the rows of a list of the view stand in the document, when it is called otherwise there."""

_PROBE = "0"
"""What every field takes, a figure as well as a text."""


def fields_at(places: Iterable[ViewPath], form: Form) -> dict[ViewPath, ViewPath]:
    """The fields that texts at ``places`` of the view would state; what is computed is left out."""
    wanted = set(places)
    probe = {place: _PROBE for path in wanted for place in (path, (*path, 0))}
    said = find(view_of(VIEW_CLASSES[form.kind], probe), form)
    found = {each.source: each.path for each in said.data}
    found |= {each.source: each.whole for each in said.unclear if not each.is_computed}
    return {source: path for source, path in found.items() if source in wanted}


def without_absent(
    text: Text, absent: Collection[ViewPath], names: Collection[SlotPath], form: Form
) -> Text:
    """``text``, which says nothing of the fields that are ``absent`` or in something that is.

    Args:
        text: of a page.
        absent: the places in the view that the page lacks.
        names: of the fields that the form prints.
        form: of the page.
    """
    if not absent:
        return text
    inside = {place for path in absent for place in _inside(path, names)}
    lists = {path for path in inside if _general(path) in _lists(names)}
    kept = fields_at(inside - lists, form)
    kept |= {path: (*LISTED.get(path[0], path[:1]), *path[1:]) for path in lists}
    unclear = (Unclear(source, "", field, "") for source, field in kept.items())
    return text._replace(unclear=(*text.unclear, *unclear))


def _general(path: ViewPath) -> SlotPath:
    return tuple(LOOPED if isinstance(step, int) else step for step in path)


def _lists(names: Collection[SlotPath]) -> set[SlotPath]:
    """The paths of lists of rows, positions as ``*``."""
    steps = ((name, i) for name in names for i, step in enumerate(name) if step == LOOPED)
    return {name[:i] for name, i in steps}


def _inside(path: ViewPath, names: Collection[SlotPath]) -> Iterator[ViewPath]:
    """The fields at ``path`` and below it; of a list, the list."""
    for name in names:
        if name[: len(path)] == _general(path):
            rest = name[len(path) :]
            yield (*path, *(rest[: rest.index(LOOPED)] if LOOPED in rest else rest))

"""Fields that a page has no place for any more: their data stay (没有了位置的内容)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from perfreport.blocks.form import Form
from perfreport.blocks.found import Place, Text, Unclear
from perfreport.blocks.places import in_document
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import slots_by_field
from perfreport.roundtrip.pattern import LOOPED, SlotPath
from perfreport.roundtrip.printed_texts import ViewPath, view_of


class Stated(NamedTuple):
    """A text of the view and a field that stands there.

    Attributes:
        source: of the text.
        field: by attributes of the model.
        is_computed: whether it is computed unless the document states it.
    """

    source: ViewPath
    field: Place
    is_computed: bool = False


_PROBE = "0"
"""What every field takes, a figure as well as a text."""


def fields_at(places: Iterable[ViewPath], form: Form) -> list[Stated]:
    """The fields that texts at ``places`` of the view would state."""
    wanted = set(places)
    sentences = slots_by_field(form)
    slots = [path for path in wanted if len(path) > 1 and path[0] in sentences]
    probe = {place: _PROBE for path in wanted - {*slots} for place in (path, (*path, 0))}
    recovered = {str(name): {str(slot): _PROBE} for name, slot in slots}
    said = find(view_of(form.view, probe), form, recovered=recovered)
    found = [Stated(each.source, each.path, each.may_be_stated) for each in said.found]
    found += [Stated(each.source, each.whole, each.is_computed) for each in said.unclear]
    return [each for each in found if each.source in wanted]


def absent_fields(
    absent: Collection[ViewPath], names: Collection[SlotPath], form: Form
) -> list[Stated]:
    """The fields at the places that a page lacks, and in what it lacks.

    Args:
        absent: the places in the view.
        names: of the fields that the form prints.
        form: of the page.
    """
    inside = {place for path in absent for place in _inside(path, names)}
    lists = {path for path in inside if _general(path) in _lists(names)}
    of_lists = (Stated(path, in_document(path, form)) for path in lists)
    return [*fields_at(inside - lists, form), *of_lists] if inside else []


def without(text: Text, absent: Iterable[Stated]) -> Text:
    """``text``, which says nothing of the fields that are ``absent``."""
    data = (each for each in absent if not each.is_computed)
    unclear = (Unclear(each.source, "", each.field, "") for each in data)
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

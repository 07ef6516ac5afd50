"""What the fields are at places of a page that say nothing: gone with their column, or a dash.

Fields that a page has no place for any more (没有了位置的内容) keep their data. A dash, 无 and the
like in the cell of an amount (金额栏的“—”“无”) says that there is no money.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from perfreport.basics.addresses import EACH, FieldPath, ViewPath
from perfreport.basics.decimals import says_nothing
from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import is_needed
from perfreport.blocks.form import Form
from perfreport.blocks.found import Text, Unclear
from perfreport.blocks.places import in_document
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import slots_by_field
from perfreport.blocks.walk import bare, field_at, keyed
from perfreport.roundtrip.printed_texts import up_to_rows, view_of

_PROBE = "0"
"""What every field takes, a figure as well as a text."""


def fields_at(places: Iterable[ViewPath], form: Form) -> list[Unclear]:
    """The fields that texts at ``places`` of the view would state, each saying nothing."""
    wanted = set(places)
    sentences = slots_by_field(form)
    slots = [path for path in wanted if len(path) > 1 and path[0] in sentences]
    # The inverse itself says which field stands where, so that no second table of places is kept.
    probe = {place: _PROBE for path in wanted - {*slots} for place in (path, path / 0)}
    # A sentence is worded by the form: no probe reads as one, but its slots can be handed in.
    recovered = {str(name): {str(slot): _PROBE} for name, slot in slots}
    said = find(view_of(form.view, probe), form, recovered=recovered)
    found = [_silent(each.source, each.path, each.may_be_stated) for each in said.found]
    found += [_silent(each.source, each.whole, each.is_computed) for each in said.unclear]
    return [each for each in found if each.source in wanted]


def _silent(source: ViewPath, field: FieldPath, is_computed: bool = False) -> Unclear:
    return Unclear(source, "", field, "", is_computed)


def absent_fields(
    absent: Collection[ViewPath], names: Collection[ViewPath], form: Form
) -> list[Unclear]:
    """The fields at the places that a page lacks, and in what it lacks.

    Args:
        absent: the places in the view.
        names: of the fields that the form prints.
        form: of the page.
    """
    inside = {place for path in absent for place in _inside(path, names)}
    of_rows = _lists(names)
    # Sorted: the order of a set depends on the hash seed, and this one is told.
    lists = sorted(path for path in inside if _general(path) in of_rows)
    of_lists = (_silent(path, in_document(path, form)) for path in lists)
    return [*fields_at(inside.difference(lists), form), *of_lists] if inside else []


def without(text: Text, absent: Iterable[Unclear]) -> Text:
    """``text``, which says nothing of the fields that are ``absent``."""
    data = (each for each in absent if not each.is_computed)
    return text._replace(unclear=(*text.unclear, *data))


def _general(path: ViewPath) -> ViewPath:
    return ViewPath(*(EACH if isinstance(step, int) else step for step in path))


def _lists(names: Collection[ViewPath]) -> set[ViewPath]:
    """The paths of lists of rows, positions as ``*``."""
    return {place.parent for name in names for place in name.prefixes() if place[-1] == EACH}


def _inside(path: ViewPath, names: Collection[ViewPath]) -> Iterator[ViewPath]:
    """The fields at ``path`` and below it; of a list, the list."""
    for name in names:
        if name.starts_with(_general(path)):
            yield path / up_to_rows(name[len(path) :])


def without_dashes(texts: Mapping[ViewPath, str], form: Form) -> dict[ViewPath, str]:
    """The ``texts`` that say of an amount that there is none, as the form would print them.

    That is a blank for an amount that may be absent, and zero for one that may not.
    """
    dashes = [path for path, text in texts.items() if says_nothing(text)]
    if not dashes:
        return {}
    return {
        each.source: printed
        for each in fields_at(dashes, form)
        if (printed := _none(each.path, form)) is not None
    }


def _none(place: FieldPath, form: Form) -> str | None:
    """How ``form`` prints no money in the field at ``place``; None if that is no amount."""
    field = field_at(form.model, keyed(form.model, place))
    if field is None or bare(field.annotation) is not Amount:
        return None
    is_absent = not is_needed(field) and field.default is None
    return "" if is_absent else form.figures.rounding.amount(Amount(0))

"""Which data a template of a form has no place for: printed, they would be lost.

A field has a place where the template prints it: by itself, as a copy, or in the title or a
sentence as the form words them. What the view of the kind does not declare is printed by no form,
and is not asked for.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import EACH, DataPath, FieldPath, ViewPath
from perfreport.blocks import printed
from perfreport.blocks.fields import is_needed
from perfreport.blocks.form import Form
from perfreport.blocks.found import slot_names
from perfreport.blocks.funds import Totals
from perfreport.blocks.notations import TickNotation
from perfreport.blocks.printed import Printed, printed_fields
from perfreport.blocks.walk import (
    attribute_steps,
    attributes,
    keyed,
    model_at,
    model_there,
    part_at,
    walk,
)
from perfreport.forms.conformance import has_place
from perfreport.forms.tags import tag_of, within
from perfreport.forms.templating.uses import Uses

_TITLE = get_args(printed.TitleText)[1]
_EXTRAS = "附加项"
# A form is made for one year and may have it among its fixed words, or not at all.
_NEED_NO_PLACE = {FieldPath("year")}


class Place(NamedTuple):
    """A place of data that the view declares.

    Attributes:
        at: where the data stand in a document, positions as ``*``.
        names: of the field of the view, positions as ``*``.
        block: what the field is.
        is_own: whether it is the data's own place, and no copy and no title.
        unsaid: the slot of a sentence for them that the form's wording leaves out; empty for none.
    """

    at: FieldPath
    names: ViewPath
    block: printed.Block
    is_own: bool
    unsaid: str = ""


class Lack(NamedTuple):
    """Data for which a template has no place.

    Attributes:
        path: of the data by their keys, without positions.
        names: of the field of the view that prints them.
        is_required: whether every document has them, or every row that is printed.
        tag: that prints them.
        is_total: whether they are sums of several projects, by a form's own sources of money: such
            as a form with a table for each project does not have.
        is_doubtful: whether a template prints them only where a comparison turns out so.
        cure: what may be written in the manifest instead; empty for nothing.
    """

    path: DataPath
    names: ViewPath
    is_required: bool
    tag: str
    is_total: bool = False
    is_doubtful: bool = False
    cure: str = ""

    @property
    def label(self) -> str:
        """The data as messages call them."""
        return self.path.label


def places_of(form: Form) -> tuple[Place, ...]:
    """Every place of data that the view of ``form`` declares, in its order."""
    return form.kept(_places_of)


def _places_of(form: Form) -> tuple[Place, ...]:
    return tuple(_in_view(form.view, form.model, form, ViewPath(), FieldPath(), ""))


def lacks(form: Form, uses: Uses, *, in_word: bool) -> tuple[Lack, ...]:
    """What a template that does ``uses`` with the view of ``form`` has no place for.

    Fields that the form does not print (不印) are not asked for; where no row of a list is printed,
    the list alone is named.
    """
    return form.kept(_Lacks).of(uses, in_word=in_word)


class _Lacks:
    """What the templates of a form lack, worked out once for all documents."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._found: dict[tuple[Uses, bool], tuple[Lack, ...]] = {}

    def of(self, uses: Uses, *, in_word: bool) -> tuple[Lack, ...]:
        key = uses, in_word
        if key not in self._found:
            self._found[key] = _lacks(self._form, uses, in_word=in_word)
        return self._found[key]


def _lacks(form: Form, uses: Uses, *, in_word: bool) -> tuple[Lack, ...]:
    found: dict[FieldPath, Lack] = {}
    places = places_of(form)
    held = {each.at for each in places if _is_printed(each, uses)}
    lost = _lost_halves(places, uses)
    for place in places:
        at = _outermost(place, held)
        is_held = place.at in held and place.names not in lost
        if not place.is_own or is_held or at in found or at in _NEED_NO_PLACE:
            continue
        path = keys_of(at, form)
        if not has_place(form, path):
            continue
        names = ViewPath(*place.names[: _depth(place, at)])
        block = place.block if at == place.at or _is_sentence(place) else printed.Rows()
        tag = tag_of(names, block, uses, in_word=in_word)
        tag += within(names, block, uses, in_word=in_word)
        tag += f"，在这一句的用语里写上占位 {{{place.unsaid}}}" if place.unsaid else ""
        is_required = _is_required(at, held, form)
        found[at] = Lack(
            path,
            names,
            is_required,
            tag,
            is_total=_is_total(at, form),
            is_doubtful=not place.unsaid and any(each.starts_with(names) for each in uses.printed),
            cure=_cure(path, form, is_required=is_required),
        )
    return tuple(found.values())


def _cure(path: DataPath, form: Form, *, is_required: bool) -> str:
    """How a manifest says that what stands at ``path`` has no place; empty where it cannot."""
    if not is_required:
        return f"在清单的“不印”里写上 {path.label}"
    outermost = str(path[0])
    return f"在清单的“可不写”和“不印”里写上 {outermost}" if outermost in form.leavable else ""


def unplaced(document: BaseModel, found: Iterable[Lack]) -> Iterator[tuple[DataPath, Lack]]:
    """Where ``document`` states what was ``found`` to have no place."""
    wanted: dict[DataPath, list[Lack]] = {}
    for each in found:
        wanted.setdefault(each.path.parent, []).append(each)
    for path, part in walk(document) if wanted else ():
        for lack in wanted.get(DataPath(*(step for step in path if isinstance(step, str))), ()):
            key = str(lack.path[-1])
            name = attributes(type(part))[key]
            value = getattr(part, name)
            if value not in (None, ()) and value != type(part).model_fields[name].default:
                yield path / key, lack


def _is_printed(place: Place, uses: Uses) -> bool:
    names = place.names
    return not place.unsaid and any(
        each in uses.sure for each in (names, names / EACH, names / "text")
    )


def _lost_halves(places: Iterable[Place], uses: Uses) -> set[ViewPath]:
    """The fields printed for some values alone that a template leaves out, by their names.

    What stands for other values does not make up for them, as the name in the other half.
    """
    printed_ones = [each for each in places if _is_printed(each, uses)]
    always = {each.at for each in printed_ones if not _prints_some(each.block)}
    halves = (each for each in places if _prints_some(each.block))
    there = {each.names for each in printed_ones}
    return {each.names for each in halves if each.at not in always and each.names not in there}


def _prints_some(block: printed.Block) -> bool:
    """Whether ``block`` leaves blank what is not given, or is not what its cell stands for."""
    is_tick = isinstance(block, printed.Noted) and isinstance(block.notation, TickNotation)
    return is_tick or bool(getattr(block, "given", ""))


def _outermost(place: Place, held: set[FieldPath]) -> FieldPath:
    """The list around ``place`` of which nothing is printed, or else the place itself."""
    for depth, step in enumerate(place.at):
        around = FieldPath(*place.at[:depth])
        if step == EACH and not any(each.starts_with(around) for each in held):
            return around
    return place.at


def _is_sentence(place: Place) -> bool:
    return isinstance(place.block, printed.Sentence)


def _depth(place: Place, at: FieldPath) -> int:
    """How many names of ``place`` lead to ``at``, which is that place or a list around it."""
    if at == place.at or _is_sentence(place):
        return len(place.names)
    lists = sum(step == EACH for step in at)
    positions = [depth for depth, step in enumerate(place.names) if step == EACH]
    return positions[lists] if lists < len(positions) else len(place.names)


def keys_of(at: FieldPath, form: Form) -> DataPath:
    """The keys of the data ``at`` a place of the documents of ``form``, without positions."""
    return DataPath(*(step for step in keyed(form.model, at) if step != EACH))


def _is_required(at: FieldPath, held: set[FieldPath], form: Form) -> bool:
    """Whether what stands ``at`` a place is there wherever something beside it is printed."""
    path = keys_of(at, form)
    if path.label in form.required or _is_asked(path, form):
        return True
    for depth in range(len(at), 0, -1):
        if at[depth - 1] == EACH:
            continue
        around = FieldPath(*at[: depth - 1])
        field = _field_at(form.model, FieldPath(*at[:depth]))
        if field is None or not is_needed(field):
            return False
        if any(len(each) > len(around) and each.starts_with(around) for each in held):
            return True
    return True


def _is_total(at: FieldPath, form: Form) -> bool:
    """Whether a sum of several projects stands ``at`` a place."""
    steps = [str(step) for step in at if step != EACH]
    around = (model_at(form.model, ".".join(steps[:depth])) for depth in range(1, len(steps)))
    return any(each is not None and issubclass(each, Totals) for each in around)


def _is_asked(path: DataPath, form: Form) -> bool:
    """Whether the form declares the field at ``path`` and asks for it wherever it may stand."""
    holder = model_there(form.model, path.parent.parent) or form.model
    return path.parent[-1:] == (_EXTRAS,) and path[-1] in form.asked(holder)


def _field_at(model: type[BaseModel], at: FieldPath) -> FieldInfo | None:
    *around, name = (str(step) for step in at if step != EACH)
    holder = model_at(model, ".".join(around))
    return holder.model_fields.get(name) if holder else None


def _in_view(
    view: Any, model: type[BaseModel], form: Form, names: ViewPath, at: FieldPath, prefix: str
) -> Iterator[Place]:
    """The places in a view or row; ``at`` is that of its part, whose paths begin at ``prefix``."""
    for field in printed_fields(view):
        inside, path = names / field.name, field.below(prefix)
        block = field.block
        match block:
            case printed.Group():
                yield from _in_view(field.row, model, form, inside, at, path)
            case printed.Rows():
                rows = at / attribute_steps(path) / EACH
                part = part_at(model, path)
                yield from _in_view(field.row, part, form, inside / EACH, rows, "")
            case _:
                yield from _of_field(field, block, form, inside, at / attribute_steps(prefix))


def _of_field(
    field: Printed, block: Any, form: Form, names: ViewPath, part: FieldPath
) -> Iterator[Place]:
    """What one field prints of the ``part`` of the document that its view is of."""
    match block:
        case printed.Title():
            yield from _in_title(form, names, block)
        case printed.Computed() if block == _TITLE:
            yield from _in_title(form, names, block)
        case printed.Sentence(phrase=phrase, slots=slots):
            about = part / field.at
            said = slot_names(form.words(phrase))
            for name, slot in slots.items():
                is_own = not getattr(slot, "is_copy", False)
                for place, unsaid in _of_slot(Printed.of(name, slot), form, about, said):
                    yield Place(place, names, block, is_own, unsaid)
        case printed.Computed():
            return
        case _:
            yield Place(part / field.at, names, block, not getattr(block, "is_copy", False))


def _in_title(form: Form, names: ViewPath, block: Any) -> Iterator[Place]:
    declared = {each.name for each in form.additions.of("文书")}
    for slot in slot_names(form.title):
        at = FieldPath("extras", slot) if slot in declared else FieldPath(slot)
        yield Place(at, names, block, is_own=False)


def _of_slot(
    slot: Printed, form: Form, about: FieldPath, said: Container[str]
) -> Iterator[tuple[FieldPath, str]]:
    """The places of what the ``slot`` says, with its name where it is none of those ``said``."""
    unsaid = "" if slot.name in said else slot.name
    match slot.block:
        case printed.Computed():
            return
        case printed.Clauses(states=states):
            yield from ((about / slot.at / attribute_steps(each), unsaid) for each in states)
        case printed.Listing(phrase=phrase, slots=slots):
            inner = slot_names(form.words(phrase))
            for name, each in slots.items():
                place = about / slot.at / EACH / attribute_steps(each.path(name))
                yield place, unsaid or ("" if name in inner else name)
        case _:
            yield about / slot.at, unsaid

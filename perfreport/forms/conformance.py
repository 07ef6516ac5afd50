"""Whether a document fits the form it is to be printed on.

What does not fit is a mistake in the input: printed anyway, the form would have an empty cell or
would lose something that was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import starmap
from operator import attrgetter
from types import NoneType
from typing import Any

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.decimals import decimal_places
from perfreport.basics.invisible import remark_on
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.quantities import Amount
from perfreport.blocks.fields import Demanded
from perfreport.blocks.form import Form, Misfit
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import attributes, models_in, parts_by_place, walk

Others = Callable[[str], Sequence[str]]
Keys = tuple[str, ...]
Fields = tuple[tuple[str, str], ...]
"""Fields of a model: their keys and the names of their attributes."""

_Levels = tuple[str | None, str | None]
"""The names of the levels of an indicator."""
_levels = attrgetter("level_one", "level_two")

_MOST_LEVELS = 256

_MISSING = "缺这一项，请补上"
_TARGET, _PARTS_OF_TARGETS = "年度指标值", ("计算符号", "度量单位")
_TO_PRINT = "这个版式要印这一项，请补上"
_NOT_WITHHELD = "版式 {} 没有涉密的用语，印不了涉密的内容；请删去这一项，或换用有此用语的版式"
_WITHHELD = "涉密指标的值按统一用语印出，请删去这一项"


def misfits(document: Document, form: Form, others: Others = lambda _: ()) -> Iterator[Misfit]:
    """Every place of ``document`` that ``form`` cannot print, once, with what to do about it.

    Whatever is None in the document counts as not stated.

    Args:
        document: to print.
        form: on which.
        others: gives the ids of the forms that have a place for the dotted field.
    """
    if form.kept(_Glance).finds_nothing(document):
        return
    places: set[DataPath] = set()
    for path, message in _found(document, form, others):
        if path not in places:
            places.add(path)
            yield path, message


def no_place(form: Form, what: str, others: Sequence[str], near: str | None = None) -> str:
    """What to do about a field that ``form`` has no place for, and that ``others`` have.

    Args:
        form: that lacks the place.
        what: of the form it is that lacks it: itself, or one of its templates.
        others: ids of forms.
        near: the key of a field that the form prints, which may have been meant.
    """
    forms = f"（{choices(others)}）" if others else ""
    hint = f"是不是“{near}”？" if near else ""
    return f"版式 {form.id} {what}没有这一项的位置，{hint}请删去，或换用有此项的版式{forms}"


def has_place(form: Form, path: DataPath) -> bool:
    """Whether ``form`` prints the field at ``path``, which has no positions."""
    if any(path.starts_with(DataPath(*each.split("."))) for each in form.not_printed):
        return False
    model: type[BaseModel] | None = form.model
    for key in path:
        field = attributes(model).get(str(key)) if model else None
        if model is None or field is None or field in form.unprinted(model):
            return False
        model = next(models_in(model.model_fields[field].annotation), None)
    return True


def _found(document: Document, form: Form, others: Others) -> Iterator[Misfit]:
    required = _by_place(form.required)
    not_printed = _by_place(form.not_printed)
    taxonomy = form.levels
    declared = _Declared(form, others)
    known_levels: set[_Levels] = set()
    for path, part in walk(document):
        place = tuple([key for key in path if key.__class__ is str])
        if place in required:
            yield from _missing(path, part, required[place], form)
        if place in not_printed:
            yield from _without_place(path, part, not_printed[place], form, others)
        yield from declared.misfits(path, part)
        if getattr(part, "classified", False) and not form.withheld(type(part)):
            yield path / "涉密", _NOT_WITHHELD.format(form.id)
        if amounts := _amount_fields(type(part)):
            yield from _too_fine(path, part, amounts, form)
        if taxonomy is not None and isinstance(part, Indicator):
            levels = (part.level_one, part.level_two)
            if levels not in known_levels:
                unknown = list(_unknown_levels(path, levels, taxonomy, form))
                yield from unknown
                if not unknown:
                    known_levels.add(levels)
            if part.classified:
                yield from _surplus(path, part, _withheld_keys(part, form), _WITHHELD)
        yield from form.misfits_of(path, part)


class _Glance:
    """Tells by one look at all parts of a place that nothing is wrong with them.

    Most documents fit, and may have tens of thousands of parts: only where something may be wrong
    are they looked at one by one, each with its path.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._required, self._not_printed = _by_place(form.required), _by_place(form.not_printed)
        self._asked = cache(self._asked_of)
        self._declared: Callable[[Any], Keys] = cache(form.asked)
        # Of thousands of documents the levels are the same few.
        self._unknown_levels = lru_cache(_MOST_LEVELS)(self._unknown_levels_of)

    def finds_nothing(self, document: Document) -> bool:
        return all(starmap(self._is_right, parts_by_place(document)))

    def _asked_of(self, place: Any, model: Any) -> tuple[frozenset[str], frozenset[str]]:
        """The attributes that must be stated, and those that must not."""
        not_printed = self._not_printed.get(place, ())
        blank = {*_names(model, not_printed), *self._form.unprinted(model)}
        required = {*_names(model, self._required.get(place, ()))}
        return frozenset(required | ({*_names(model, _demanded(model))} - blank)), frozenset(blank)

    def _unknown_levels_of(self, levels: _Levels) -> Sequence[Misfit]:
        taxonomy = self._form.levels
        return tuple(_unknown_levels(NOWHERE, levels, taxonomy, self._form)) if taxonomy else ()

    def _is_right(self, place: DataPath, parts: Sequence[BaseModel]) -> bool:
        model = type(parts[0])
        stated, blank = self._asked(place, model)
        may_be_withheld = self._form.withheld(model) and not issubclass(model, Indicator)
        if not may_be_withheld and any(getattr(part, "classified", False) for part in parts):
            return False
        return (
            all(_states(part, key) for key in self._declared(model) for part in parts)
            and all(all(map(attrgetter(name), parts)) for name in stated)
            and _are_blank(blank, parts)
            and not any(self._at_nowhere(parts, model))
        )

    def _at_nowhere(self, parts: Sequence[BaseModel], model: type[BaseModel]) -> Iterator[Misfit]:
        """What is wrong with ``parts`` themselves."""
        form = self._form
        if amounts := _amount_fields(model):
            for part in parts:
                yield from _too_fine(NOWHERE, part, amounts, form)
        if issubclass(model, Indicator):
            for levels in set(map(_levels, parts)):
                yield from self._unknown_levels(levels)
        for part in parts if form.may_misfit(model) else ():
            yield from form.misfits_of(NOWHERE, part)


def _are_blank(names: Collection[str], parts: Sequence[BaseModel]) -> bool:
    """Whether none of ``parts`` states any of the fields called ``names``."""
    # Nearly all are None: of several fields at once that is told in half of the time.
    if len(names) > 1:
        found = list(map(attrgetter(*names), parts))
        if found.count((None,) * len(names)) == len(parts):
            return True
    return all(_is_blank(list(map(attrgetter(name), parts))) for name in names)


def _is_blank(values: Sequence[object]) -> bool:
    return set(map(type, values)) <= {NoneType, tuple} and not any(values)


class _Declared:
    """What the form has no column or field for, and what it declares and demands."""

    def __init__(self, form: Form, others: Others) -> None:
        self._form = form
        self._others = others
        # There are tens of thousands of parts, of few classes.
        self._of_class: dict[type[BaseModel], tuple[Keys, Keys, Keys]] = {}
        self._not_printed = _by_place(form.not_printed)

    def misfits(self, path: DataPath, part: BaseModel) -> Iterator[Misfit]:
        model = type(part)
        if model not in self._of_class:
            names = self._form.unprinted(model)
            unprinted = tuple(key for key, name in attributes(model).items() if name in names)
            self._of_class[model] = unprinted, self._form.asked(model), _demanded(model)
        unprinted, asked, demanded = self._of_class[model]
        if demanded:
            place = tuple([key for key in path if key.__class__ is str])
            without_place = (*self._not_printed.get(place, ()), *unprinted)
            for key in demanded:
                if key not in without_place and not _stated(part, (key,)):
                    yield path / key, _MISSING
        yield from _without_place(path, part, unprinted, self._form, self._others)
        for key in asked:
            if not _states(part, key):
                yield path / "附加项" / key, _TO_PRINT


def _by_place(fields: Keys) -> dict[Keys, Keys]:
    """The last keys of dotted ``fields`` under the places where they stand."""
    places: dict[Keys, Keys] = {}
    for field in fields:
        *place, key = field.split(".")
        places[tuple(place)] = (*places.get(tuple(place), ()), key)
    return places


@cache
def _amount_fields(model: type[BaseModel]) -> Fields:
    return tuple(
        (key, name)
        for key, name in attributes(model).items()
        if model.model_fields[name].annotation in (Amount, Amount | None)
    )


def _demanded(model: type[BaseModel]) -> Keys:
    fields = model.model_fields
    return tuple(k for k, name in attributes(model).items() if Demanded in fields[name].metadata)


def _states(part: BaseModel, key: str) -> bool:
    """Whether ``part`` states the declared field ``key``."""
    extras: object = getattr(part, "extras", None)
    # What is no mapping at all is told as such.
    if not isinstance(extras, BaseModel):
        return extras is not None
    model: type[BaseModel] = type(extras)
    return getattr(extras, attributes(model)[key]) is not None


@cache
def _names(model: type[BaseModel], keys: Keys) -> tuple[str, ...]:
    return tuple(attributes(model)[key] for key in keys)


def _stated(part: BaseModel, keys: Keys) -> Keys:
    model: type[BaseModel] = type(part)
    values = [getattr(part, name) for name in _names(model, keys)]
    if all(values):
        return keys
    return tuple(key for key, value in zip(keys, values, strict=True) if value not in (None, ()))


def _missing(path: DataPath, part: BaseModel, keys: Keys, form: Form) -> Iterator[Misfit]:
    stated = _stated(part, keys)
    if stated is not keys:
        withheld = _withheld_keys(part, form) if getattr(part, "classified", False) else ()
        for key in keys:
            if key not in stated and key not in withheld:
                yield path / key, _TO_PRINT


def _without_place(
    path: DataPath, part: BaseModel, keys: Keys, form: Form, others: Others
) -> Iterator[Misfit]:
    for key in _stated(part, keys) if keys else ():
        place = DataPath(*(step for step in path / key if isinstance(step, str)))
        if key in _PARTS_OF_TARGETS and has_place(form, place.parent / _TARGET):
            message = f"版式 {form.id} 没有这一项的位置，请写进“{_TARGET}”，如 ≥12座"
        else:
            near = _near(key, place.parent, part, form)
            message = no_place(form, "", others(place.label), near)
        yield path / key, message


def _near(key: str, around: DataPath, part: BaseModel, form: Form) -> str | None:
    """The key like ``key`` of a field that ``form`` prints, and that ``part`` does not state."""
    known = attributes(type(part)).items()
    free = [each for each, name in known if getattr(part, name) in (None, ())]
    return nearest(key, [each for each in free if has_place(form, around / each)])


def _surplus(path: DataPath, part: BaseModel, keys: Keys, message: str) -> Iterator[Misfit]:
    for key in _stated(part, keys):
        yield path / key, message


def _too_fine(path: DataPath, part: BaseModel, fields: Fields, form: Form) -> Iterator[Misfit]:
    """Amounts with more decimals than are printed; those in another unit are converted."""
    most = form.figures.amount_places
    for key, name in fields:
        amount: Amount | None = getattr(part, name)
        if amount is None or amount.unit.label != form.figures.unit:
            continue
        if (places := decimal_places(amount.value)) > most:
            message = f"“{amount}”有 {places} 位小数，版式只印 {most} 位，请先取舍"
            yield path / key, message


def _unknown_levels(
    path: DataPath, levels: _Levels, taxonomy: Taxonomy, form: Form
) -> Iterator[Misfit]:
    name_one, name_two = levels
    if name_one and taxonomy.level_one(name_one) is None:
        names = tuple(level.name for level in taxonomy.levels_one)
        yield path / "一级", _unknown_one(name_one, names, taxonomy)
    if name_two and not (form.takes_more_levels or taxonomy.parents_of(name_two)):
        yield path / "二级", _unknown_two(name_two, taxonomy)
    if not name_one and not (name_two and taxonomy.parents_of(name_two)):
        yield path / "一级", _MISSING


def _unknown_one(name: str, known: tuple[str, ...], taxonomy: Taxonomy) -> str:
    """What to do about a first level that other years have, or that is a second one here."""
    if parents := taxonomy.parents_of(name):
        one = parents[0].name
        return f"这个版式的“{name}”是二级指标，请写 一级: {one}，二级: {name}"
    return _of_another(name, taxonomy) or _unknown_name(name, "一级指标", known)


def _unknown_two(name: str, taxonomy: Taxonomy) -> str:
    if one := taxonomy.level_one(name):
        known = "、".join(level.name for level in one.levels_two)
        return f"这个版式的“{name}”是一级指标，它的二级指标可写：{known}"
    return _of_another(name, taxonomy) or _unknown_name(name, "二级指标", taxonomy.level_two_names)


def _of_another(name: str, taxonomy: Taxonomy) -> str | None:
    """What to do about a level that the taxonomy of another year has."""
    advice = taxonomy.advice_on(name)
    return f"这个版式没有“{name}”；{advice}" if advice else None


def _unknown_name(name: str, what: str, known: tuple[str, ...]) -> str:
    if remark := remark_on(name):
        return f"{quoted(name)}的{remark}"
    near = nearest(name, known, likeness=0.5)
    hint = f"是不是“{near}”？" if near else ""
    return f"这个版式没有{what}“{name}”，{hint}可写：{'、'.join(known)}"


def _withheld_keys(part: BaseModel, form: Form) -> Keys:
    """What a classified part does not have to state (涉密), for the form has words for it."""
    ways = form.withheld(type(part))
    fields = type(part).model_fields
    return tuple(fields[name].alias or name for name in (ways[0].attributes if ways else ()))

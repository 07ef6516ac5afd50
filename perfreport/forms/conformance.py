"""Whether a document fits the form it is to be printed on.

What does not fit is a mistake in the input: printed anyway, the form would have an empty cell or
would lose something that was typed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from perfreport.forms.manifest import Form, ProjectTargetsForm, SelfEvaluationForm
from perfreport.forms.taxonomy import Taxonomy
from perfreport.models import Document, Indicator, Project
from perfreport.models.walk import Path, walk
from perfreport.quantities import Amount, decimal_places

Misfit = tuple[Path, str]


def misfits(document: Document, form: Form) -> Iterator[Misfit]:
    """Every place of ``document`` that ``form`` cannot print, with what to do about it."""
    required = _by_place(form.required)
    not_printed = _by_place(form.not_printed)
    for path, part in walk(document):
        place = tuple(key for key in path if isinstance(key, str))
        yield from _missing(path, part, required.get(place, ()))
        yield from _surplus(path, part, not_printed.get(place, ()), form)
        yield from _too_fine(path, part, form)
        if isinstance(part, Indicator) and not isinstance(form, SelfEvaluationForm):
            yield from _unknown_levels(path, part, form.taxonomy)
        elif isinstance(part, Project) and isinstance(form, ProjectTargetsForm):
            yield from _goal_or_statement(path, part, form)


def _by_place(fields: tuple[str, ...]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The last keys of dotted ``fields`` under the places where they stand."""
    places: dict[tuple[str, ...], tuple[str, ...]] = {}
    for field in fields:
        *place, key = field.split(".")
        places[tuple(place)] = (*places.get(tuple(place), ()), key)
    return places


@cache
def _attributes(model: type[BaseModel]) -> dict[str, str]:
    return {field.alias or name: name for name, field in model.model_fields.items()}


@cache
def _amount_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if field.annotation in (Amount, Amount | None)
    )


def _value(part: BaseModel, key: str) -> object:
    return getattr(part, _attributes(type(part))[key], None)


def _missing(path: Path, part: BaseModel, keys: tuple[str, ...]) -> Iterator[Misfit]:
    if keys and getattr(part, "classified", False):
        return
    for key in keys:
        if _value(part, key) in (None, ()):
            yield (*path, key), "这个版式要印这一项，请补上"


def _surplus(path: Path, part: BaseModel, keys: tuple[str, ...], form: Form) -> Iterator[Misfit]:
    for key in keys:
        if _value(part, key) not in (None, ()):
            message = f"版式 {form.id} 没有这一项的位置，请删去，或换用有此项的版式"
            yield (*path, key), message


def _too_fine(path: Path, part: BaseModel, form: Form) -> Iterator[Misfit]:
    """Amounts with more decimals than are printed; those in another unit are converted."""
    most = form.figures.amount_places
    for name, key in _amount_fields(type(part)):
        amount: Amount | None = getattr(part, name)
        if amount is None or amount.unit.label != form.figures.unit:
            continue
        if (places := decimal_places(amount.value)) > most:
            message = f"“{amount}”有 {places} 位小数，版式只印 {most} 位，请先取舍"
            yield (*path, key), message


def _unknown_levels(path: Path, indicator: Indicator, taxonomy: Taxonomy) -> Iterator[Misfit]:
    name_one, name_two = indicator.level_one, indicator.level_two
    one = taxonomy.level_one(name_one) if name_one else None
    if name_one and one is None:
        names = tuple(level.name for level in taxonomy.levels_one)
        yield (*path, "一级"), _unknown_name(name_one, "一级指标", names)
    if name_two and not taxonomy.parents_of(name_two):
        yield (*path, "二级"), _unknown_name(name_two, "二级指标", taxonomy.level_two_names)
    if not name_one and not (name_two and taxonomy.parents_of(name_two)):
        yield (*path, "一级"), "缺这一项，请补上"


def _unknown_name(name: str, what: str, known: tuple[str, ...]) -> str:
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"是不是“{nearest[0]}”？" if nearest else ""
    return f"这个版式没有{what}“{name}”，{hint}可写：{'、'.join(known)}"


def _goal_or_statement(path: Path, project: Project, form: ProjectTargetsForm) -> Iterator[Misfit]:
    if not project.classified:
        if project.goal is None:
            yield (*path, "绩效目标"), "缺这一项，请补上；涉密项目请写“涉密: true”"
        if not project.indicators:
            yield (*path, "绩效指标"), "缺这一项，请补上；涉密项目请写“涉密: true”"
        if project.classified_statement:
            yield (*path, "涉密说明"), "项目没有写“涉密: true”，请补上或删去这一项"
        return
    statements = {statement.name: statement for statement in form.wording.classified}
    wanted = project.classified_statement or form.wording.classified[0].name
    if wanted not in statements:
        message = f"这个版式没有“{wanted}”的说明，可写：{'、'.join(statements)}"
        yield (*path, "涉密说明"), message
    elif not project.indicators and statements[wanted].indicator is None:
        yield (*path, "绩效指标"), "这个版式的涉密项目也要写绩效指标，请补上"
    if project.goal is not None:
        yield (*path, "绩效目标"), "涉密项目的绩效目标按统一说明印出，请删去这一项"

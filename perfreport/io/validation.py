"""From values of a data file to a typed object, with every mistake in words and with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from perfreport.errors import InputError, Mistake
from perfreport.io.partial import partial
from perfreport.io.source import Source, labelled
from perfreport.messages import nearest, quoted, told
from perfreport.models.walk import Path, attributes, field_at, models_in

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)

_LIKENESS = 0.4
_WITH_WRONG_COLON = re.compile("([^:：]+)[:：]")
_MESSAGES = {
    "missing": "缺这一项，请补上",
    "greater_than_equal": "{input}太小，至少为 {ge}",
    "less_than_equal": "{input}太大，至多为 {le}",
    "bool_parsing": "{input}不可用，请写 true（是）或 false（否）",
    "bool_type": "{input}不可用，请写 true（是）或 false（否）",
    "tuple_type": "这里应是一个列表，每项以“- ”开头",
    "too_short": "至少要有 {min_length} 项，请补上",
    "model_type": "这里应是一组“键: 值”",
    "literal_error": "{input}不可用，可写：{choices}",
}


@dataclass(frozen=True, slots=True)
class Examination(Generic[M]):
    """What a data file says, and all that is wrong with it.

    Attributes:
        content: the typed object; ``partial`` when there are mistakes.
        mistakes: all of them, in the order of their lines.
        wrong: the paths at which ``content`` may lack what the file tries to say.
    """

    content: M
    mistakes: tuple[Mistake, ...] = ()
    wrong: tuple[Path, ...] = ()


def validate(source: Source, model: type[M]) -> M:
    """``source`` as an object of ``model``.

    Raises:
        InputError: with every mistake in the file, in the order of their lines.
    """
    examination = examine(source, model)
    if examination.mistakes:
        raise InputError(examination.mistakes, source.name)
    return examination.content


def examine(source: Source, model: type[M]) -> Examination[M]:
    """``source`` as an object of ``model``, as far as that goes, and every mistake in it."""
    tree = source.root.plain()
    try:
        document = model.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        return Examination(document, source.mistakes)
    meant = _meant(details, model)
    causes = tuple(_without_consequences(details, meant))
    found = (
        Mistake(labelled(detail["loc"]), message_of(detail, model), source.line(detail["loc"]))
        for detail in causes
    )
    return Examination(
        partial(model, tree),
        in_order((*source.mistakes, *found)),
        (*(detail["loc"] for detail in causes), *meant),
    )


def in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """``mistakes`` in the order of their lines."""
    return tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))


def _meant(details: list[ErrorDetails], model: type[BaseModel]) -> frozenset[Path]:
    """The paths that unknown keys were probably meant to have."""
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    guesses = {(path[:-1], _nearest_key(path, model)) for path in unknown}
    return frozenset((*parents, key) for parents, key in guesses if key)


def _without_consequences(
    details: list[ErrorDetails], meant: frozenset[Path]
) -> Iterator[ErrorDetails]:
    """``details`` without what is missing for being misspelt, or too few for being wrong."""
    holders = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    consequences = {"missing": meant, "too_short": holders}
    for detail in details:
        if detail["loc"] not in consequences.get(detail["type"], ()):
            yield detail


def message_of(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """What pydantic found wrong, in words."""
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(detail["loc"], detail["input"], model)
    context = detail.get("ctx", {})
    if template := _MESSAGES.get(kind):
        choices = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return template.format(
            input=quoted(detail["input"]), choices=choices.replace(", ", "、"), **context
        )
    return told(detail["msg"])


def _unknown_key(path: Path, value: object, model: type[BaseModel]) -> str:
    key, known = str(path[-1]), _keys_at(model, path[:-1])
    wrong = f"没有{quoted(key)}这一项"
    if (found := _WITH_WRONG_COLON.match(key)) and found[1].strip() in known:
        return f"{wrong}；键的后面要写半角冒号加一个空格“: ”"
    if near := _nearest_key(path, model):
        return f"{wrong}，是不是“{near}”？"
    if value is None:
        return f"{wrong}；是一段文字的请接在上一项之后，含逗号的文字请加上引号"
    return f"{wrong}，请删去；这里可写：{'、'.join(known)}"


def _nearest_key(path: Path, model: type[BaseModel]) -> str | None:
    *parents, key = path
    return nearest(str(key), _keys_at(model, tuple(parents)), likeness=_LIKENESS)


def _keys_at(model: type[BaseModel], place: Path) -> tuple[str, ...]:
    """The keys that the part of ``model`` at ``place`` knows."""
    field = field_at(model, place)
    part = next(models_in(field.annotation)) if field else model
    return tuple(attributes(part))

"""From values of a data file to a typed object, with every mistake in words and with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.positions import Position, order_of
from perfreport.blocks.complaints import causes, message_of, place_of, validated
from perfreport.blocks.walk import attributes, models_in
from perfreport.data.naming import with_meant_keys
from perfreport.data.shapes import group_advice, list_advice, text_advice
from perfreport.data.source import Source

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


def partial(model: type[M], tree: object) -> M:
    """``tree`` as an object of ``model`` in which whatever is wrong or missing is None.

    It serves to look for further mistakes, and for nothing else.
    """
    try:
        return validated(model, tree)
    except ValidationError:
        parts = tree if isinstance(tree, dict) else {}
    values: dict[str, Any] = {
        name: _value(model, name, parts.get(key)) for key, name in attributes(model).items()
    }
    return model.model_construct(**values)


def _value(model: type[BaseModel], name: str, part: object) -> object:
    try:
        value: object = _adapter(model, name).validate_python(part, by_alias=True, by_name=False)
    except ValidationError:
        inner = next(models_in(model.model_fields[name].annotation), None)
        if inner and isinstance(part, list):
            return tuple(partial(inner, item) for item in part)
        return partial(inner, part) if inner and isinstance(part, dict) else None
    return value


# Measured: making one takes ten times as long as using it.
@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    annotation: Any = Annotated[(field.annotation, *field.metadata, None)]
    return TypeAdapter(annotation)


_SEVERAL_ITEMS = "这一条里有换行；几条请分开写：一条写一行，每行前面加“- ”；是一条请写在一行"


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
    wrong: tuple[DataPath, ...] = ()


def validate(source: Source, model: type[M]) -> M:
    """``source`` as an object of ``model``.

    Raises:
        InputError: with every mistake in the file, in the order of their lines.
    """
    examination = examine(source, model)
    if examination.mistakes:
        raise InputError(examination.mistakes, source.name)
    return examination.content


def examine(source: Source, model: type[M], *, before_form: bool = False) -> Examination[M]:
    """``source`` as an object of ``model``, as far as that goes, and every mistake in it.

    Before the form is chosen, what only forms lay down may be anything.
    """
    try:
        return Examination(_validated(source, model), source.mistakes)
    except ValidationError:
        # Only now: telling what was meant takes longer than reading a file that is right.
        return _wrong(with_meant_keys(source, model, before_form=before_form), model)


def _validated(source: Source, model: type[M]) -> M:
    # Models take the names of attributes too, for Python; a data file has its keys alone.
    return validated(model, source.root.plain())


def _wrong(source: Source, model: type[M]) -> Examination[M]:
    """What ``source`` says under the keys that were meant, something of which is wrong."""
    try:
        return Examination(_validated(source, model), in_order(source.mistakes))
    except ValidationError as error:
        wrong = tuple(causes(error))
    found = (mistake_of(detail, source, model) for detail in wrong)
    return Examination(
        partial(model, source.root.plain()),
        in_order((*source.mistakes, *found)),
        tuple(DataPath(*detail["loc"]) for detail in wrong),
    )


def mistake_of(detail: ErrorDetails, source: Source, model: type[BaseModel]) -> Mistake:
    """What pydantic found wrong with ``source`` as a ``model``, in words and with its line."""
    place, advice = place_of(detail), _advice(detail, model)
    return Mistake(source.typed(place), advice, _line(detail, source), source.file(place))


def _line(detail: ErrorDetails, source: Source) -> Position | None:
    breaks = detail.get("ctx", {}).get("breaks")
    path = place_of(detail)
    return source.line(path) if breaks is None else source.line_inside(path, breaks)


def in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """``mistakes`` in the order of their lines or cells."""
    return tuple(sorted(mistakes, key=lambda mistake: order_of(mistake.position)))


def _advice(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """What pydantic found wrong, in words, and how a data file has it right."""
    kind, path, typed = detail["type"], DataPath(*detail["loc"]), detail["input"]
    match kind:
        case "tuple_type":
            return list_advice(typed, path, model)
        case "model_type":
            return group_advice(typed, path, model)
        case "not_text" if path and typed is not None:
            return text_advice(typed)
        case "line_break" if path and isinstance(path[-1], int):
            return _SEVERAL_ITEMS
    return message_of(detail)

"""A value put at a path of a document: what the document is validated from afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from pydantic import BaseModel

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import nearest, quoted
from perfreport.blocks.walk import attributes


def steps_of(path: Sequence[str | int] | str) -> DataPath:
    """The steps of ``path``; a text has the positions as messages print them, from 1.

    Raises:
        InputError: when the text cannot be read so.
    """
    if not isinstance(path, str):
        return DataPath(*path)
    try:
        return DataPath.parse(path)
    except ValueError as error:
        _fail(NOWHERE, str(error))


def stated_fields(part: BaseModel) -> dict[str, Any]:
    """What ``part`` was built from: its values by keys, by which errors are told, not defaults."""
    names = attributes(type(part)).items()
    return {key: getattr(part, name) for key, name in names if name in part.model_fields_set}


def replaced(part: BaseModel, steps: DataPath, value: object) -> dict[str, Any]:
    """The field of ``part`` in which ``steps`` lie, with ``value`` at their end, by its key.

    Raises:
        InputError: when the steps lead nowhere.
    """
    if not steps:
        _fail(NOWHERE, "没有写位置，请写明换哪一项，如“部门名称”")
    return _in_model(part, steps, value, NOWHERE)


def _opened(part: object, steps: DataPath, value: object, gone: DataPath) -> object:
    """``part``, to which ``gone`` led, as it is typed in a data file, ``steps`` being its own."""
    if not steps:
        return value
    if isinstance(part, BaseModel):
        return stated_fields(part) | _in_model(part, steps, value, gone)
    if isinstance(part, tuple):
        return _in_list(part, steps, value, gone)
    what = "空着" if part is None else f"是{quoted(part)}"
    _fail(gone, f"这里{what}，里面没有{_told(steps[0])}，请换整个这一项")


def _in_model(part: BaseModel, steps: DataPath, value: object, gone: DataPath) -> dict[str, Any]:
    step, rest = steps[0], steps[1:]
    fields = type(part).model_fields
    names = attributes(type(part))
    name = names.get(str(step), step)
    if name not in fields:
        near = nearest(str(step), names, likeness=0.5)
        hint = f"是不是“{near}”？" if near else ""
        _fail(gone, f"这里没有{_told(step)}，{hint}有：{'、'.join(names)}")
    field = fields[str(name)]
    key = field.alias or str(name)
    if not rest and value is None:
        return {key: None if field.is_required() else field.get_default()}
    return {key: _opened(getattr(part, str(name)), rest, value, gone / key)}


def _in_list(
    items: tuple[object, ...], steps: DataPath, value: object, gone: DataPath
) -> list[object]:
    step, rest = steps[0], steps[1:]
    if not isinstance(step, int):
        _fail(gone, f"这里是一个列表，没有{_told(step)}，请写明第几项；{_counted(items)}")
    if not 0 <= step <= len(items) or (step == len(items) and (rest or value is None)):
        _fail(gone, f"这里没有{_told(step)}；{_counted(items)}")
    item = items[step] if step < len(items) else None
    new = [] if value is None and not rest else [_opened(item, rest, value, gone / step)]
    return [*items[:step], *new, *items[step + 1 :]]


def _counted(items: Sequence[object]) -> str:
    return f"共有 {len(items)} 项，接着写的是第 {len(items) + 1} 项"


def _told(step: str | int) -> str:
    return f"第 {step + 1} 项" if isinstance(step, int) else quoted(step)


def _fail(gone: DataPath, message: str) -> NoReturn:
    raise InputError((Mistake(gone, message),))

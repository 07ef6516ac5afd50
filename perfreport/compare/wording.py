"""Places and contents of documents in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_NAMES = ("name", "subject", "reason")


def name_of(row: object) -> str | None:
    """What a row is called (名称、科目、原因); None where it has no name."""
    names = (getattr(row, attribute, None) for attribute in _NAMES)
    return next((name for name in names if name), None)


def row_words(outer: tuple[str, ...], field: FieldInfo, row: object, position: int) -> str:
    """How the row at ``position`` of the list last named in ``outer`` is spoken of, as in 项目“甲”.

    A row without a name is counted: 第 2 段.
    """
    name = name_of(row)
    if name is None:
        return f"{outer[-1]}第 {position + 1} {'段' if _is_prose(field.annotation) else '项'}"
    # Quotation marks inside others are single (GB/T 15834).
    return f"{outer[-1]}“{name.replace('“', '‘').replace('”', '’')}”"


def text_of(content: object) -> str:
    """A field's content or a row as text, one line for each part."""
    return "\n".join(_lines(content))


def _lines(content: object) -> Iterator[str]:
    if isinstance(content, bool):
        yield "是" if content else "否"
    elif isinstance(content, tuple):
        for item in content:
            yield from _lines_of_item(item)
    elif isinstance(content, BaseModel):
        yield from _lines_of_model(content)
    else:
        yield str(content)


def _lines_of_item(item: object) -> Iterator[str]:
    """The lines of a row; one where it has no parts of its own."""
    lines = list(_lines(item))
    if any(line.endswith("：") for line in lines):
        yield from lines
    else:
        yield "；".join(lines)


def _lines_of_model(model: BaseModel) -> Iterator[str]:
    for name, field in type(model).model_fields.items():
        content = getattr(model, name)
        if content == field.default:
            continue
        first, *rest = list(_lines(content)) or [""]
        if rest or isinstance(content, BaseModel | tuple):
            yield f"{field.alias or name}："
            yield from (f"  {line}" for line in (first, *rest))
        else:
            yield f"{field.alias or name}：{first}"


def _is_prose(annotation: object) -> bool:
    """Whether a field of this type holds paragraphs, and not one text after another."""
    if get_origin(annotation) is tuple:
        return get_args(annotation) == (str, Ellipsis)
    return any(map(_is_prose, get_args(annotation)))

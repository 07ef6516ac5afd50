"""What pydantic finds wrong, as mistakes in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from perfreport.basics.addresses import DataPath, FieldPath
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.messages import nearest, quoted, told
from perfreport.basics.patterns import regex
from perfreport.blocks.walk import attributes, keyed, model_there

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)

SEVERAL = "several"
"""The type of an error of pydantic that holds several complaints."""

_CHOICE = regex("'([^']*)'")
_MESSAGES = {
    "missing": "缺这一项，请补上",
    "extra_forbidden": "没有这一项，请删去",
    "greater_than_equal": "{input}太小，至少为 {ge}",
    "less_than_equal": "{input}太大，至多为 {le}",
    "bool_parsing": "{input}不可用，请写 true（是）或 false（否）",
    "bool_type": "{input}不可用，请写 true（是）或 false（否）",
    "too_short": "至少要有 {min_length} 项，请补上",
    "literal_error": "{input}不可用，{hint}可写：{choices}",
    "invalid_key": "键要写成文字",
    "tuple_type": "这里要写成一列：列表或元组",
    "model_type": "这里应是一组各项，不是{input}",
}


class Complaint(NamedTuple):
    """What is wrong with an object as a whole.

    Attributes:
        inside: the place, from the object.
        message: what is wrong and what to do.
        needs: the keys of the object that were looked at; None for all of them.
    """

    inside: tuple[str | int, ...]
    message: str
    needs: tuple[str, ...] | None = None


def complain(complaints: Iterable[Complaint]) -> None:
    """Refuse an object, in one of its validators, for all that is wrong with it.

    Raises:
        PydanticCustomError: when there are any; ``causes`` tells them apart.
    """
    if found := tuple(complaints):
        raise PydanticCustomError(
            SEVERAL, "{message}", {"message": found[0].message, SEVERAL: found}
        )


def validated(model: type[M], tree: object, *, by_name: bool = False) -> M:
    """``tree`` as an object of ``model``, by keys alone or, ``by_name``, by attributes alone.

    Raises:
        ValidationError: which ``causes`` takes apart; what is built in Python raises ``refused``.
    """
    validator = model.__pydantic_validator__
    found: M = validator.validate_python(tree, by_alias=not by_name, by_name=by_name)
    return found


def refused(error: ValidationError, model: type[BaseModel]) -> InputError:
    """The error of an object of ``model`` that was built in Python."""
    told = dict.fromkeys(_told(detail, model) for detail in causes(error))
    return InputError(Mistake(path, message) for path, message in told)


def _told(detail: ErrorDetails, model: type[BaseModel]) -> tuple[DataPath, str]:
    # Pydantic tells of a place as it was given: by a key, or by the name of an attribute.
    path = keyed(model, FieldPath(*place_of(detail)))
    inner = model_there(model, path.parent) if path.parent else model
    names = attributes(inner) if inner else {}
    match detail["type"]:
        # Pydantic's objects can be gone through: one is taken for a list of its fields.
        case "model_type" if isinstance(detail["input"], tuple):
            return path.parent, _MESSAGES["tuple_type"]
        case "missing":
            return path, f"缺这一项（{names.get(str(path[-1]), path[-1])}），请补上"
        case "extra_forbidden" if path[-1] in names:
            return path, f"这一项写了两次：“{path[-1]}”就是 {names[str(path[-1])]}，请删去一处"
        case "extra_forbidden":
            near = nearest(str(path[-1]), names.values(), likeness=0.7)
            hint = f"是不是 {near}？" if near else f"可写：{'、'.join(names.values())}"
            return path, f"没有这一项，{hint}"
    return path, message_of(detail)


def causes(error: ValidationError) -> Iterator[ErrorDetails]:
    """What is wrong, without the lists that have too few items for some are wrong."""
    details = error.errors(include_url=False)
    holders = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    for detail in details:
        if detail["type"] == SEVERAL:
            yield from (_single(detail, each) for each in detail["ctx"][SEVERAL])
        elif detail["type"] != "too_short" or detail["loc"] not in holders:
            yield detail


def _single(detail: ErrorDetails, complaint: Complaint) -> ErrorDetails:
    context: dict[str, Any] = {"inside": complaint.inside, "needs": complaint.needs}
    return {**detail, "msg": complaint.message, "ctx": context}


def place_of(detail: ErrorDetails) -> DataPath:
    """The path of what is wrong; a rule over a whole part may know it better than pydantic."""
    return DataPath(*detail["loc"], *detail.get("ctx", {}).get("inside", ()))


def message_of(detail: ErrorDetails) -> str:
    """What pydantic found wrong, in words."""
    typed, context = detail["input"], detail.get("ctx", {})
    if template := _MESSAGES.get(detail["type"]):
        # Pydantic puts them in English: “'甲', '乙' or '丙'”.
        known = _CHOICE.findall(str(context.get("expected", "")))
        near = nearest(typed, known, likeness=0.5) if isinstance(typed, str) else None
        told_apart = {
            "choices": "、".join(each or '""（不编号）' for each in known),
            "hint": f"是不是“{near}”？" if near else "",
        }
        return template.format(input=quoted(typed), **told_apart, **context)
    return told(detail["msg"])

"""A data file begun for a form: what is known of it filled in, what it asks for besides 待填."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from perfreport.basics.quantities import PENDING
from perfreport.blocks.form import Form
from perfreport.data.writing import PENDING_FIGURE, Noted, Value
from perfreport.forms.asked import Asked, asked_by

_FIGURES = ("金额", "百分比", "数字", "整数")
_WITH_PARTS = ("组", "表")
_ALWAYS = ("文种", "版式")


def begun_on(form: Form, known: Mapping[str, Any]) -> dict[str, Value]:
    """The fields of a document on ``form``, in its order.

    Args:
        form: it is printed on; what it has no place for is left out.
        known: by keys; lists of parts, and money by the names of its rows.
    """
    given = {"文种": form.kind, "版式": form.id, **known}
    return _fields(asked_by(form), given)


def _fields(
    asked: Iterable[Asked], known: Mapping[str, Any], *, is_told: bool = True
) -> dict[str, Value]:
    """The fields that are known or asked for; what belongs there is told once in a list."""
    found: dict[str, Value] = {}
    for each in asked:
        if not (each.is_printed or each.key in _ALWAYS):
            continue
        if each.key in known:
            # What is known not to be there is not asked for.
            if known[each.key] is not None:
                found[each.key] = _known(each, known[each.key])
        elif each.is_wanted and not each.is_stated:
            found[each.key] = _open(each, is_told=is_told)
    return found


def _known(each: Asked, given: Any) -> Value:
    if each.name_of_items and isinstance(given, Mapping):
        return _items(each, given)
    if each.sort == "表" and isinstance(given, Sequence) and not isinstance(given, str):
        rows = [
            _fields(each.parts, row, is_told=not at)
            for at, row in enumerate(_with_fixed(each, given))
        ]
        return rows or [_fields(each.parts, {})]
    if each.sort == "组" and isinstance(given, Mapping):
        return _fields(each.parts, given)
    value: Value = given
    return value


def _items(each: Asked, given: Mapping[str, Any]) -> Value:
    """Money by the names of its rows, those that are known, or must be there."""
    return [
        {each.name_of_items: part.key, **_fields(part.parts, given.get(part.key, {}))}
        for part in each.parts
        if part.key in given or part.is_required
    ]


def _with_fixed(each: Asked, given: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows with those that the form itself names, where it does so, in its order."""
    fixed = [row for row in each.rows if "名称" in row]
    if not fixed:
        return list(given)
    there = {str(row.get("名称")) for row in given}
    # A second level that has indicators of its own needs none of those that the form suggests.
    taken = {row.get("二级") for row in given if row.get("名称") not in {e["名称"] for e in fixed}}
    missing = (e for e in fixed if e["名称"] not in there and e.get("二级") not in taken)
    rows = [*given, *missing]
    names = {row["名称"]: at for at, row in enumerate(fixed)}

    def place(row: Mapping[str, Any]) -> tuple[int, int]:
        # A first level that has no rows of its own stands for all of its second levels.
        levels = (
            at
            for at, own in enumerate(each.rows)
            if own.get("一级") == row.get("一级")
            and own.get("二级", row.get("二级")) == row.get("二级")
        )
        return next(levels, len(each.rows)), names.get(str(row.get("名称")), len(fixed))

    return sorted(rows, key=place)


def _open(each: Asked, *, is_told: bool) -> Value:
    """What is to be filled in."""
    if each.sort in _WITH_PARTS and each.parts:
        if each.name_of_items:
            wanted = [part for part in each.parts if part.is_wanted]
            return [{each.name_of_items: e.key, **_fields(e.parts, {})} for e in wanted]
        inner = _fields(each.parts, {})
        return [inner] if each.sort == "表" else inner
    figure = PENDING_FIGURE if each.sort in _FIGURES else PENDING
    value: Value = [PENDING] if each.sort == "条目" else figure
    if not is_told:
        return value
    told = each.hint
    if each.choices:
        told = "；".join(filter(None, (f"可写：{'、'.join(each.choices.options)}", told)))
    return Noted(value, told)

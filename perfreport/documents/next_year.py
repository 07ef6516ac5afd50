"""Next year's declaration begun from last year's."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from perfreport.basics.quantities import PENDING, Amount
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, Indicator, Model
from perfreport.blocks.sums import is_stated
from perfreport.data.writing import (
    PENDING_FIGURE,
    Begun,
    Noted,
    Value,
    field_value,
    is_blank,
    items_of,
    ordered_fields,
)
from perfreport.kinds.chain.account import whole_target

_GOALS = ("goal", "goals")


def draft_next_year(declaration: Document, form: Form) -> Begun:
    """A data file for the year after that of ``declaration``.

    Texts, indicators and their cycle values are taken over. Amounts and the values of the year
    are 待填, each with last year's in a comment; goals, and texts that name last year, are pointed
    out. Totals that
    were stated are left out, to be computed again.
    """
    last = declaration.year
    following = declaration.model_copy(update={"form": form.id, "year": last + 1})
    heading = (
        f"{following.department}{following.year}年{following.kind}，由{last}年的申报表起草。",
        f"“{PENDING}”处都要填写；# 之后是上年的数或填写说明，填好可删去。",
    )
    return Begun(_following(following, last), heading)


def _following(part: Model, last_year: int) -> dict[str, Value]:
    return {
        field.alias or name: _next(part, name, field, last_year)
        for name, field in ordered_fields(type(part))
        if not (is_stated(type(part), name) or is_blank(getattr(part, name)))
    }


def _next(part: Model, name: str, field: FieldInfo, last_year: int) -> Value:
    """A field of ``part`` as next year's declaration begins with it."""
    value = getattr(part, name)
    if isinstance(part, Indicator) and name == "value" and not part.annual_value:
        # The one value of a form that has no other is the year's; its sign stands apart.
        whole = whole_target(value, part.sign or "", part.unit or "")
        return Noted(PENDING, f"{last_year}年：{whole}")
    if name in part.yearly:
        return Noted(PENDING, f"{last_year}年：{value}")
    if name in _GOALS:
        told = f"{last_year}年的目标，请按{last_year + 1}年的改"
        return Noted(field_value(field, value), told)
    return _taken_over(field, value, last_year)


def _taken_over(field: FieldInfo, value: object, last_year: int) -> Value:
    """The content of a field as next year's declaration begins with it."""
    if isinstance(value, Amount):
        return Noted(PENDING_FIGURE, f"{last_year}年：{value}")
    if isinstance(value, Model):
        inner = _following(value, last_year)
        return items_of(value.by_name, inner) if value.by_name else inner
    if isinstance(value, tuple) and isinstance(value[0], Model):
        return [_following(item, last_year) for item in value]
    taken = field_value(field, value)
    return taken if field.alias == "版式" else _reviewed(taken, last_year)


def _reviewed(value: Value, last_year: int) -> Value:
    """``value``, with a comment where it names last year."""
    if isinstance(value, list):
        return [_reviewed(item, last_year) for item in value]
    names_last_year = isinstance(value, str) and str(last_year) in value
    return Noted(value, f"请核对文中的“{last_year}”") if names_last_year else value

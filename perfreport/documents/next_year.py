"""Next year's declaration begun from last year's."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from perfreport.basics.quantities import PENDING, Amount
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document, Model
from perfreport.blocks.sums import is_stated
from perfreport.data.writing import (
    PENDING_FIGURE,
    Begun,
    Noted,
    Value,
    field_value,
    is_blank,
    ordered_fields,
)


def draft_next_year(declaration: Document, form: Form) -> Begun:
    """A data file for the year after that of ``declaration``.

    Texts, indicators and their cycle values are taken over. Amounts and annual values are 待填,
    each with last year's in a comment; so are texts that name last year pointed out. Totals that
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
        field.alias or name: Noted(PENDING, f"{last_year}年：{value}")
        if name in part.yearly
        else _taken_over(field, value, last_year)
        for name, field in ordered_fields(type(part))
        if not (is_stated(type(part), name) or is_blank(value := getattr(part, name)))
    }


def _taken_over(field: FieldInfo, value: object, last_year: int) -> Value:
    """The content of a field as next year's declaration begins with it."""
    if isinstance(value, Amount):
        return Noted(PENDING_FIGURE, f"{last_year}年：{value}")
    if isinstance(value, Model):
        return _following(value, last_year)
    if isinstance(value, tuple) and isinstance(value[0], Model):
        return [_following(item, last_year) for item in value]
    return _reviewed(field_value(field, value), last_year)


def _reviewed(value: Value, last_year: int) -> Value:
    """``value``, with a comment where it names last year."""
    if isinstance(value, list):
        return [_reviewed(item, last_year) for item in value]
    names_last_year = isinstance(value, str) and str(last_year) in value
    return Noted(value, f"请核对文中的“{last_year}”") if names_last_year else value

"""Dashes and the like in the cells of amounts: there is no money there (金额栏的“—”“无”)."""

from __future__ import annotations

from collections.abc import Mapping

from perfreport.basics.quantities import Amount, says_nothing
from perfreport.blocks.form import Form
from perfreport.blocks.found import Place
from perfreport.blocks.walk import bare, field_at, keyed
from perfreport.roundtrip.absent import fields_at
from perfreport.roundtrip.printed_texts import ViewPath


def without_dashes(texts: Mapping[ViewPath, str], form: Form) -> dict[ViewPath, str]:
    """The ``texts`` that say of an amount that there is none, as the form would print them.

    That is a blank for an amount that may be absent, and zero for one that may not.
    """
    dashes = [path for path, text in texts.items() if says_nothing(text)]
    if not dashes:
        return {}
    return {
        source: printed
        for source, field, _ in fields_at(dashes, form)
        if (printed := _none(field, form)) is not None
    }


def _none(place: Place, form: Form) -> str | None:
    """How ``form`` prints no money in the field at ``place``; None if that is no amount."""
    field = field_at(form.model, keyed(form.model, place))
    if field is None or bare(field.annotation) is not Amount:
        return None
    is_absent = not field.is_required() and field.default is None
    return "" if is_absent else form.figures.rounding.amount(Amount(0))

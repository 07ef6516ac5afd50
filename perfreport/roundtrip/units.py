"""The unit of money that a page prints, and what its amounts are worth in it (金额单位)."""

from __future__ import annotations

from collections.abc import Callable

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.form import Form
from perfreport.blocks.found import Found, Text, Unclear, amount_parser, says_unit
from perfreport.blocks.sentences import sentences
from perfreport.office.limits import refusal
from perfreport.roundtrip.layout import Layout
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.pattern import bare
from perfreport.roundtrip.printed_texts import PrintedTexts, text_at

_UNIT = ViewPath("unit")
_NO_UNIT = "页面上没有写明金额单位，分不清金额是元还是万元；请照版式写明（如“单位：{}”）再读"
_SEVERAL_UNITS = "页面上的金额单位不一致（{}），分不清金额是多少；请改成一致再读"
_OTHER_UNIT = "页面上的金额单位改成了“{}”，分不清这个数以什么为单位；请改回“{}”再填"


def printed_unit(shown: PageTexts, form: Form, layout: Layout) -> Unit:
    """The unit that a page prints whose amounts nobody knows otherwise.

    Its places then count as saying what the form does. A template that prints no unit has that of
    its form.

    Raises:
        InputError: when the page prints none, several, or an unknown one.
    """
    own = Unit.named(form.figures.unit)
    said = list(dict.fromkeys(_said(shown)))
    units = {_unit_in(text) for text in said}
    if _UNIT not in layout.names:
        return own
    if said in ([], [""]):
        raise refusal(_NO_UNIT.format(own.label))
    if len(units) > 1 or None in units:
        raise refusal(_SEVERAL_UNITS.format("、".join(text or "空白" for text in said)))
    # Else the unit would be told as an edit of its own, beside all the amounts.
    shown.texts[_UNIT] = own.label
    shown.copies = [each for each in shown.copies if each.path != _UNIT]
    return next(filter(None, units))


def _said(shown: PageTexts) -> list[str]:
    """What stands in the places of the unit."""
    first = [shown.texts[_UNIT]] if _UNIT in shown.texts else []
    return [*first, *(each.text for each in shown.copies if each.path == _UNIT)]


def _unit_in(text: str) -> Unit | None:
    """The unit that ``text`` names, such as 人民币万元."""
    name = bare(text).removeprefix("人民币")
    return next((unit for unit in Unit if unit.label == name), None)


def in_printed_unit(
    text: Text,
    unit: Unit,
    shown: PageTexts,
    printed: PrintedTexts,
    form: Form,
    is_edited: Callable[[ViewPath], bool],
) -> Text:
    """``text``, read from ``printed`` in the unit of ``form``, with its amounts in ``unit``.

    Edited ones are unclear where what is ``shown`` names another unit than the form's. Amounts that
    name their unit themselves stay what they are.
    """
    own = Unit.named(form.figures.unit)
    other = next((said for said in _said(shown) if said and _unit_in(said) is not own), "")
    if unit is own and not other and not shown.headed_units:
        return text
    composed = sentences(form).keys()

    def meant(found: Found) -> Found | Unclear:
        if not isinstance(found.value, Amount) or found.source[0] in composed:
            return found
        words = text_at(printed, found.source) or ""
        if says_unit(words):
            return found
        said = other or shown.headed_units.get(_in_each_row(found.source), "")
        reason = _OTHER_UNIT.format(said, form.figures.unit)
        if _unit_in(said) in (None, own) or not is_edited(found.source):
            try:
                return found._replace(value=Amount(found.value.value, unit))
            except ValueError as error:  # 元 has two decimals: what was in 万元 may have six.
                reason = str(error)
        return Unclear(found.source, words, found.path, reason, found.may_be_stated)

    amounts = [meant(each) for each in text.found]
    return Text(
        tuple(each for each in amounts if isinstance(each, Found)),
        (*text.unclear, *(each for each in amounts if isinstance(each, Unclear))),
    )


def _in_each_row(path: ViewPath) -> ViewPath:
    return ViewPath(*(EACH if isinstance(step, int) else step for step in path))


def as_printed(text: Text, form: Form) -> Text:
    """``text`` with amounts as ``form`` prints them: in its unit, and rounded."""
    parse, printed = amount_parser(Unit.named(form.figures.unit)), form.figures.rounding.amount
    return text._replace(
        said=tuple(
            each._replace(value=parse(printed(each.value)))
            if isinstance(each.value, Amount)
            else each
            for each in text.found
        )
    )


def in_unit_of(form: Form, text: str, unit: Unit) -> str:
    """``text`` as ``form`` prints it, if it is an amount in another ``unit``."""
    if unit is Unit.named(form.figures.unit) or says_unit(text):
        return text
    try:
        return form.figures.rounding.amount(amount_parser(unit)(text))
    except ValueError:
        return text

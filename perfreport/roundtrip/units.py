"""The unit of money that a page prints, and what its amounts are worth in it (金额单位)."""

from __future__ import annotations

from collections.abc import Callable

from perfreport.basics.addresses import ViewPath
from perfreport.basics.quantities import Amount, Unit
from perfreport.blocks.form import Form
from perfreport.blocks.found import Found, Text, Unclear, amount_parser, says_unit
from perfreport.blocks.sentences import sentences
from perfreport.docx.page.limits import refusal
from perfreport.roundtrip.layout import Layout
from perfreport.roundtrip.page_texts import PageTexts
from perfreport.roundtrip.pattern import bare
from perfreport.roundtrip.printed_texts import PrintedTexts, text_at

_UNIT = ViewPath("unit")
_NO_UNIT = (
    "页面上没有写明金额单位，分不清金额是元还是万元；请在 Word 里照版式写明（如“单位：{}”）再读"
)
_SEVERAL_UNITS = "页面上的金额单位不一致（{}），分不清金额是多少；请在 Word 里改成一致再读"
_OTHER_UNIT = "页面上的金额单位改成了“{}”，分不清这个数以什么为单位；请改回“{}”再填"

_Place = Callable[[ViewPath], bool]


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


def changed_unit(shown: PageTexts, form: Form) -> str:
    """The unit that a page prints in place of the form's; empty when it is the form's."""
    own = Unit.named(form.figures.unit)
    return next((text for text in _said(shown) if text and _unit_in(text) is not own), "")


def _said(shown: PageTexts) -> list[str]:
    """What stands in the places of the unit."""
    first = [shown.texts[_UNIT]] if _UNIT in shown.texts else []
    return [*first, *(each.text for each in shown.copies if each.path == _UNIT)]


def _unit_in(text: str) -> Unit | None:
    """The unit that ``text`` names, such as 人民币万元."""
    name = bare(text).removeprefix("人民币")
    return next((unit for unit in Unit if unit.label == name), None)


def in_unit(text: Text, unit: Unit, form: Form, printed: PrintedTexts) -> Text:
    """``text``, read from ``printed`` in the unit of ``form``, with amounts in ``unit``."""

    def converted(found: Found) -> Found | Unclear:
        assert isinstance(found.value, Amount)
        try:
            return found._replace(value=Amount(found.value.value, unit))
        except ValueError as error:
            return _unclear(found, printed, str(error))

    return _changed(text, form, printed, converted, lambda _: True)


def without_amounts(
    text: Text, unit: str, form: Form, printed: PrintedTexts, is_edited: _Place
) -> Text:
    """``text`` without the edited amounts, as the page now names another ``unit`` than ``form``."""
    reason = _OTHER_UNIT.format(unit, form.figures.unit)
    return _changed(text, form, printed, lambda found: _unclear(found, printed, reason), is_edited)


def _changed(
    text: Text,
    form: Form,
    printed: PrintedTexts,
    change: Callable[[Found], Found | Unclear],
    is_meant: _Place,
) -> Text:
    """``text`` after a change of the amounts that do not name their unit themselves."""
    composed = sentences(form).keys()

    def is_bare(found: Found) -> bool:
        is_amount = isinstance(found.value, Amount) and found.source[0] not in composed
        return is_amount and not says_unit(text_at(printed, found.source) or "")

    changed = [
        change(each) if is_bare(each) and is_meant(each.source) else each for each in text.found
    ]
    return Text(
        tuple(each for each in changed if isinstance(each, Found)),
        (*text.unclear, *(each for each in changed if isinstance(each, Unclear))),
    )


def _unclear(found: Found, printed: PrintedTexts, reason: str) -> Unclear:
    words = text_at(printed, found.source) or ""
    return Unclear(found.source, words, found.path, reason, found.may_be_stated)


def as_printed(text: Text, form: Form) -> Text:
    """``text`` with amounts as ``form`` prints them: in its unit, and rounded."""
    parse, printed = amount_parser(Unit.named(form.figures.unit)), form.figures.rounding.amount
    return text._replace(
        found=tuple(
            each._replace(value=parse(printed(each.value)))
            if isinstance(each.value, Amount)
            else each
            for each in text.found
        )
    )

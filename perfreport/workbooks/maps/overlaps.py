"""A sign or a unit that a target's value says although it has a column of its own."""

from __future__ import annotations

from collections.abc import Mapping

from perfreport.basics.decimals import FULL_WIDTH
from perfreport.basics.messages import quoted
from perfreport.basics.patterns import regex
from perfreport.workbooks.maps.blocks import Block, Join
from perfreport.workbooks.maps.entries import Entry
from perfreport.workbooks.maps.notes import Notes
from perfreport.workbooks.maps.values import QUALITATIVE, SIGNS

_MEANT = {
    "≥": (">=", "＞＝", "不低于", "不少于", "不小于", "大于等于", "至少"),
    "≤": ("<=", "＜＝", "不高于", "不超过", "不大于", "不多于", "小于等于", "至多"),
    "＞": (">", "大于"),
    "＜": ("<", "小于"),
    "＝": ("=", "等于"),
}
_SIGN_OF = {word: sign for sign, words in _MEANT.items() for word in (sign, *words)}
_WRITTEN = regex(
    rf"(?P<sign>{'|'.join(sorted(_SIGN_OF, key=len, reverse=True))})?\s*"
    r"(?P<number>-?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>(?:[^\d\s.,~-][^\d]*)?)"
)


def settled(
    block: Block, fields: Mapping[str, Entry], notes: Notes, *, joins: bool
) -> dict[str, Entry]:
    """``fields`` of a row with the value of each target apart from its sign and unit.

    A value that stands alone in its row stays as it is. What contradicts the other cells is noted;
    another unit only where one text ``joins`` them, for elsewhere both are kept.
    """
    found = dict(fields)
    for each in block.joins:
        _settle(each, found, notes, joins=joins)
    return found


def _settle(join: Join, fields: dict[str, Entry], notes: Notes, *, joins: bool) -> None:
    sign_field, value_field, unit_field = join.parts
    value = fields.get(value_field)
    sign, unit = (fields[each].text if each in fields else "" for each in (sign_field, unit_field))
    if value is None or value.spot is None or not (sign or unit):
        return
    said = _WRITTEN.fullmatch(value.text.translate(FULL_WIDTH))
    own_sign, own_unit = (_SIGN_OF.get(said["sign"] or "", ""), said["unit"]) if said else ("", "")
    if said is None or not (own_sign or own_unit) or sign not in ("", QUALITATIVE, *SIGNS):
        return
    if sign == QUALITATIVE and not own_sign:
        return
    for what, typed, own in (
        ("计算符号", _SIGN_OF.get(sign, sign), own_sign),
        ("单位", unit, own_unit),
    ):
        if typed and own and _plain(typed) != _plain(own):
            if what == "计算符号" or joins:
                message = f"写的是{quoted(value.text)}，{what}一列却是{quoted(typed)}，请改成一致的"
                notes.wrong(value.spot, message)
            return
    fields[value_field] = Entry(said["number"], value.spot)
    for field, typed, own in ((sign_field, sign, own_sign), (unit_field, unit, own_unit)):
        if own and not typed:
            fields[field] = Entry(own, value.spot)


def _plain(text: str) -> str:
    return text.strip().replace("％", "%")

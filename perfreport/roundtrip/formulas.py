"""What is computed in the cells of a file: formulas of the form's own, and typed ones (公式)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.form import Form
from perfreport.roundtrip.absent import fields_at
from perfreport.roundtrip.page_texts import Formula
from perfreport.roundtrip.reading import Note, Unplaced

_NO_VALUE = "这一格的公式没有值，没有收；请改成数或文字再读"
_ERROR = "这一格算不出来，没有收；取按数据算得的"
_MOST_EXAMPLES = 3


def told(formulas: Mapping[ViewPath, Formula], form: Form) -> Iterator[Unplaced | Note]:
    """What there is to say about the ``formulas`` of a page, by the places in its view."""
    if not formulas:
        return
    computed = {each.source for each in fields_at(formulas, form) if each.is_computed}
    own = [each for path, each in formulas.items() if path in computed]
    typed = [each for path, each in formulas.items() if path not in computed]
    for each in filter(_is_error, own):
        yield Unplaced(each.fault, "", each.place, _ERROR)
    for each in typed:
        if each.fault:
            yield Unplaced(each.fault, "", each.place, _NO_VALUE)
    if places := [each.place for each in own if each.fault and not _is_error(each)]:
        message = "公式没有保存算出的值，按数据计算；用 Excel、WPS 打开再保存就有"
        yield Note("no_value", f"{_some(places)}{message}")
    if places := [each.place for each in typed if not each.fault]:
        yield Note("formula", f"{_some(places)}填的是公式，按它显示的值读入，公式不保留")


def _is_error(formula: Formula) -> bool:
    """Whether it could not be computed: ``#REF!``."""
    return formula.fault.startswith("#")


def _some(places: Iterable[str]) -> str:
    """A few of ``places``, and how many they are."""
    all_places = list(dict.fromkeys(places))
    more = f" 等 {len(all_places)} 处" if len(all_places) > _MOST_EXAMPLES else " "
    return f"{'、'.join(all_places[:_MOST_EXAMPLES])}{more}"

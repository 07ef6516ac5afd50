"""What is computed in the cells of a file: formulas of the form's own, and typed ones (公式)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from perfreport.basics.addresses import ViewPath
from perfreport.basics.quantities import PENDING
from perfreport.roundtrip.page_texts import Formula
from perfreport.roundtrip.printed_texts import PrintedTexts, text_at
from perfreport.roundtrip.reading import Note, Unplaced

_NO_VALUE = "这一格的公式没有值，没有收；请改成数或文字再读"
_ERROR = "这一格算不出来，没有收；取按数据算得的"
_MOST_EXAMPLES = 3


def told(
    formulas: Mapping[ViewPath, Formula],
    now: PrintedTexts,
    is_taken: Callable[[ViewPath], bool],
) -> Iterator[Unplaced | Note]:
    """What there is to say about the cells of a page that are computed, or have no value.

    Args:
        formulas: these cells, by the places in the view.
        now: what a new page of the same data says.
        is_taken: whether what stands at a place became part of the data.
    """
    # What the data say there all the same follows from others: a total, a rate.
    follows = {path for path in formulas if _is_said(text_at(now, path))}
    faulty = {path: each for path, each in formulas.items() if each.fault}
    for path, each in faulty.items():
        if path not in follows:
            yield Unplaced(each.fault, "", each.place, _NO_VALUE)
        elif each.is_error:
            yield Unplaced(each.fault, "", each.place, _ERROR)
    if places := [e.place for p, e in faulty.items() if p in follows and not e.is_error]:
        message = "公式没有保存算出的值，按数据计算；用 Excel、WPS 打开再保存就有"
        yield Note("no_value", f"{_some(places)}{message}")
    if places := [e.place for p, e in formulas.items() if not e.fault and is_taken(p)]:
        yield Note("formula", f"{_some(places)}填的是公式，按它显示的值读入，公式不保留")


def _is_said(text: str | None) -> bool:
    return bool(text) and PENDING not in str(text)


def _some(places: Iterable[str]) -> str:
    """A few of ``places``, and how many they are."""
    all_places = list(dict.fromkeys(places))
    more = f" 等 {len(all_places)} 处" if len(all_places) > _MOST_EXAMPLES else " "
    return f"{'、'.join(all_places[:_MOST_EXAMPLES])}{more}"

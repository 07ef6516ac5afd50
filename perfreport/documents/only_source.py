"""The total of a project's money where a form has one source alone and prints no total.

A sheet with one amount for each project means their totals (资金.合计); such a form has the same
amounts under the name of its only source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from perfreport.basics.addresses import DataPath
from perfreport.blocks.form import Form
from perfreport.forms.conformance import has_place
from perfreport.workbooks.maps.model import SheetMap

T = TypeVar("T")

_TOTAL = "合计"


def of_source(
    values: Mapping[DataPath, T], sheet_map: SheetMap, form: Form | None
) -> dict[DataPath, T]:
    """``values`` of a sheet with the totals under the only source of ``form``."""
    names = _names(sheet_map, form)
    return {_renamed(path, names): each for path, each in values.items()}


def of_total(
    values: Mapping[DataPath, T], sheet_map: SheetMap, form: Form | None
) -> dict[DataPath, T]:
    """The reverse: ``values`` of a document as the columns of the sheet call them."""
    names = {source: total for total, source in _names(sheet_map, form).items()}
    return {_renamed(path, names): each for path, each in values.items()}


def _names(sheet_map: SheetMap, form: Form | None) -> Mapping[DataPath, DataPath]:
    """What the totals in the rows of ``sheet_map`` are called on the ``form``."""
    sources = form.funds.sources if form and form.funds else ()
    if form is None or len(sources) != 1:
        return {}
    totals = {each for path in sheet_map.of_rows for each in path.prefixes() if each[-1] == _TOTAL}
    return {each: each.parent / sources[0].label for each in totals if not has_place(form, each)}


def _renamed(path: DataPath, names: Mapping[DataPath, DataPath]) -> DataPath:
    for prefix in path.prefixes():
        keys = DataPath(*(step for step in prefix if isinstance(step, str)))
        if keys in names:
            return prefix.parent / names[keys][-1] / DataPath(*path[len(prefix) :])
    return path

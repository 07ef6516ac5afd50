"""Whether the charts of a template show what can be compared by length: figures of one sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from perfreport.basics.addresses import EACH, ViewPath
from perfreport.basics.quantities import Amount, Number, Percent, Score
from perfreport.blocks import printed
from perfreport.blocks.form import Form
from perfreport.blocks.printed import printed_fields
from perfreport.blocks.walk import field_at
from perfreport.forms.coverage import keys_of, places_of
from perfreport.forms.templating.uses import Drawn, Uses
from perfreport.forms.templating.values import Value

_SORTS = {Amount: "金额", Percent: "百分比", Score: "分值", Number: "数字", int: "数字"}
_NAMES = (printed.Line, printed.Noted, printed.Figure, printed.Computed)
"""Blocks that print one text, by which a row can be called."""

_Blocks = Mapping[ViewPath, printed.Block | printed.Slot]


def mistaken_charts(form: Form, uses: Uses) -> Iterator[str]:
    """What is wrong with the charts of a template of ``form``, each with what to do about it."""
    if uses.charts:
        blocks = dict(_blocks(form.view, ViewPath()))
        sorts = dict(_sorts(form))
        for chart in uses.charts:
            for problem in _problems(chart, blocks, sorts):
                yield f"标签 {{% chart {chart.said} … %}}：{problem}"


def _problems(chart: Drawn, blocks: _Blocks, sorts: Mapping[ViewPath, str]) -> Iterator[str]:
    rows, name, *figures = chart.said.split()
    if not isinstance(_block(chart.rows, blocks), printed.Rows):
        yield f"“{rows}”不是列表，请写一张表的列表，如 scores"
        return
    if not isinstance(block := _block(chart.name, blocks), _NAMES):
        problem = "没有这一项" if block is None else "不是一行文字"
        yield f"“{name}”{problem}，请写“{rows}”各行的名称，如 project"
    found: dict[str, str] = {}
    for figure, value in zip(figures, chart.figures, strict=True):
        block = _block(value, blocks)
        if block is None:
            yield f"“{rows}”的各行没有“{figure}”，请核对这一项的英文名称"
        elif not isinstance(block, printed.Figure | printed.Computed):
            yield f"“{figure}”是文字，画不成条形，请写数字的一项，或在清单里把它的类型改成数字"
        elif sort := next((sorts[each.path] for each in value if each.path in sorts), ""):
            found.setdefault(sort, figure)
    if len(found) > 1:
        told = "，".join(f"“{figure}”是{sort}" for sort, figure in found.items())
        yield f"{told}，单位不同，长短不能比；请分成几张图，一张图里只画一种"


def _block(value: Value, blocks: _Blocks) -> printed.Block | printed.Slot | None:
    """What prints ``value``; None where the view has no such field."""
    return next((blocks[each.path] for each in value if each.path in blocks), None)


def _blocks(view: Any, around: ViewPath) -> Iterator[tuple[ViewPath, printed.Block | printed.Slot]]:
    """Every field of ``view`` by its path, positions as ``*``."""
    for each in printed_fields(view):
        path = around / each.name
        yield path, each.block
        if each.row is not None:
            is_list = isinstance(each.block, printed.Rows)
            yield from _blocks(each.row, path / EACH if is_list else path)


def _sorts(form: Form) -> Iterator[tuple[ViewPath, str]]:
    """Of what sort the figures of the view are, where their data tell."""
    for place in places_of(form):
        field = field_at(form.model, keys_of(place.at, form))
        if field is not None and isinstance(place.block, printed.Figure):
            kinds = (field.annotation, *get_args(field.annotation))
            if sort := next((_SORTS[each] for each in kinds if each in _SORTS), ""):
                yield place.names, sort
    for path, block in _blocks(form.view, ViewPath()):
        if isinstance(block, printed.Computed) and block.is_rate:
            yield path, _SORTS[Percent]

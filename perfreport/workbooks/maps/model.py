"""A map (对照表): which column or cell of somebody's sheet is which field of which document.

A map is data, ``templates/workbooks/<id>.yaml``; no code knows a layout. A place is written as
messages have it, ``项目[1].绩效指标``; a sheet is then about one project, whichever that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.patterns import regex
from perfreport.basics.quantities import Unit
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import EMPTY, Many, TextLine, key
from perfreport.blocks.model import Document
from perfreport.blocks.walk import attributes, models_in
from perfreport.blocks.whole import Whole
from perfreport.kinds import KINDS
from perfreport.workbooks.maps.blocks import Block
from perfreport.workbooks.maps.columns import Constant, Single

_LONGEST_NAME = 31
_NOT_IN_NAMES = regex(r"[\[\]:*?/\\]|^'|'$")


class SheetMap(Whole, title="对照表"):
    """A layout of a sheet, and what stands where in it (对照表)."""

    id: Annotated[TextLine, key("编号", "与文件名相同")]
    name: Annotated[TextLine, key("名称", "供人辨认的名称")]
    kind: Annotated[TextLine, key("文种", "收进和写出的是哪个文种")]
    source: Annotated[TextLine, key("依据", "这个格式出自哪里")]
    notes: Annotated[Many[TextLine], key("注", "出处没有说明、由本表补足的")] = EMPTY
    form: Annotated[TextLine | None, key("版式", "数据按哪个版式核对；不写则按文种")] = None
    unit: Annotated[Literal["元", "万元", "亿元"], key("金额单位", "表中金额的单位")] = "万元"
    sheet: Annotated[TextLine, key("工作表", "写出的表名；读入时有这个表就读它")]
    title: Annotated[TextLine | None, key("标题", "写出时的第一行")] = None
    constants: Annotated[Many[Constant], key("常数", "表里不写而都是这样的各项")] = EMPTY
    singles: Annotated[Many[Single], key("单格", "单独一格的各项")] = EMPTY
    blocks: Annotated[Many[Block], key("块", "自上而下的各块", min_length=1)]

    @property
    def money(self) -> Unit:
        """The unit of its amounts."""
        return Unit.named(self.unit)

    @cached_property
    def listed(self) -> str | None:
        """The list of which one item fills the sheet (项目); None where a sheet holds all."""
        first = next((path[:2] for path in self.places if path[1:2] == (0,)), None)
        return str(first[0]) if first else None

    @cached_property
    def of_rows(self) -> frozenset[DataPath]:
        """The fields that its rows have columns for, without positions."""
        return frozenset(
            DataPath(*(step for step in block.place if isinstance(step, str)))
            / DataPath.parse(typed)
            for block in self.blocks
            for typed in (*(e.field for e in block.columns), *(e.field for e in block.joins))
            if typed
        )

    @property
    def places(self) -> Iterator[DataPath]:
        """The places in a document that something of it goes to, without those in rows."""
        yield from (each.path for each in self.constants)
        yield from (each.path for each in self.singles)
        for block in self.blocks:
            if not block.is_prose:
                yield block.place
            yield from (each.path for each in block.columns if each.outside)

    @property
    def model(self) -> type[Document]:
        """The class of its documents, whatever their form."""
        return KINDS.by_name[self.kind].model

    def complaints(self) -> Iterator[Complaint]:
        """A kind and fields that there are; a name that a sheet can have."""
        if len(self.sheet) > _LONGEST_NAME or _NOT_IN_NAMES.search(self.sheet):
            message = f"工作表的名称至多 {_LONGEST_NAME} 字，不能有 [ ] : * ? / \\"
            yield Complaint(("工作表",), message, ("工作表",))
        if self.kind not in KINDS.by_name:
            near = nearest(self.kind, KINDS.by_name)
            hint = f"是不是“{near}”？" if near else ""
            known = "、".join(KINDS.by_name)
            yield Complaint(("文种",), f"{hint}“文种”应是：{known}", ("文种",))
            return
        for place, typed, model in self._typed():
            if objection := _astray(typed, model):
                yield Complaint(place, objection, ("文种", str(place[0])))

    def _typed(self) -> Iterator[tuple[tuple[str | int, ...], str, type[BaseModel] | None]]:
        """What was typed for fields, where, and the model from which it leads."""
        for at, constant in enumerate(self.constants):
            yield ("常数", at, "字段"), constant.field, self.model
        for at, single in enumerate(self.singles):
            yield ("单格", at, "字段"), single.field, self.model
        for at, block in enumerate(self.blocks):
            if block.into:
                yield ("块", at, "放进"), block.into, self.model
            row = _model_at(self.model, block.into) if block.into else self.model
            for position, column in enumerate(block.columns):
                place = ("块", at, "列", position)
                if column.field:
                    yield (*place, "字段"), column.field, row
                if column.month_of:
                    yield (*place, "月份"), column.month_of, self.model
                if column.outside:
                    yield (*place, "整体字段"), column.outside, self.model
            for position, join in enumerate(block.joins):
                yield ("块", at, "合写", position, "字段"), join.field, row


def _steps(typed: str) -> Sequence[str | int]:
    try:
        return DataPath.parse(typed)
    except ValueError:
        return ()


def _model_at(model: type[BaseModel], typed: str) -> type[BaseModel] | None:
    inner: type[BaseModel] | None = model
    for step in _steps(typed):
        if isinstance(step, str) and inner is not None:
            name = attributes(inner).get(step)
            field = inner.model_fields[name] if name else None
            inner = next(models_in(field.annotation), None) if field else None
    return inner


def _astray(typed: str, model: type[BaseModel] | None) -> str | None:
    """What is wrong with a field that leads from ``model``; None where it leads to one.

    What the form alone lays down, the sources of money and declared fields, is open here.
    """
    try:
        path = DataPath.parse(typed)
    except ValueError as error:
        return str(error)
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        if step not in attributes(model) and model.model_config.get("extra") != "allow":
            near = nearest(step, attributes(model))
            hint = f"是不是“{near}”？" if near else f"可写：{choices(attributes(model))}"
            return f"没有{quoted(step)}这一项，{hint}"
        model = _model_at(model, step)
    return None

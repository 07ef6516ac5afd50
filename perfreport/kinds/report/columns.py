"""The columns and entries of tables that a form has of its own (列、栏目)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import create_model

from perfreport.basics.quantities import Score
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.declared import (
    DeclaredField,
    Sort,
    field_complaints,
    is_name,
    unusable,
)
from perfreport.blocks.fields import NotProse, SharedByRows, TextLine, YesNo, key
from perfreport.blocks.model import Model
from perfreport.blocks.notations import ChoiceNotation
from perfreport.blocks.printed import Figure, Label, MergedLabel, says_something, view_class
from perfreport.blocks.whole import ManifestPart, Whole

ColumnSort = Literal["文字", "段落", "合并", "金额", "数字", "分值", "百分比", "日期"]

M = TypeVar("M", bound=Model)


class Column(Whole, title="列"):
    """A column of a table that a form has of its own."""

    label: Annotated[TextLine, key("名称", "数据里的键，也是表头")]
    name: Annotated[TextLine, NotProse, key("英文", "模板里用的名称")]
    sort: Annotated[ColumnSort, key("类型", "合并：相同的上下合并")] = "文字"
    required: Annotated[YesNo, key("必填", "true：每行都要填")] = False
    hint: Annotated[TextLine | None, key("填写说明", "填什么")] = None

    def complaints(self) -> Iterator[Complaint]:
        """A name that templates can have."""
        if not is_name(self.name):
            yield Complaint(("英文",), unusable(self.name))

    @property
    def annotation(self) -> Any:
        """The type of the cell in data, which may be absent as far as types go."""
        if self.sort == "合并":
            return Annotated[TextLine | None, SharedByRows]
        return Score | None if self.sort == "分值" else self._declared.annotation

    @property
    def shown(self) -> Any:
        """The type of the cell in the view."""
        if self.sort == "合并":
            return Annotated[Label, MergedLabel(self.name, label=self.label)]
        if self.sort == "分值":
            return Annotated[str, Figure(self.name, label=self.label)]
        return self._declared.shown

    @property
    def _declared(self) -> DeclaredField:
        sort: Any = self.sort
        return DeclaredField(label=self.label, name=self.name, sort=sort)


class Row(ManifestPart, title="行"):
    """A row of a table that a form has of its own: what its columns say."""


class Entry(Whole, title="栏目"):
    """A label and what stands beside it, in a table of labels and texts (栏目表)."""

    label: Annotated[TextLine, key("名称", "数据里的键，也是栏目的名称")]
    name: Annotated[TextLine, NotProse, key("英文", "模板里用的名称")]
    sort: Annotated[Sort, key("类型", "类型")] = "文字"
    options: Annotated[tuple[TextLine, ...], key("选项", "“选择”的各个选项")] = ()
    has_boxes: Annotated[YesNo, key("方框", "true：印出全部选项，选中的打勾")] = False
    required: Annotated[YesNo, key("必填", "true：写了这一节就要填")] = False
    hint: Annotated[TextLine | None, key("填写说明", "填什么")] = None

    def complaints(self) -> Iterator[Complaint]:
        """As of a declared field."""
        choice = ChoiceNotation(self.options, self.has_boxes)
        return field_complaints(self.name, self.sort, choice)

    @property
    def annotation(self) -> Any:
        """The type of the text in data, which may be absent as far as types go."""
        return self.declared.annotation

    @property
    def declared(self) -> DeclaredField:
        """The same as a declared field."""
        return DeclaredField.model_validate(
            {name: getattr(self, name) for name in type(self).model_fields}
        )


def entries_view(entries: Iterable[Entry]) -> Any:
    """What templates see of the ``entries``; a condition on it asks whether any says something."""
    made = view_class("EntriesView", {each.name: each.declared.shown for each in entries})
    made.__bool__ = says_something
    return made


def made_of(base: type[M], title: str, declared: Iterable[Column | Entry]) -> type[M]:
    """A class with the ``declared`` fields, those demanded that the form demands."""
    fields = {
        each.name: (
            demanded(each.annotation) if each.required else each.annotation,
            key(
                each.label, each.hint or each.label, **({} if each.required else {"default": None})
            ),
        )
        for each in declared
    }
    made: Any = create_model(  # type: ignore[call-overload]
        title, __base__=base, __cls_kwargs__={"extra": "forbid", "title": title}, **fields
    )
    return made  # type: ignore[no-any-return] # a subclass of the base


def demanded(annotation: Any) -> Any:
    """``annotation`` without None."""
    if hasattr(annotation, "__metadata__"):  # of closed notations None stands inside
        return Annotated[(demanded(get_args(annotation)[0]), *annotation.__metadata__)]
    kinds = [each for each in get_args(annotation) if each is not NoneType]
    return kinds[0] if NoneType in get_args(annotation) else annotation

"""A single value of a document as a cell of its workbook: what it is called and what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Number, Percent, Score
from perfreport.blocks.model import Indicator, Passage
from perfreport.blocks.notations import ChoiceNotation, DateNotation
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import bare

CellSort = Literal[
    "文字", "段落", "条目", "金额", "数字", "百分比", "整数", "是否", "选择", "日期", "整体",
]  # fmt: skip
"""What a cell holds: 段落 are the lines of one text, 条目 a text each; 整体 is what a group says
(待填) in place of its parts."""

YES, NO = "是", "否"
_SORTS: Mapping[object, CellSort] = {
    Amount: "金额", Score: "数字", Number: "数字", Percent: "百分比", int: "整数", bool: "是否",
    Passage: "段落", tuple[str, ...]: "段落",
}  # fmt: skip
_SUGGESTED: Mapping[str, tuple[str, ...]] = {
    "sign": ("≥", "≤", "＝", "＞", "＜", "定性"),
    "direction": ("正向指标", "反向指标"),
}
"""What indicators mostly say, and may say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a cell offers to choose from (下拉选项).

    Attributes:
        options: all of them, in order.
        depends_on: the path of the entry in the same row whose text says which; none if it is
            nobody's.
        by_text: the options for each text of that entry.
        is_closed: whether nothing else may be typed.
    """

    options: tuple[str, ...]
    depends_on: DataPath | None = None
    by_text: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value: a row of the sheet 资料, or a column of a list's sheet.

    Attributes:
        path: its keys, from the document or from the row of the list.
        heading: of its column, unique in its sheet; in 资料 its own key.
        sort: what its cell holds.
        hint: what belongs there; empty where the heading says it all.
        is_required: whether the form asks for it wherever its row is.
        is_printed: whether the form has a place for it.
        is_stated: whether it says what an original prints though it follows from the rest
            (原件所印).
        is_list: whether it is a list that says something as a whole.
        is_shared: whether several rows may say it together, in merged cells: a level.
        choices: what it offers to choose from.
        model: the class that has its field; None where nobody asks.
    """

    path: DataPath
    heading: str
    sort: CellSort
    hint: str = ""
    is_required: bool = False
    is_printed: bool = True
    is_stated: bool = False
    is_list: bool = False
    is_shared: bool = False
    choices: Choices | None = None
    model: type[BaseModel] | None = None

    @property
    def group(self) -> str:
        """The keys around it, as 栏目 has them: 预算整体情况, 资金 / 政府预算资金."""
        return " / ".join(str(key) for key in self.path.parent)

    @property
    def is_usual(self) -> bool:
        """Whether it is there in every workbook; what is not is there where data state it."""
        return self.is_printed and self.sort != "整体" and (self.is_required or not self.is_stated)


def sort_of(each: FieldInfo) -> CellSort:
    """What the cell of a field holds that has no parts, or is a passage."""
    plain = bare(each.annotation)
    if plain in _SORTS:
        return _SORTS[plain]
    if get_origin(plain) is tuple:
        return "条目"
    if isinstance(_notation(each.annotation), DateNotation):
        return "日期"
    return "选择" if _options(each) else "文字"


def _notation(annotation: object) -> object:
    """The closed notation of the texts of a type, if they have one."""
    for part in _parts(annotation):
        if isinstance(part, ChoiceNotation | DateNotation):
            return part
    return None


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _options(each: FieldInfo) -> tuple[str, ...]:
    """What a field must say one of; nothing where it may say anything."""
    plain: Any = bare(each.annotation)
    if get_origin(plain) is Literal:
        return tuple(map(str, get_args(plain)))
    notations = (*each.metadata, _notation(each.annotation))
    return next((one.options for one in notations if isinstance(one, ChoiceNotation)), ())


def choices_of(
    model: type[BaseModel],
    name: str,
    path: DataPath,
    taxonomy: Taxonomy | None,
    *,
    takes_more: bool,
) -> Choices | None:
    """What the attribute ``name`` of a ``model``, which stands at ``path``, offers.

    Args:
        model: the class of the part that has it.
        name: the attribute.
        path: its keys in the row.
        taxonomy: of the form, for the levels of indicators.
        takes_more: whether there may be other second levels.
    """
    each = model.model_fields[name]
    if bare(each.annotation) is bool:
        return Choices(options=(YES, NO))
    if options := _options(each):
        return Choices(options=options)
    if not issubclass(model, Indicator):
        return None
    if name in _SUGGESTED:
        return Choices(options=_SUGGESTED[name], is_closed=False)
    return _levels(name, path, taxonomy, takes_more=takes_more) if taxonomy else None


def _levels(name: str, path: DataPath, taxonomy: Taxonomy, *, takes_more: bool) -> Choices | None:
    if name == "level_one":
        return Choices(options=tuple(one.name for one in taxonomy.levels_one))
    twos = {one.name: tuple(two.name for two in one.levels_two) for one in taxonomy.levels_one}
    if name == "level_two" and any(twos.values()):
        return Choices(
            options=tuple(dict.fromkeys(taxonomy.level_two_names)),
            depends_on=path.parent / str(Indicator.model_fields["level_one"].alias),
            by_text=twos,
            is_closed=not takes_more,
        )
    return None

"""Forms whose indicators have levels, and the columns of their rows (绩效指标)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, BeforeValidator, TypeAdapter
from pydantic.json_schema import JsonSchemaValue

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import choices, nearest, quoted
from perfreport.basics.once import once
from perfreport.blocks.asking import named_in
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import YesNo, is_yes, key, stated
from perfreport.blocks.form import Form, Misfit, RequiredLevels, RequiredLevelsTwo
from perfreport.blocks.model import Indicator
from perfreport.blocks.printed import (
    Figure,
    Group,
    Label,
    LabelWords,
    Line,
    MergedLabel,
    ProseText,
    Rows,
    view_class,
)
from perfreport.blocks.spare import SpareRows
from perfreport.blocks.taxonomy import Taxonomy, named
from perfreport.blocks.walk import attributes
from perfreport.blocks.withheld import Withheld

IndicatorColumn = Literal[
    "一级", "二级", "二级编码", "名称", "计算符号", "指标值", "度量单位", "分值", "方向",
    "实施周期指标值", "年度指标值", "指标值说明", "备注", "实际完成值", "得分", "偏差原因",
    "实施期二级", "实施期名称", "年度二级", "年度名称",
    "执行情况", "全年预计完成情况", "偏差原因分析", "原因说明", "完成目标可能性",
]  # fmt: skip
"""A column of indicators, by its key in data; those of a half stand where that has a value."""

_VALUES = ("cycle_value", "annual_value", "value")
_ALSO = {"三级": "名称", "实施期三级": "实施期名称", "年度三级": "年度名称"}
"""What a form calls columns that data call otherwise."""

_OF_HALVES = {"实施期二级": "二级", "实施期名称": "名称", "年度二级": "二级", "年度名称": "名称"}
_FIRST = ("一级", "二级", "二级编码", "名称", "实施周期指标值", "年度指标值")


def _column(typed: object) -> object:
    return _ALSO.get(typed, typed) if isinstance(typed, str) else typed


_YES_OR_NO: TypeAdapter[bool] = TypeAdapter(YesNo)


def _spare(typed: object) -> object:
    """What says how spare rows are printed; of a yes, that they are, and are blank."""
    if typed is None or isinstance(typed, SpareRows | Mapping):
        return typed
    return SpareRows() if _YES_OR_NO.validate_python(typed) else None


class IndicatorForm(Form):
    """A form whose indicators have the levels of a taxonomy."""

    indicator_class: ClassVar[type[Indicator]] = Indicator
    """The class of the indicators."""
    taxonomy: Annotated[Taxonomy, key("指标体系", "一级、二级指标；或共用的编号")]
    required_levels: Annotated[
        RequiredLevels | None, key("必备一级", "必须有指标的一级指标；不写则不查")
    ] = None
    required_levels_two: Annotated[
        RequiredLevelsTwo | None, key("必备二级", "一般要有指标的二级指标；不写则不查")
    ] = None
    columns: Annotated[
        tuple[Annotated[IndicatorColumn, BeforeValidator(_column)], ...],
        key("指标列", "逐条成行时的各列；不写则按文种的"),
    ] = ()

    spare: Annotated[
        SpareRows | None,
        BeforeValidator(_spare),
        key("备填行", "没有指标的二级、没有填的固定三级也印出来；只写 true 则各印一行空行"),
    ] = None

    takes_more: Annotated[YesNo, key("可增二级", "true：也可以写指标体系以外的二级指标")] = False

    @property
    def takes_more_levels(self) -> bool:
        """As the manifest says."""
        return self.takes_more

    @property
    def spare_rows(self) -> SpareRows | None:
        """As the manifest says."""
        return self.spare

    @property
    def levels(self) -> Taxonomy:
        """The form's taxonomy."""
        return self.taxonomy

    def complaints(self) -> Iterator[Complaint]:
        """With columns that stand twice, and levels that the taxonomy does not have."""
        yield from super().complaints()
        for position, column in enumerate(self.columns):
            if column in self.columns[:position]:
                message = f"“{column}”写了两次，请删去一处"
                yield Complaint(("指标列", position), message, ("指标列",))
            elif column not in {**attributes(self.indicator_class), **_HALVES}:
                message = f"“{self.kind}”的指标没有“{column}”这一栏，请删去"
                yield Complaint(("指标列", position), message)
        if self.spare and self.spare.more_levels and not self.takes_more:
            message = "没有写“可增二级: true”，二级就不能另加；请补上，或删去这一项"
            yield Complaint(("备填行", "另加二级"), message, ("备填行", "可增二级"))
        names = self.required_levels.names if self.required_levels else ()
        for position, name in enumerate(names):
            if self.taxonomy.level_one(name) is None:
                known = [level.name for level in self.taxonomy.levels_one]
                message = f"指标体系里没有一级指标{quoted(name)}，可写：{choices(known)}"
                yield Complaint(("必备一级", "名称", position), message, ("指标体系", "必备一级"))
        twos = self.required_levels_two.names if self.required_levels_two else ()
        for position, name in enumerate(twos):
            if self.taxonomy.level_two(name) is None:
                known = [*self.taxonomy.level_two_names]
                message = f"指标体系里没有二级指标{quoted(name)}，可写：{choices(known)}"
                yield Complaint(("必备二级", "名称", position), message, ("指标体系", "必备二级"))

    @property
    def label_words(self) -> Iterator[str]:
        """With what is printed in place of names."""
        yield from self.taxonomy.names
        yield from self.taxonomy.printed_words

    def unprinted(self, model: type[BaseModel]) -> frozenset[str]:
        """With the columns that the form does not have."""
        unprinted = super().unprinted(model)
        if not issubclass(model, Indicator):
            return unprinted
        columns = self.columns or _FIRST
        halves = [_OF_HALVES[each] for each in columns if each in _HALVES]
        return unprinted | _columns_but(self.indicator_class, (*columns, *halves))

    def awaited(self, model: type[BaseModel]) -> frozenset[str]:
        """Of an indicator also its levels and values; of what has indicators also these."""
        awaited = super().awaited(model)
        if issubclass(model, Indicator):
            awaited |= {"level_one", "level_two", *(awaited.intersection(_VALUES) or _VALUES)}
        if "indicators" in model.model_fields:
            awaited |= {"indicators"}
        return awaited - self.unprinted(model) - named_in(self.not_printed, model, self)

    def one_of(self, model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
        """The values of an indicator, where the form has several and demands none of them."""
        groups = super().one_of(model)
        if not issubclass(model, Indicator):
            return groups
        demanded = super().awaited(model)
        values = tuple(e for e in _VALUES if e in self.awaited(model) and e not in demanded)
        return (*groups, values) if len(values) > 1 else groups

    def misfits_of(self, path: DataPath, part: BaseModel) -> Iterator[Misfit]:
        """An indicator of a form with two halves stands in one of them at least."""
        yield from super().misfits_of(path, part)
        if not isinstance(part, Indicator):
            return
        # There are tens of thousands of indicators, and few forms that name some.
        if self.kept(_names_some):
            yield from self._unfixed(path, part)
        if self.spare:
            yield from _spare_words(path, part, self.spare)
        if self.has_halves and not (part.classified or part.cycle_value or part.annual_value):
            yield path / "年度指标值", "实施周期指标值、年度指标值至少要写一项，请补上"

    @property
    def asks_of_indicators(self) -> bool:
        """Whether ``misfits_of`` of this class may find anything in an indicator."""
        return self.kept(_names_some) or self.spare is not None or self.has_halves

    def _unfixed(self, path: DataPath, part: Indicator) -> Iterator[Misfit]:
        """An indicator beside those that a closed second level names."""
        two = self.taxonomy.level_two(part.level_two or "", part.level_one or "")
        names = [each.name for each in two.fixed] if two and two.is_closed else []
        if two and names and part.name and part.name not in names:
            near = nearest(part.name, names, likeness=0.5)
            hint = f"是不是“{near}”？" if near else ""
            known = "、".join(names)
            yield path / "名称", f"“{two.name}”下没有“{part.name}”，{hint}可写：{known}"

    def asks_of(self, model: type[BaseModel]) -> Iterator[JsonSchemaValue]:
        """The same in JSON Schema."""
        yield from super().asks_of(model)
        if issubclass(model, Indicator) and self.has_halves:
            yield {"anyOf": [is_yes("涉密"), stated("实施周期指标值"), stated("年度指标值")]}
        if issubclass(model, Indicator) and self.spare:
            patterns = {"名称": self.spare.words_of_names, "二级": self.spare.words_of_levels}
            for label in patterns:
                taken = ({"type": "string", "pattern": each} for each in patterns[label])
                yield from ({"properties": {label: {"not": each}}} for each in taken)

    @property
    def has_halves(self) -> bool:
        """Whether rows of indicators have two halves (实施期、年度)."""
        return any(each in _HALVES for each in self.columns)

    def withheld_values(self, words: str | None) -> tuple[Withheld, ...]:
        """What is printed for the values of a classified indicator; nothing without ``words``."""
        if words is None:
            return ()
        printed = self.columns or _FIRST
        values = (name for key, name in attributes(Indicator).items() if key in printed)
        return (Withheld({name: words for name in values if name in _VALUES}),)

    @property
    def cells(self) -> Mapping[str, Any]:
        """What stands in columns of the kind's own, by their keys."""
        return {}

    def rows_of(self, model: type[BaseModel]) -> Mapping[str, Any]:
        """Money by the form's sources and indicators in rows, for a ``model`` that has them."""
        shown: dict[str, Any] = {}
        if self.funds and "sources" in model.model_fields:
            shown["funds"] = Annotated[self.funds.view, Group("sources", label="资金")]
        if "indicators" in model.model_fields:
            row: Any = self.indicator_row
            shown["indicators"] = Annotated[tuple[row, ...], Rows(label="绩效指标", has_spare=True)]
        return shown

    @property
    def indicator_row(self) -> Any:
        """The class of the rows of indicators, with the form's columns."""
        names = {**attributes(self.indicator_class), **_HALVES}
        cells = {names[each]: self.cells.get(each) or _cell(each) for each in self.columns}
        return _row(tuple(cells.items()))


def _names_some(form: Form) -> bool:
    """Whether a second level of ``form`` names all indicators that may stand there."""
    twos = form.levels.levels_two if form.levels else ()
    return any(two.is_closed and two.fixed for two in twos)


def _spare_words(path: DataPath, part: Indicator, spare: SpareRows) -> Iterator[Misfit]:
    """What the form prints itself in spare rows, and a page would not give back."""
    if part.name and spare.name_in(part.name) != part.name:
        yield path / "名称", f"{quoted(part.name)}里有版式自己印的字，请只写指标的名称"
    if part.level_two and spare.level_in(part.level_two) != part.level_two:
        yield path / "二级", f"{quoted(part.level_two)}是版式自己印的，请写二级指标的名称"


@cache
def _columns_but(model: type[Indicator], printed: tuple[str, ...]) -> frozenset[str]:
    columns = attributes(model).items()
    known = get_args(IndicatorColumn)
    return frozenset(name for key, name in columns if key in known and key not in printed)


# The form fixes which level one a level two belongs to. A published form that does not show the
# label has data without it, and the cell would else be empty.
def level_one_of(indicator: Indicator, form: IndicatorForm) -> str:
    """The first level that is printed for ``indicator``."""
    return form.taxonomy.level_one_of(indicator.level_one, indicator.level_two)


# What the form itself explains nobody types, and every copy of the form prints.
def explanation_of(indicator: Indicator, form: IndicatorForm) -> str:
    """What the form explains of ``indicator``; empty where it explains nothing."""
    return form.taxonomy.explanation_of(indicator.name, indicator.level_one, indicator.level_two)


def _words_of_ones(form: IndicatorForm) -> LabelWords | None:
    taxonomy = form.taxonomy
    if not taxonomy.prints_otherwise:
        return None
    return LabelWords(
        lambda each: taxonomy.printed_one(each.level_one, each.level_two),
        lambda text: named(taxonomy.levels_one, text),
    )


def _words_of_twos(form: IndicatorForm) -> LabelWords | None:
    taxonomy = form.taxonomy
    if not taxonomy.prints_otherwise:
        return None
    return LabelWords(
        lambda each: taxonomy.printed_two(each.level_one, each.level_two),
        lambda text: named(taxonomy.levels_two, text),
    )


LEVEL_ONE = Annotated[
    Label, MergedLabel(label="一级指标", derived=level_one_of, words=_words_of_ones)
]
LEVEL_TWO = Annotated[Label, MergedLabel(label="二级指标", words=_words_of_twos)]
"""The labels of levels, merged over equal neighbours."""


@once
def _row(cells: tuple[tuple[str, Any], ...]) -> Any:
    return view_class("IndicatorRow", dict(cells))


_HALVES = {
    "实施期二级": "cycle_level_two", "实施期名称": "cycle_name",
    "年度二级": "annual_level_two", "年度名称": "annual_name",
}  # fmt: skip


def _cell(column: str) -> Any:
    match column:
        case "实施期二级" | "年度二级":
            # On both halves, whichever of them the indicator is in: rows stand side by side.
            return Annotated[
                Label, MergedLabel("level_two", label="二级指标", words=_words_of_twos)
            ]
        case "实施期名称" | "年度名称":
            given = "cycle_value" if column == "实施期名称" else "annual_value"
            return Annotated[str, Line("name", label="三级指标", given=given)]
        case "一级":
            return LEVEL_ONE
        case "二级":
            return LEVEL_TWO
        case "分值" | "得分":
            return Annotated[str, Figure()]
        case "偏差原因" | "原因说明":
            return Annotated[tuple[str, ...], ProseText()]
        case "指标值说明":
            return Annotated[str, Line(derived=explanation_of)]
    return Annotated[str, Line()]

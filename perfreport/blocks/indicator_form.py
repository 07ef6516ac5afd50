"""Forms whose indicators have levels, and the columns of their rows (绩效指标)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel

from perfreport.basics.messages import choices, quoted
from perfreport.blocks.complaints import Complaint
from perfreport.blocks.fields import key
from perfreport.blocks.form import Form, RequiredLevels
from perfreport.blocks.model import Indicator
from perfreport.blocks.printed import Figure, Label, LabelWords, Line, MergedLabel, view_class
from perfreport.blocks.taxonomy import Taxonomy, named
from perfreport.blocks.walk import attributes
from perfreport.blocks.withheld import Withheld

IndicatorColumn = Literal[
    "一级", "二级", "二级编码", "名称", "计算符号", "指标值", "度量单位", "分值", "方向",
    "实施周期指标值", "年度指标值", "指标值说明", "备注",
]  # fmt: skip
"""A column of indicators, by its key in data files."""

_VALUES = ("cycle_value", "annual_value", "value")
_FIRST = ("一级", "二级", "二级编码", "名称", "实施周期指标值", "年度指标值")


class IndicatorForm(Form):
    """A form whose indicators have the levels of a taxonomy."""

    taxonomy: Annotated[Taxonomy, key("指标体系", "一级、二级指标")]
    required_levels: Annotated[
        RequiredLevels | None, key("必备一级", "必须有指标的一级指标；不写则不查")
    ] = None
    columns: Annotated[
        tuple[IndicatorColumn, ...], key("指标列", "逐条成行时的各列；不写则按文种的")
    ] = ()

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
        names = self.required_levels.names if self.required_levels else ()
        for position, name in enumerate(names):
            if self.taxonomy.level_one(name) is None:
                known = [level.name for level in self.taxonomy.levels_one]
                message = f"指标体系里没有一级指标{quoted(name)}，可写：{choices(known)}"
                yield Complaint(("必备一级", "名称", position), message, ("指标体系", "必备一级"))

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
        return unprinted | _columns_but(self.columns or _FIRST)

    def withheld_values(self, words: str | None) -> tuple[Withheld, ...]:
        """What is printed for the values of a classified indicator; nothing without ``words``."""
        if words is None:
            return ()
        printed = self.columns or _FIRST
        values = (name for key, name in attributes(Indicator).items() if key in printed)
        return (Withheld({name: words for name in values if name in _VALUES}),)

    @property
    def indicator_row(self) -> Any:
        """The class of the rows of indicators, with the form's columns."""
        return _row(self.columns)


@cache
def _columns_but(printed: tuple[str, ...]) -> frozenset[str]:
    columns = ((key, name) for key, name in attributes(Indicator).items())
    known = get_args(IndicatorColumn)
    return frozenset(name for key, name in columns if key in known and key not in printed)


# The form fixes which level one a level two belongs to. A published form that does not show the
# label has data without it, and the cell would else be empty.
def level_one_of(indicator: Indicator, form: IndicatorForm) -> str:
    """The first level that is printed for ``indicator``."""
    return form.taxonomy.level_one_of(indicator.level_one, indicator.level_two)


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


@cache
def _row(columns: tuple[str, ...]) -> Any:
    names = attributes(Indicator)
    return view_class("IndicatorRow", {names[each]: _cell(each) for each in columns})


def _cell(column: str) -> Any:
    match column:
        case "一级":
            return LEVEL_ONE
        case "二级":
            return LEVEL_TWO
        case "分值":
            return Annotated[str, Figure()]
    return Annotated[str, Line()]

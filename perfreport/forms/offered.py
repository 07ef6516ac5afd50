"""What may be written in a field: of what sort it is, what it offers, an example of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.addresses import DataPath
from perfreport.basics.quantities import Amount, Number, Percent, Score
from perfreport.blocks.fields import Offered
from perfreport.blocks.form import Figures, Form
from perfreport.blocks.model import Indicator, Passage
from perfreport.blocks.notations import ChoiceNotation, DateNotation, PeriodNotation
from perfreport.blocks.taxonomy import LevelOne, Taxonomy
from perfreport.blocks.walk import bare, models_in

Sort = Literal[
    "文字", "段落", "条目", "金额", "数字", "百分比", "整数", "是否", "选择", "日期", "组", "表",
]  # fmt: skip
"""Of a field: 段落 are the lines of one text, 条目 a text each; 组 has fields inside, 表 rows."""

YES, NO = "是", "否"
_SORTS: Mapping[object, Sort] = {
    str: "文字", Amount: "金额", Score: "数字", Number: "数字", Percent: "百分比", int: "整数",
    bool: "是否", Passage: "段落", tuple[str, ...]: "段落",
}  # fmt: skip
_EXAMPLES: Mapping[Sort, str] = {
    "百分比": "95%", "数字": "10", "整数": "3", "是否": NO,
}  # fmt: skip
_FIRST_DAY, _LAST_DAY = "2026-01-01", "2026-12-31"
_ENDS = ("完成", "结束", "截止", "终止")
_USUAL_AMOUNT = 120
_AMOUNTS: Mapping[str, int] = {
    "预计": 120, "执行": 114, "决算": 114, "实施": 360, "加": 10, "减": 4, "调整": 126,
}  # fmt: skip
"""By what stands in their labels, so that those of one row go together."""
_VALUES = ("cycle_value", "annual_value", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a field offers to choose from (下拉选项).

    Attributes:
        options: all of them, in order.
        depends_on: the path of the field whose text says which; None if it is nobody's.
        by_text: the options for each text of that field.
        is_closed: whether nothing else may be typed.
    """

    options: tuple[str, ...]
    depends_on: DataPath | None = None
    by_text: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_closed: bool = True


def sort_of(info: FieldInfo) -> Sort:
    """Of what sort a field is."""
    plain = bare(info.annotation)
    if plain in _SORTS:
        return "日期" if isinstance(_notation(info), DateNotation) else _of_texts(info, plain)
    if get_origin(plain) is tuple:
        return "表" if any(models_in(plain)) else "条目"
    return _of_texts(info, plain) if get_origin(plain) is Literal else "组"


def _of_texts(info: FieldInfo, plain: object) -> Sort:
    return "选择" if _closed(info) else _SORTS.get(plain, "文字")


def _notation(info: FieldInfo) -> object:
    """The closed notation of the texts of a field, if they have one."""
    notations = ChoiceNotation | DateNotation | PeriodNotation
    return next((each for each in _parts(info.annotation) if isinstance(each, notations)), None)


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _closed(info: FieldInfo) -> tuple[str, ...]:
    """The several texts of which a field must say one; nothing where it may say anything."""
    plain: Any = bare(info.annotation)
    notation = _notation(info)
    if isinstance(notation, ChoiceNotation):
        return tuple(notation.options)
    return get_args(plain) if get_origin(plain) is Literal and len(get_args(plain)) > 1 else ()


def choices_of(
    model: type[BaseModel], name: str, path: DataPath, form: Form | None
) -> Choices | None:
    """What the attribute ``name`` of a ``model`` at ``path`` offers; None where it offers nothing.

    The levels of indicators are those of the ``form``.
    """
    info = model.model_fields[name]
    if bare(info.annotation) is bool:
        return Choices(options=(YES, NO))
    if closed := _closed(info):
        return Choices(options=closed)
    if form and (words := form.offered(model, name)):
        return Choices(options=words)
    for each in info.metadata:
        if isinstance(each, Offered):
            return Choices(options=each.words, is_closed=False)
    if form is None or form.levels is None or not issubclass(model, Indicator):
        return None
    return _levels(name, path, form.levels, takes_more=form.takes_more_levels)


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


def example_of(model: type[BaseModel], name: str, form: Form | None) -> str:
    """A plausible content of the attribute ``name`` of a ``model``; those of one row go together.

    Empty for what has parts.
    """
    info = model.model_fields[name]
    if issubclass(model, Indicator) and form and (told := _of_indicator(model, name, form)):
        return told
    if info.examples:
        return str(info.examples[0])
    if closed := _closed(info) or (form.offered(model, name) if form else ()):
        return closed[0]
    sort, label = sort_of(info), info.title or info.alias or name
    if sort == "金额":
        return _amount(label, form.figures if form else Figures())
    if sort == "日期":
        return _LAST_DAY if any(word in label for word in _ENDS) else _FIRST_DAY
    if isinstance(_notation(info), PeriodNotation):
        return "2026年1月-2026年12月"
    is_text = sort in ("文字", "段落", "条目")
    return f"某{label.removesuffix('名称') or label}" if is_text else _EXAMPLES.get(sort, "")


def _of_indicator(model: type[Indicator], name: str, form: Form) -> str:
    """What an indicator says in its levels, its value and its sign where they are columns."""
    if name in ("level_one", "level_two") and form.levels:
        one = _usual_level(form.levels)
        return one.name if name == "level_one" else next((two.name for two in one.levels_two), "")
    if name in _VALUES and "sign" not in form.unprinted(model):
        return "1200"
    offered = next((e for e in model.model_fields[name].metadata if isinstance(e, Offered)), None)
    return offered.words[0] if offered else ""


def _usual_level(taxonomy: Taxonomy) -> LevelOne:
    ones = taxonomy.levels_one
    return next((one for one in ones if one.name == "产出指标"), ones[0])


def _amount(label: str, figures: Figures) -> str:
    amount = next((found for word, found in _AMOUNTS.items() if word in label), _USUAL_AMOUNT)
    # In a form of another unit every amount says its own.
    unit = "" if figures.unit == "万元" else figures.unit
    return f"{amount:.{figures.amount_places}f}{unit}"

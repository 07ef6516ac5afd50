"""An indicator as another form has it: levels of another taxonomy, a target in other columns."""

from __future__ import annotations

from typing import Any

from perfreport.basics.quantities import PENDING
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.blocks.walk import attributes
from perfreport.checks.likeness import plain_text
from perfreport.checks.targets import SIGN_NAMES
from perfreport.data.writing import Noted, UnquotedNumber, Value, noted
from perfreport.kinds.chain.account import StatedIndicator
from perfreport.kinds.evaluation.values import UnclearError, read_target

CYCLE = "实施周期指标值"
_SHORTER = "请改列，同前"


class Advice:
    """What is told once in a draft, however often it applies."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self._told: set[str] = set()

    def once(self, text: str, again: str = "") -> str:
        """``text`` when it is told for the first time, else ``again``."""
        is_new = text not in self._told
        self._told.add(text)
        return text if is_new else again


def as_on(form: IndicatorForm, stated: StatedIndicator, advice: Advice) -> dict[str, Any]:
    """What is known of an indicator, by the keys of ``form``; None for what it lacks."""
    part = stated.part
    if not isinstance(part, Indicator):
        return {"名称": stated.name, **_target(stated, None, form)}
    known = {**_levels(part, form, advice), "名称": part.name, **_target(stated, part, form)}
    if stated.weight is not None:
        known["分值"] = UnquotedNumber(stated.weight)
    others = {"方向": part.direction, "指标值说明": part.explanation}
    return known | {key: text for key, text in others.items() if text}


def _levels(part: Indicator, form: IndicatorForm, advice: Advice) -> dict[str, Value]:
    """The levels of an indicator as a form has them, or what is to be done about them."""
    one, two, taxonomy = part.level_one, part.level_two, form.taxonomy
    if not two:
        return {"一级": one} if one else {}
    if not prints(form, "二级"):
        return _first_level(one or "", two, taxonomy, advice)
    if there := levels_in(taxonomy, part):
        return {"一级": there[0], "二级": there[1]}
    told = taxonomy.advice_on(two)
    if form.takes_more and one and taxonomy.level_one(one):
        return {"一级": one, "二级": noted(two, told and advice.once(told, _SHORTER))}
    told = told or f"版式的指标体系里没有，请改用：{'、'.join(taxonomy.level_two_names)}"
    comment = "；".join(filter(None, (f"原为“{two}”", advice.once(told))))
    return {"一级": PENDING, "二级": Noted(PENDING, comment)}


def levels_in(taxonomy: Taxonomy, part: Indicator) -> tuple[str, str] | None:
    """The levels of an indicator as ``taxonomy`` has them; None where it does not say."""
    one, two = part.level_one or "", part.level_two or ""
    # That it is an indicator goes without saying: 社会效益 is 社会效益指标.
    names = (two, f"{two}指标", two.removesuffix("指标"))
    own_levels = (taxonomy.level_two(each, one) for each in names)
    level = next(filter(None, own_levels), None) or taxonomy.level_two(taxonomy.instead_of(two))
    if level is None:
        return None
    own = taxonomy.level_one(one)
    parent = own if own and level in own.levels_two else None
    return (parent or taxonomy.parents_of(level.name)[0]).name, level.name


def _first_level(one: str, two: str, taxonomy: Taxonomy, advice: Advice) -> dict[str, Value]:
    """The level of an indicator on a form that has first levels alone."""
    if level := taxonomy.level_one(one):
        return {"一级": level.name}
    known = "、".join(each.name for each in taxonomy.levels_one)
    told = advice.once(f"版式的指标体系里没有，请改用：{known}")
    before = f"原为“{one or two}”"
    return {"一级": Noted(PENDING, "；".join(filter(None, (before, told))))}


def prints(form: IndicatorForm, key: str) -> bool:
    """Whether ``form`` has a column for what stands under ``key`` of an indicator."""
    name = attributes(form.indicator_class).get(key)
    is_closed = any(each.endswith(f"绩效指标.{key}") for each in form.not_printed)
    return bool(name) and name not in form.unprinted(form.indicator_class) and not is_closed


def target_key(form: IndicatorForm) -> str:
    """Under which the target of the year stands on ``form``."""
    return "年度指标值" if prints(form, "年度指标值") else "指标值"


def _target(stated: StatedIndicator, part: Indicator | None, form: IndicatorForm) -> dict[str, Any]:
    """The target in the columns that the form has for it."""
    known: dict[str, Any] = {}
    is_of_cycle = stated.key == CYCLE
    if stated.cycle_target and prints(form, CYCLE):
        known[CYCLE] = stated.cycle_target
        if is_of_cycle:
            return known
    if not stated.target:
        return known
    told = ""
    if is_of_cycle:
        told = "这是实施周期指标值，请按年度的改"
    elif CYCLE not in known and plain_text(stated.cycle_target) != plain_text(stated.target):
        told = f"实施周期指标值：{stated.cycle_target}" if stated.cycle_target else ""
    values = _in_columns(stated.target, part, form)
    key = target_key(form)
    return {**known, **values, key: noted(values[key], told)}


def _in_columns(whole: str, part: Indicator | None, form: IndicatorForm) -> dict[str, Any]:
    """The target of the year, with its sign and unit apart where the form has columns for them."""
    key = target_key(form)
    if not prints(form, "计算符号"):
        return {key: whole}
    own = part.value or part.annual_value if part else None
    if part and part.sign and own:
        unit: dict[str, Value] = {"度量单位": part.unit} if part.unit else {}
        return {"计算符号": part.sign, key: own, **unit}
    try:
        target = read_target(whole)
    except UnclearError:
        return {"计算符号": "定性", key: whole, "度量单位": None}
    sign = SIGN_NAMES[target.sign]
    ends = f"{target.number}" if target.high is None else f"{target.number}-{target.high}"
    rest = target.text.removeprefix(f"{sign}{ends}")
    return {"计算符号": sign or "＝", key: ends, **({"度量单位": rest} if rest else {})}


def is_closed(taxonomy: Taxonomy, known: dict[str, Value]) -> bool:
    """Whether the second level of an indicator has none but those that the form names."""
    two = taxonomy.level_two(str(known.get("二级")), str(known.get("一级")))
    names = [each.name for each in two.fixed] if two and two.is_closed else []
    return bool(names) and known["名称"] not in names

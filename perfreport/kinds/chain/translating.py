"""An indicator as another form has it: levels of another taxonomy, a target in other columns."""

from __future__ import annotations

from perfreport.basics.quantities import PENDING
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.checks.targets import SIGN_NAMES
from perfreport.data.writing import Noted, UnquotedNumber, Value
from perfreport.kinds.chain.account import StatedIndicator
from perfreport.kinds.evaluation.values import UnclearError, read_target


def as_on(form: IndicatorForm, stated: StatedIndicator) -> dict[str, Value]:
    """What is known of an indicator, by the keys that it has on ``form``."""
    part = stated.part
    if not isinstance(part, Indicator):
        return {"名称": stated.name, **_target(stated.target, None, form)}
    known = {**_levels(part, form.taxonomy, takes_more=form.takes_more), "名称": part.name}
    known |= _target(stated.target, part, form)
    if stated.weight is not None:
        known["分值"] = UnquotedNumber(stated.weight)
    for key, text in (("方向", part.direction), ("指标值说明", part.explanation)):
        if text:
            known[key] = text
    return known


def _levels(part: Indicator, taxonomy: Taxonomy, *, takes_more: bool) -> dict[str, Value]:
    """The levels of an indicator as a taxonomy has them, or what is to be done about them."""
    one, two = part.level_one, part.level_two
    if not two:
        return {"一级": one} if one else {}
    if there := levels_in(taxonomy, part):
        return {"一级": there[0], "二级": there[1]}
    told = taxonomy.advice_on(two)
    if takes_more and one and taxonomy.level_one(one):
        return {"一级": one, "二级": Noted(two, told) if told else two}
    told = told or "版式的指标体系里没有，请改用其中的二级指标"
    return {"一级": PENDING, "二级": Noted(PENDING, f"原为“{two}”；{told}")}


def levels_in(taxonomy: Taxonomy, part: Indicator) -> tuple[str, str] | None:
    """The levels of an indicator as ``taxonomy`` has them; None where it does not say."""
    one, two = part.level_one or "", part.level_two or ""
    level = taxonomy.level_two(two, one) or taxonomy.level_two(taxonomy.instead_of(two))
    if level is None:
        return None
    own = taxonomy.level_one(one)
    parent = own if own and level in own.levels_two else None
    return (parent or taxonomy.parents_of(level.name)[0]).name, level.name


def _target(whole: str, part: Indicator | None, form: IndicatorForm) -> dict[str, Value]:
    """The target in the columns that the form has for it."""
    columns = form.columns or ("年度指标值",)
    key = "年度指标值" if "年度指标值" in columns else "指标值"
    if not whole:
        return {}
    if "计算符号" not in columns:
        return {key: whole}
    if part and part.sign:
        own = {"计算符号": part.sign, key: part.value or part.annual_value, "度量单位": part.unit}
        return {each: value for each, value in own.items() if value}
    try:
        target = read_target(whole)
    except UnclearError:
        return {"计算符号": "定性", key: whole}
    sign = SIGN_NAMES[target.sign]
    ends = f"{target.number}" if target.high is None else f"{target.number}-{target.high}"
    unit = target.text.removeprefix(f"{sign}{ends}")
    return {"计算符号": sign or "＝", key: ends, **({"度量单位": unit} if unit else {})}


def is_closed(taxonomy: Taxonomy, known: dict[str, Value]) -> bool:
    """Whether the second level of an indicator has none but those that the form names."""
    two = taxonomy.level_two(str(known.get("二级")), str(known.get("一级")))
    names = [each.name for each in two.fixed] if two and two.is_closed else []
    return bool(names) and known["名称"] not in names

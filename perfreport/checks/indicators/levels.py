"""Rules about the levels of indicators: the form's taxonomy, its codes, and what is required."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pydantic import BaseModel

from perfreport.basics.addresses import DataPath
from perfreport.basics.messages import nearest
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.sums import name_of
from perfreport.blocks.taxonomy import Taxonomy
from perfreport.checks.bases import (
    INFORMATION,
    REQUIRED_LEVELS,
    REQUIRED_LEVELS_TWO,
    TAXONOMY,
    WITH_LEVELS,
)
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.quoting import quote
from perfreport.checks.engine.rule import Remark, remark, rule

_rule = partial(rule, basis=TAXONOMY, kinds=WITH_LEVELS)


@_rule(
    "IND-001",
    "二级指标的归属",
    checks="二级指标列在指标体系所定的一级指标之下",
)
def level_two_under_level_one(case: Case) -> Iterator[Remark]:
    """A second level stands under the first level that the taxonomy puts it under."""
    misplaced = {
        levels: parents
        for levels in case.levels
        if (parents := _other_parents(*levels, case.taxonomy))
    }
    if not misplaced:
        return
    for path, indicator in case.placed_indicators:
        if names := misplaced.get((indicator.level_one, indicator.level_two)):
            yield remark(
                path / "二级",
                f"“{indicator.level_two}”列在“{indicator.level_one}”之下，按指标体系应属{names}",
                "请改正一级或二级指标",
                case.taxonomy.source,
            )


def _other_parents(one: str | None, two: str | None, taxonomy: Taxonomy) -> str:
    """The first levels that ``two`` belongs under; empty where ``one`` is among them."""
    level = taxonomy.level_one(one or "")
    parents = taxonomy.parents_of(two or "")
    if level is None or any(level is parent for parent in parents):
        return ""
    return "、".join(f"“{parent.name}”" for parent in parents)


@_rule(
    "IND-002",
    "没有写一级指标",
    checks="每条指标写明一级指标，不靠二级指标推断",
    severities=INFORMATION,
)
def level_one_is_stated(case: Case) -> Iterator[Remark]:
    """Every indicator says its first level, though the second one tells it."""
    for path, indicators, _ in case.indicator_lists:
        unlabelled = {
            position: parents[0].name
            for position, each in enumerate(indicators)
            if each.level_one is None
            and (parents := case.taxonomy.parents_of(each.level_two or ""))
        }
        # Published forms leave the first level out and print it from the taxonomy: once is enough.
        if unlabelled:
            names = "".join(map(quote, dict.fromkeys(unlabelled.values())))
            yield remark(
                path / min(unlabelled) / "一级",
                f"{len(unlabelled)}条指标没有写一级指标，按二级指标印为{names}",
                "请在“一级”里写明；印得不错的，空着也可以",
                case.taxonomy.source,
            )


@_rule(
    "IND-004",
    "二级指标的名称",
    checks="二级指标用版式的名称，不用别称",
    severities=INFORMATION,
)
def level_two_by_its_name(case: Case) -> Iterator[Remark]:
    """A second level is called as the form calls it, and by one name throughout.

    A name that only has 指标 behind it or lacks it is let pass where it is used throughout. One of
    the department's own, where the form takes such, should not look like a slip for the form's.
    """
    used: dict[str, dict[str, DataPath]] = {}
    for (_, name), path in case.levels.items():
        if name:
            level = case.taxonomy.level_two(name)
            used.setdefault(level.name if level else name, {}).setdefault(name, path)
    for official, places in used.items():
        taxonomy = case.taxonomy
        is_own = taxonomy.level_two(official) is None
        near = nearest(official, taxonomy.level_two_names) if is_own else None
        instead = taxonomy.advice_on(official) if is_own else None
        for name, path in places.items():
            if instead:
                message = f"指标体系里没有二级指标“{name}”"
                yield remark(path / "二级", message, instead, taxonomy.source)
            elif near:
                message = f"指标体系里没有二级指标“{name}”，与“{near}”相近"
                yield remark(path / "二级", message, f"写错的请改为“{near}”；确是另加的可照录")
            is_variant = name.removesuffix("指标") == official.removesuffix("指标")
            if name != official and (len(places) > 1 or not is_variant):
                yield remark(
                    path / "二级",
                    f"二级指标写作“{name}”，版式的名称是“{official}”",
                    f"请统一写作“{official}”；原件如此的可照录",
                    case.taxonomy.source,
                )


@_rule(
    "IND-003",
    "编码与名称",
    checks="所写的二级指标编码与名称相符",
)
def codes_match_names(case: Case) -> Iterator[Remark]:
    """The code printed for a second level is the taxonomy's code of its name."""
    for path, indicator in case.placed_indicators:
        if indicator.code is None or indicator.level_two is None:
            continue
        level = case.taxonomy.level_two(indicator.level_two)
        if level and level.code and indicator.code != level.code:
            named = (two for two in case.taxonomy.levels_two if two.code == indicator.code)
            meant = next(named, None)
            yield remark(
                path / "二级编码",
                f"编码{indicator.code}与“{indicator.level_two}”不符，后者的编码是{level.code}"
                + (f"，{indicator.code}是“{meant.name}”" if meant else ""),
                "请核对编码和名称；名称无误的，删去“二级编码”，由版式印出",
                case.taxonomy.source,
            )


@_rule(
    "IND-005",
    "必备的一级指标",
    checks="部门（每个项目）的指标含有版式要求的各个一级指标；涉密项目除外",
    basis=REQUIRED_LEVELS,
)
def required_levels(case: Case) -> Iterator[Remark]:
    """Every list of indicators has one under each first level that the form requires."""
    required = case.form.required_levels if isinstance(case.form, IndicatorForm) else None
    if required is None:
        return
    ones = {levels: _level_one_name(*levels, case.taxonomy) for levels in case.levels}
    for path, indicators, holder in case.indicator_lists:
        # Of a classified project the form prints its own words in place of indicators.
        if getattr(holder, "classified", False) or not indicators:
            continue
        there = {ones[each.level_one, each.level_two] for each in indicators}
        missing = [name for name in required.names if name not in there]
        if missing:
            yield remark(
                path,
                f"{owner(holder)}的绩效指标缺{'、'.join(map(quote, missing))}",
                "请至少各补一条；确实无法设置的，可照原样保留",
                required.source,
            )


@_rule(
    "IND-015",
    "应有的二级指标",
    checks="部门（每个项目）的指标含有版式所列的各个二级指标，如数量指标、质量指标；涉密项目除外",
    basis=REQUIRED_LEVELS_TWO,
    severities=INFORMATION,
)
def expected_levels_two(case: Case) -> Iterator[Remark]:
    """Every list of indicators has one under each second level that the form expects."""
    expected = case.form.required_levels_two if isinstance(case.form, IndicatorForm) else None
    if expected is None:
        return
    names = {levels: _level_one_name(*levels, case.taxonomy) for levels in case.levels}
    for path, indicators, holder in case.indicator_lists:
        if getattr(holder, "classified", False):
            continue
        ones = {names[each.level_one, each.level_two] for each in indicators}
        twos = {_level_two_name(each, case.taxonomy) for each in indicators}
        # Of a first level that lacks altogether the rule on these speaks.
        missing = [
            name
            for name in expected.names
            if name not in twos and ones & {one.name for one in case.taxonomy.parents_of(name)}
        ]
        if missing:
            yield remark(
                path,
                f"{owner(holder)}的绩效指标没有{'、'.join(map(quote, missing))}",
                "请补上；确实不需要设置的，可照原样保留",
                expected.source,
            )


def owner(holder: BaseModel) -> str:
    """What messages call the ``holder`` of a list of indicators."""
    name = name_of(holder)
    return f"{holder.model_config['title']}{quote(name)}" if name else "部门"


def _level_two_name(indicator: Indicator, taxonomy: Taxonomy) -> str | None:
    """The official name of the indicator's second level, as that of its first."""
    one = taxonomy.level_one_of(indicator.level_one, indicator.level_two)
    level = taxonomy.level_two(indicator.level_two or "", one)
    return level.name if level else indicator.level_two


def _level_one_name(level_one: str | None, level_two: str | None, taxonomy: Taxonomy) -> str:
    """The official name of an indicator's first level, stated or told by the second."""
    name = taxonomy.level_one_of(level_one, level_two)
    level = taxonomy.level_one(name)
    return level.name if level else name


@_rule(
    "IND-006",
    "名称中的级别",
    checks="指标名称前面不再写一级、二级指标的名称",
)
def names_without_levels(case: Case) -> Iterator[Remark]:
    """The name of an indicator does not begin with the name of a level."""
    pattern = _level_prefix(case.taxonomy) if case.placed_indicators else re.compile("(?!)")
    for path, indicator in case.placed_indicators:
        if match := pattern.match(indicator.name):
            yield remark(
                path / "名称",
                f"指标名称以“{match.group()}”开头，级别已由版式印出，会重复",
                f"请把名称改为：{indicator.name[match.end() :]}",
                case.taxonomy.source,
            )


def _level_prefix(taxonomy: Taxonomy) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, taxonomy.names))})[:：](?=.)")

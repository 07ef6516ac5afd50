"""Indicators that fit a form's taxonomy, for generated documents."""

from __future__ import annotations

from hypothesis import strategies as st

from perfreport.blocks.model import Indicator
from perfreport.blocks.taxonomy import LevelOne
from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.project_targets.form import ProjectTargetsForm

_PREFIX = {
    "部门整体预算绩效目标申报表": "绩效指标",
    "项目支出绩效目标表": "资金使用单位.项目.绩效指标",
}
_UNITS = "个次份期场人"


def prints(form: DepartmentTargetsForm | ProjectTargetsForm, key: str) -> bool:
    """Whether ``form`` has a place for the field ``key`` of an indicator."""
    return f"{_PREFIX[form.kind]}.{key}" not in form.not_printed


@st.composite
def indicator_lists(
    draw: st.DrawFn,
    form: DepartmentTargetsForm | ProjectTargetsForm,
    lines: st.SearchStrategy[str],
    most: int = 5,
) -> tuple[Indicator, ...]:
    """Indicators under every first level that the form requires, in the taxonomy's order."""
    required = form.required_levels.names if form.required_levels else ()
    names = draw(st.lists(lines, min_size=2, max_size=max(2, most), unique=True))
    levels = form.taxonomy.levels_one
    chosen = [level for level in levels if level.name in required][: len(names)]
    chosen += [draw(st.sampled_from(levels)) for _ in names[len(chosen) :]]
    ordered = sorted(chosen, key=levels.index)
    return tuple(
        draw(_indicators(form, level, name)) for level, name in zip(ordered, names, strict=True)
    )


@st.composite
def _indicators(
    draw: st.DrawFn,
    form: DepartmentTargetsForm | ProjectTargetsForm,
    level_one: LevelOne,
    subject: str,
) -> Indicator:
    name, cycle_value, annual_value = draw(_targets(subject))
    level_two = draw(st.sampled_from(level_one.levels_two)) if level_one.levels_two else None
    is_classified = draw(st.integers(0, 9)) == 0
    states_code = draw(st.booleans()) and prints(form, "二级编码")
    return Indicator(
        level_one=level_one.name,
        level_two=level_two.name if level_two and prints(form, "二级") else None,
        code=level_two.code if level_two and states_code else None,
        name=name,
        cycle_value=cycle_value if not is_classified and prints(form, "实施周期指标值") else None,
        annual_value=None if is_classified else annual_value,
        classified=is_classified,
    )


@st.composite
def _targets(draw: st.DrawFn, subject: str) -> tuple[str, str, str]:
    """Name, cycle value and annual value of an indicator about ``subject``."""
    match draw(st.sampled_from(("rate", "count", "quality"))):
        case "rate":
            value = f"不低于{draw(st.integers(50, 100))}%"
            return f"{subject}完成率", value, value
        case "count":
            unit = draw(st.sampled_from(_UNITS))
            annual = draw(st.integers(1, 9_999))
            cycle = annual + draw(st.integers(0, 9_999))
            return f"{subject}数量", f"不少于{cycle}{unit}", f"不少于{annual}{unit}"
    value = draw(st.sampled_from(("有所提高", "按计划完成", "及时响应")))
    return f"{subject}情况", value, value

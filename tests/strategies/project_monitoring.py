"""Documents of the kind 项目支出绩效监控表, in which forecasts, causes and money agree."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from perfreport.blocks.model import Document
from perfreport.kinds.project_monitoring.form import ProjectMonitoringForm
from tests.kinds.evaluation import by_fractions
from tests.strategies.texts import goals_of, items, plain_lines

Tree = dict[str, Any]

_SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")
_STAGES = ("年初预算数", "执行数", "全年预计执行数")
_CAUSES = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
_NOTE = "部分任务因用地没有落实，推迟开工"


@st.composite
def project_monitorings(
    draw: st.DrawFn,
    form: ProjectMonitoringForm,
    lines: st.SearchStrategy[str],
    *,
    states_sums: bool,
) -> Document:
    """Tables that fit ``form``; with ``states_sums`` they state totals and rates."""
    last = draw(st.integers(2, 11))
    tree: Tree = {
        "版式": form.id,
        "年度": draw(st.integers(2021, 2035)),
        "部门名称": draw(lines),
        "监控期间": draw(st.sampled_from((f"1-{last}月", f"截至{last}月"))),
        "项目": [draw(_projects(name, lines, states_sums)) for name in draw(items(lines, 3))],
    }
    if draw(st.booleans()):
        tree["填报月份"] = draw(st.integers(last, 12))
    return form.model.model_validate(tree)


@st.composite
def _projects(draw: st.DrawFn, name: str, lines: st.SearchStrategy[str], states: bool) -> Tree:
    return {
        "名称": name,
        "实施单位": draw(lines),
        "资金": draw(_money(states)),
        "年度总体目标": list(draw(goals_of(name, lines))),
        "绩效指标": [draw(_counted()), draw(_graded())],
    }


@st.composite
def _money(draw: st.DrawFn, states: bool) -> Tree:
    """Money by source, of which more was spent than any line asks for, and less than there is."""
    rows = {}
    for source in _SOURCES[: draw(st.integers(1, len(_SOURCES)))]:
        budget = draw(st.integers(100, 10**6))
        forecast = draw(st.integers((budget * 17 + 19) // 20, budget))
        rows[source] = (budget, draw(st.integers((budget * 4 + 4) // 5, forecast)), forecast)
    if states:
        rows["合计"] = tuple(map(sum, zip(*rows.values(), strict=True)))  # type: ignore[assignment]
    return {source: _row(amounts, states) for source, amounts in rows.items()}


def _row(cents: tuple[int, int, int], states: bool) -> Tree:
    amounts = zip(_STAGES, cents, strict=True)
    row = {stage: str(Decimal(amount).scaleb(-2)) for stage, amount in amounts}
    if states:
        row["执行率"] = f"{by_fractions.half_up(Fraction(100 * cents[1], cents[0]))}%"
    return row


@st.composite
def _counted(draw: st.DrawFn) -> Tree:
    """A number of things to be reached, which will be missed for a cause, or reached."""
    target = draw(st.integers(10, 999))
    forecast = draw(st.integers(0, target * 13 // 10))
    given: Tree = {
        "一级": "产出指标",
        "二级": "数量指标",
        "名称": f"{draw(plain_lines)}数量",
        "年度指标值": f"≥{target}个",
        "执行情况": f"{draw(st.integers(0, forecast))}个",
        "全年预计完成情况": f"{forecast}个",
    }
    if forecast >= target:
        return {**given, "完成目标可能性": draw(st.sampled_from(("确定能", "有可能")))}
    causes = draw(st.lists(st.sampled_from(_CAUSES), min_size=1, unique=True))
    return {
        **given,
        "偏差原因分析": dict.fromkeys(causes, True),
        "原因说明": [_NOTE],
        "完成目标可能性": draw(st.sampled_from(("有可能", "完全不可能"))),
    }


@st.composite
def _graded(draw: st.DrawFn) -> Tree:
    """A goal in words, which may be reached."""
    return {
        "一级": "效益指标",
        "二级": "社会效益指标",
        "名称": f"{draw(plain_lines)}情况",
        "年度指标值": "明显提升",
        "执行情况": draw(st.sampled_from(("有所提升", "明显提升"))),
        "全年预计完成情况": draw(st.sampled_from(("明显提升", "预计能完成"))),
        "完成目标可能性": draw(st.sampled_from(("确定能", "有可能"))),
    }

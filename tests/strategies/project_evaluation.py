"""Documents of the kind 项目支出绩效自评表, right under the scheme that they name."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from perfreport.blocks.model import Document
from perfreport.kinds.project_evaluation.form import ProjectEvaluationForm
from tests.kinds.evaluation import by_fractions
from tests.strategies.texts import goals_of, items, plain_lines

Tree = dict[str, Any]

_WEIGHTS = {
    "mof-2020-10": (10, {"产出指标": 50, "效益指标": 30, "满意度指标": 10}),
    "henan-2020": (10, {"产出指标": 50, "效益指标": 30, "满意度指标": 10}),
    "anhui-2022": (10, {"产出指标": 50, "效益指标": 30, "满意度指标": 10}),
    "hubei-2020": (20, {"产出指标": 40, "效益指标": 30, "满意度指标": 10}),
    "mof-2021-101": (10, {"产出指标": 50, "效益指标": 30, "满意度指标": 10}),
}
"""What the execution rate and the first levels weigh, by scheme; from the texts."""

_GRADES = {
    "mof-2021-101": ("基本达成目标", "部分实现目标", "实现目标程度较低"),
    "hubei-2020": ("达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差"),
}
_LIMITS = {"hubei-2020": (100, 80, 50, 0)}
_TWOS = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
_SOURCES = ("当年财政拨款", "上年结转资金", "其他资金")
_STAGES = ("年初预算数", "全年预算数", "全年执行数")
_REASON = "部分任务因用地没有落实，结转下年完成"


@st.composite
def project_evaluations(
    draw: st.DrawFn,
    form: ProjectEvaluationForm,
    lines: st.SearchStrategy[str],
    *,
    states_sums: bool,
) -> Document:
    """Tables that fit ``form``; with ``states_sums`` they state rates, points and totals."""
    scheme = draw(st.sampled_from(sorted(_WEIGHTS)))
    names = draw(items(lines, 3))
    tree = {
        "版式": form.id,
        "年度": draw(st.integers(2021, 2035)),
        "部门名称": draw(lines),
        "评分办法": scheme,
        "项目": [draw(_projects(scheme, name, lines, states_sums)) for name in names],
    }
    return form.model.model_validate(tree)


@st.composite
def _projects(
    draw: st.DrawFn, scheme: str, name: str, lines: st.SearchStrategy[str], states: bool
) -> Tree:
    money, rate = draw(_money(states))
    # Nothing says what a project gets that is not completed and has spent all.
    is_completed = rate == 1 or draw(st.booleans())
    weight, levels = _WEIGHTS[scheme]
    rate_score = by_fractions.half_up(weight * _rate_share(scheme, rate, is_completed))
    indicators = [
        draw(_indicators(scheme, level, two, part, is_completed, states))
        for level, total in levels.items()
        for two, part in draw(_weights(level, total))
    ]
    project: Tree = {
        "名称": name,
        "项目完成": is_completed,
        "资金": money,
        "预期目标": list(draw(goals_of(name, lines))),
        "实际完成情况": list(draw(goals_of(f"{name}的完成情况", lines))),
        "绩效指标": [each for each, _ in indicators],
    }
    if states:
        project["执行率得分"] = str(rate_score)
        project["总分"] = str(rate_score + sum(score for _, score in indicators))
    return project


def _rate_share(scheme: str, rate: Fraction, is_completed: bool) -> Fraction:
    if scheme != "mof-2021-101":
        return rate
    if is_completed:
        return Fraction(1)
    tenths = 7 if rate >= Fraction(4, 5) else 5 if rate >= Fraction(3, 5) else 0
    return Fraction(tenths, 10)


@st.composite
def _money(draw: st.DrawFn, states: bool) -> tuple[Tree, Fraction]:
    """Money by source, of which no more was spent than there was, and the rate of all."""
    used = _SOURCES[: draw(st.integers(1, len(_SOURCES)))]
    rows = {}
    for source in used:
        annual = draw(st.integers(100, 10**6))
        rows[source] = (draw(st.integers(0, 10**6)), annual, draw(st.integers(0, annual)))
    if states:
        rows["合计"] = tuple(map(sum, zip(*rows.values(), strict=True)))  # type: ignore[assignment]
    _, budget, spent = map(sum, zip(*(rows[each] for each in used), strict=True))
    money: Tree = {source: _row(amounts, states) for source, amounts in rows.items()}
    return money, Fraction(spent, budget)


def _row(cents: tuple[int, int, int], states: bool) -> Tree:
    amounts = zip(_STAGES, cents, strict=True)
    row = {stage: str(Decimal(amount).scaleb(-2)) for stage, amount in amounts}
    if states:
        row["执行率"] = f"{by_fractions.half_up(Fraction(100 * cents[2], cents[1]))}%"
    return row


@st.composite
def _weights(draw: st.DrawFn, level: str, total: int) -> list[tuple[str, int]]:
    """Second levels with what an indicator of each weighs; outputs are counted and judged."""
    known = _TWOS[level]
    least = min(2, len(known))
    count = draw(st.integers(least, len(known))) if level == "产出指标" else 1
    rest = total - 5 * (count - 1)
    return [(two, rest if place == 0 else 5) for place, two in enumerate(known[:count])]


@st.composite
def _indicators(
    draw: st.DrawFn,
    scheme: str,
    level: str,
    two: str,
    weight: int,
    is_completed: bool,
    states: bool,
) -> tuple[Tree, Decimal]:
    """An indicator that scores by the ``scheme``, and its points."""
    subject = draw(plain_lines)
    must_be_met = level == "满意度指标" or (is_completed and two == "数量指标")
    sorts = ["count"] if must_be_met else ["count", "grade"]
    sorts += ["limit"] if not must_be_met and scheme != "mof-2021-101" else []
    match draw(st.sampled_from(sorts)):
        case "grade":
            given, score = draw(_graded(scheme, subject, weight))
        case sort:
            sign = "≥" if sort == "count" else "≤"
            given, score = draw(_counted(scheme, sign, subject, level, weight, must_be_met))
            if states or draw(st.booleans()):
                given["得分"] = str(score)
    return {"一级": level, "二级": two, "分值": weight, **given}, score


@st.composite
def _counted(
    draw: st.DrawFn, scheme: str, sign: str, subject: str, level: str, weight: int, is_met: bool
) -> tuple[Tree, Decimal]:
    """A number of things that was to be reached, or not to be exceeded."""
    if level == "满意度指标":
        target, actual, unit, name = 90, draw(st.integers(90, 100)), "%", f"{subject}满意度"
    else:
        target = draw(st.integers(10, 999))
        least, most = (
            (target if is_met else 0, target * 13 // 10) if sign == "≥" else (1, 2 * target)
        )
        actual, unit, name = draw(st.integers(least, most)), "个", f"{subject}数量"
    score = by_fractions.score(Decimal(weight), sign, Decimal(target), Decimal(actual), scheme)
    assert score is not None
    given: Tree = {
        "名称": name,
        "年度指标值": f"{sign}{target}{unit}",
        "实际完成值": f"{actual}{unit}",
    }
    if actual < target if sign == "≥" else actual > target:
        given["偏差原因"] = [_REASON]
    return given, score


@st.composite
def _graded(draw: st.DrawFn, scheme: str, subject: str, weight: int) -> tuple[Tree, Decimal]:
    """A goal in words, with a grade and points within it."""
    names = _GRADES.get(scheme, _GRADES["hubei-2020"])
    limits = _LIMITS.get(scheme, (100, 80, 60, 0))
    place = draw(st.integers(0, len(names) - 1))
    # The upper end belongs to the next better grade.
    most = limits[place] * weight - (place > 0)
    score = Decimal(draw(st.integers(limits[place + 1] * weight, most))).scaleb(-2)
    given: Tree = {
        "名称": f"{subject}情况",
        "年度指标值": "明显提升",
        "实际完成值": names[place],
        "得分": str(score),
    }
    if place:
        given["偏差原因"] = [_REASON]
    return given, score

"""What evaluation tables come to together, computed by hand and a second time in fractions."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.basics.errors import InputError, SeveralInputsError
from perfreport.basics.quantities import Amount, Percent, Score
from perfreport.blocks.model import Document
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import fitted, understand
from perfreport.documents.summarising import summed
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.summary import Summary
from perfreport.kinds.project_evaluation.form import ProjectEvaluationForm
from tests.examples import FOLDER
from tests.kinds.chain.evaluations import DREDGING, HEAD, REGISTRY, TRAINING, TWO, loaded, of
from tests.small_files import PROJECTS, altered
from tests.strategies.project_evaluation import project_evaluations
from tests.strategies.texts import plain_lines

GRADED = Path(__file__).parents[2] / "checks" / "templates"
"""With a form that prints grades."""


def one(*texts: str) -> Summary:
    """The one kind of several documents."""
    (found,) = of(*texts).summaries
    return found


def example(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text("utf-8")


def test_money_scores_and_grades_add_up_as_they_do_by_hand() -> None:
    found = one(TWO)
    assert (found.planned, found.executed) == (Amount(150), Amount(146))
    assert found.rate == Percent.ratio(Decimal(146), Decimal(150))
    assert [each.shown for each in found.parts] == ["98.6", "75"]
    assert found.average == Decimal("86.80")
    assert [(each.grade, each.number, each.share) for each in found.grades] == [
        ("优", 1, Percent(50)),
        ("中", 1, Percent(50)),
    ]


def test_each_indicator_is_met_or_not_with_its_reason() -> None:
    found = one(TWO)
    states = {each.name: (each.state, each.reason) for _, each in found.indicators}
    assert states == {
        "清淤长度": ("met", ""),
        "水质达标率": ("met", ""),
        "居民满意度": ("unmet", "施工扰民。"),
        "培训人次": ("unmet", ""),
        "持证上岗率": ("far_above", "年初定得偏低。"),
        "学员满意度": ("met", ""),
    }
    assert found.met_rate == Percent.ratio(Decimal(4), Decimal(6))
    assert [each.name for _, each in found.without_reason] == ["培训人次"]


def test_units_have_figures_of_their_own_across_files() -> None:
    other = altered(HEAD + TRAINING, ("名称: 业务培训", "名称: 安全培训"))
    found = one(TWO, other)
    assert {unit: len(each.parts) for (_, unit), each in found.units.items()} == {
        "某市河道管理所": 1,
        "某市水利局机关": 2,
    }
    assert found.units["某市水利局", "某市水利局机关"].planned == Amount(100)
    assert found.average == Decimal("82.87")  # 248.6 ÷ 3


def test_a_unit_that_is_not_named_is_the_department() -> None:
    found = one(altered(HEAD + DREDGING, ("    实施单位: 某市河道管理所\n", "")))
    assert list(found.units) == [("某市水利局", "某市水利局")]


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        ("全年执行数: 50.00", "全年执行数: 待填", ["全年执行数", "得分"]),
        ("全年预算数: 50.00", "全年预算数: 待填", ["全年预算数", "得分"]),
        ("实际完成值: 95%", "实际完成值: 待填", ["得分"]),
    ],
)
def test_what_is_yet_to_be_filled_in_is_not_counted(old: str, new: str, lacks: list[str]) -> None:
    found = one(altered(TWO, (old, new)))
    assert [(part.name, list(each)) for part, each in found.incomplete] == [("业务培训", lacks)]
    assert found.average == Decimal("98.60")
    assert found.planned == Amount(150 if lacks == ["得分"] else 100)
    assert [each.grade for each in found.grades] == ["优"]


def test_what_nobody_can_tell_is_neither_met_nor_not() -> None:
    found = one(altered(TWO, ("实际完成值: 95%", "实际完成值: 较好")))
    assert [each.name for _, each in found.in_state("open")] == ["学员满意度"]
    assert found.met_rate is None


def test_where_values_do_not_tell_points_do() -> None:
    found = one(altered(TWO, ("实际完成值: 95%, 分值: 10", "实际完成值: 较好, 分值: 10, 得分: 10")))
    assert found.count("open") == 0
    lower = one(altered(TWO, ("实际完成值: 95%, 分值: 10", "实际完成值: 较好, 分值: 10, 得分: 9")))
    assert "学员满意度" in [each.name for _, each in lower.in_state("unmet")]


def test_the_same_in_words_is_met_and_what_does_not_apply_is_not_counted() -> None:
    words = altered(
        TWO,
        ("年度指标值: ≥90%, 实际完成值: 95%", "年度指标值: 明显提升, 实际完成值: 明显提升"),
        ("年度指标值: ≥90%, 实际完成值: 92%", "年度指标值: 不适用, 实际完成值: 不适用"),
    )
    found = one(words)
    assert sum(1 for _ in found.indicators) == 5
    assert found.count("met", "far_above") == 3


def test_kinds_are_not_added_up() -> None:
    names = ("anhui-2022-department-evaluation", "anhui-2022-project-evaluation")
    projects, department = of(*map(example, reversed(names))).summaries
    assert (projects.called, department.called) == ("项目", "部门")
    assert projects.planned == Amount(880)
    assert department.planned == Amount(4150)


def test_a_transfer_counts_at_its_widest_level_alone() -> None:
    item = "  - 名称:"
    head, whole, county, project = example("zhengzhou-transfer-evaluation").split(item)
    found = one(item.join((head, project, county, whole)))
    assert [(each.path, each.planned) for each in found.parts] == [
        (("专项", 2, "名称"), Amount(8400))
    ]
    assert found.average is None
    below = one(item.join((head, project, county)))
    assert [each.path for each in below.parts] == [("专项", 1, "名称")]


def test_the_many_projects_of_the_example_add_up() -> None:
    text = example("qingshan-2023-project-evaluation")
    money = [
        row for project in yaml.safe_load(text)["项目"] for row in project["资金"]
    ]  # read by somebody else
    found = one(text)
    assert found.planned == Amount(str(round(sum(row["全年预算数"] for row in money), 2)))
    assert len(found.units) == 10
    assert [(each.grade, each.number) for each in found.grades] == [("优", 11), ("良", 1)]


def test_other_documents_are_passed_over_and_alone_refused() -> None:
    found = of(PROJECTS, TWO)
    assert [each.name for each in found.others] == ["1.yaml"]
    assert len(found.summaries) == 1
    with pytest.raises(
        InputError, match="没有自评表，只有项目支出绩效目标表；汇总用：项目支出绩效自评表"
    ):
        of(PROJECTS)


def test_all_that_stand_twice_are_told_at_once() -> None:
    with pytest.raises(SeveralInputsError) as caught:
        of(TWO, HEAD + DREDGING, HEAD + TRAINING)
    assert str(caught.value).split("\n\n") == [
        f"{file}.yaml:7：项目[1].名称：“{name}”在 1.yaml 里已经有了，会重复计算；请只给其中一份"
        for file, name in ((2, "河道清淤"), (3, "业务培训"))
    ]


def test_of_many_that_stand_twice_the_first_is_told_and_how_many_there_are() -> None:
    with pytest.raises(SeveralInputsError) as caught:
        of(TWO, TWO)
    told = "“河道清淤”等2个在 1.yaml 里已经有了，会重复计算；请只给其中一份"
    assert str(caught.value) == f"2.yaml:7：项目[1].名称：{told}"


def test_years_are_summed_up_apart() -> None:
    last = altered(TWO, ("年度: 2024", "年度: 2023"), ("全年执行数: 50.00", "全年执行数: 40.00"))
    found = of(TWO, last).summaries
    assert [(each.year, len(each.parts), each.executed) for each in found] == [
        (2023, 2, Amount(136)),
        (2024, 2, Amount(146)),
    ]


def without(text: str, indicator: str) -> str:
    """The table without an indicator, so that its weights are not whole."""
    (line,) = (each for each in text.splitlines(keepends=True) if f"名称: {indicator}" in each)
    return altered(text, (line, ""))


def test_weights_that_are_not_whole_give_no_grade_and_count_in_no_average() -> None:
    found = one(without(TWO, "学员满意度"))
    (dredging, training) = found.parts
    assert (training.shown, training.grade, training.odd_full) == ("65", "", Score(90))
    assert dredging.odd_full is None
    assert found.average == Decimal("98.60")
    assert [(each.grade, each.number) for each in found.grades] == [("优", 1)]
    assert list(found.odd) == [training]


def test_a_grade_that_is_stated_stands_though_weights_are_not_whole() -> None:
    registry = FormRegistry([GRADED])
    stated = altered(
        without(TWO, "学员满意度"),
        ("henan-2020-project-evaluation", "graded-project-evaluation"),
        ("    实际完成情况: 培训100人次。\n", "    实际完成情况: 培训100人次。\n    等级: 中\n"),
    )
    table = understand(parse_source(stated, "甲.yaml"), registry)
    (found,) = summed([table], registry).summaries
    assert [each.grade for each in found.parts] == ["优", "中"]


OTHER_MARK = """\
方案: of-120
名称: 本市的计分规则
地区: 某市
自何时起: "2023"
依据: 检查所用
总分值: 120
预算执行率: {分值: 10, 计分: 按比例, 依据: 第一条}
正向指标: {计分: 完成值÷指标值, 依据: 第二条}
评价等级: {等级: [{名称: 好, 起: 90%}, {名称: 差, 起: 0%}], 依据: 第三条}
"""


def test_weights_are_whole_that_are_those_of_the_scheme(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "of-120.yaml").write_text(OTHER_MARK, "utf-8")
    registry = FormRegistry([tmp_path])
    scheme = ("部门名称:", "评分办法: of-120\n部门名称:")
    whole = altered(TWO, scheme, ("实际完成值: 12公里, 分值: 50", "实际完成值: 12公里, 分值: 70"))
    table = understand(parse_source(whole, "甲.yaml"), registry)
    (found,) = summed([table], registry).summaries
    (dredging, training) = found.parts
    assert (dredging.grade, dredging.full_mark, dredging.odd_full) == ("好", Score(120), None)
    assert (training.grade, training.odd_full) == ("", Score(100))
    assert found.average == Decimal("118.60")
    other = loaded(altered(HEAD + TRAINING, ("某市水利局\n", "某市林业局\n")), "乙.yaml")
    (both,) = summed([table, other], registry).summaries
    assert (both.average, both.full_marks) == (None, (Score(120), Score(100)))


def test_what_nothing_was_budgeted_for_has_no_rate() -> None:
    text = altered(
        TWO, ("全年预算数: 50.00, 全年执行数: 50.00", "全年预算数: 0.00, 全年执行数: 0.00")
    )
    found = one(text)
    assert [each.name for each in found.without_budget] == ["业务培训"]
    assert found.rate == Percent.ratio(Decimal(96), Decimal(100))


def evaluations() -> st.SearchStrategy[Document]:
    form = REGISTRY.get("henan-2020-project-evaluation")
    assert isinstance(form, ProjectEvaluationForm)
    return project_evaluations(form, plain_lines, states_sums=True)


@st.composite
def _years(draw: st.DrawFn) -> list[Document]:
    """Tables of several departments for one year."""
    number = draw(st.integers(1, 3))
    drawn = [draw(evaluations()) for _ in range(number)]
    return [
        each.model_copy(update={"year": 2024, "department": f"第{position}局"})
        for position, each in enumerate(drawn, start=1)
    ]


@given(_years())
@settings(max_examples=40)
def test_a_summary_says_what_the_data_files_say(documents: list[Document]) -> None:
    projects: list[Any] = [
        project
        for each in documents
        for project in yaml.load(perfreport.dumps(each), yaml.BaseLoader)["项目"]
    ]
    (found,) = summed([fitted(each, REGISTRY) for each in documents], REGISTRY).summaries
    rows = [row for each in projects for row in each["资金"] if row["来源"] != "合计"]
    planned, executed = (
        sum((Fraction(row[stage]) for row in rows if stage in row), Fraction(0))
        for stage in ("全年预算数", "全年执行数")
    )
    assert found.planned is not None
    assert found.executed is not None
    assert (Fraction(found.planned.value), Fraction(found.executed.value)) == (planned, executed)
    if planned:
        assert found.rate is not None
        assert abs(Fraction(found.rate.value) - 100 * executed / planned) < Fraction(1, 10**40)
    else:
        assert found.rate is None
    points = sum((Fraction(each["总分"]) for each in projects), Fraction(0))
    average = points / len(projects)
    exact = Decimal(average.numerator) / Decimal(average.denominator)
    assert found.average == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert sum(each.number for each in found.grades) == len(projects)
    assert sum(len(each.parts) for each in found.units.values()) == len(projects)
    states = Counter(each.state for _, each in found.indicators)
    assert states.total() == sum(len(each["绩效指标"]) for each in projects)

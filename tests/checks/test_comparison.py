"""An evaluation is held against what was declared for its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.quantities import Amount, Rounding, Unit
from perfreport.blocks.model import Declaration, Indicator
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.kinds.chain.comparison import COMPARISON_RULES, compare
from perfreport.kinds.department_targets.model import Budget, DepartmentTargets, Task
from perfreport.kinds.project_targets.model import Project, ProjectTargets, SpendingUnit
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.kinds.self_evaluation.sections import KeyIndicator
from tests.examples import example

Target = tuple[str, str]

CITY = "中国共产党广州市委员会政法委员会"
TARGETS = ("履职效能", "关键指标")
PLAN = Budget(
    basic=Amount("6777.42"),
    project=Amount("3505.90"),
    appropriation=Amount("10283.32"),
    own_level=Amount("10283.32"),
)


def published() -> SelfEvaluation:
    document = example("guangzhou-2023-self-evaluation")
    assert isinstance(document, SelfEvaluation)
    return document


def published_projects() -> ProjectTargets:
    document = example("guangzhou-2023-project-targets")
    assert isinstance(document, ProjectTargets)
    return document


def evaluation(*targets: Target) -> SelfEvaluation:
    """The published evaluation with other key indicators."""
    indicators = tuple(
        KeyIndicator(name=name, expected=expected, actual="已完成") for name, expected in targets
    )
    effectiveness = published().effectiveness.model_copy(update={"indicators": indicators})
    return published().model_copy(update={"effectiveness": effectiveness})


def declared_tasks() -> tuple[Task, ...]:
    """The tasks on which the published evaluation reports."""
    return tuple(
        Task(name=each.name, content=("按计划开展",), amount=Amount(1), goal=each.goal)
        for each in published().key_tasks
    )


def task(name: str) -> Task:
    return Task(name=name, content=("开展研究",), amount=Amount(1), goal=("完成",))


def department(
    *targets: Target, budget: Budget = PLAN, tasks: Sequence[Task] = ()
) -> DepartmentTargets:
    """A declaration of what the published evaluation says, but for its indicators."""
    return DepartmentTargets(
        year=2023,
        department=CITY,
        budget=budget,
        goals=published().goals,
        tasks=tuple(tasks or declared_tasks()),
        indicators=_indicators(targets or (("培训人次", "20人"),)),
    )


def projects(*targets: Target, amount: str = "3505.90") -> ProjectTargets:
    project = Project(
        name="日常经费",
        appropriation=Amount.parse(amount),
        goal=("完成",),
        indicators=_indicators(targets),
    )
    unit = SpendingUnit(name=CITY, projects=(project,))
    return ProjectTargets(year=2023, department=CITY, units=(unit,))


def _indicators(targets: Sequence[Target]) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(level_one="产出指标", name=name, annual_value=value) for name, value in targets
    )


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def quoted(declared: str, expected: str, name: str = "培训人次") -> list[str]:
    """The codes found where ``declared`` is quoted as ``expected``."""
    return codes(compare(evaluation((name, expected)), [department((name, declared))]))


PUBLISHED_FINDINGS = [
    # 001 does not declare it; only the projects are at hand, so it may stand elsewhere.
    ("AGAINST-017", Severity.INFORMATION, 0, (*TARGETS, 0, "名称"), "专题宣传教育活动"),
    # 超过130万人 became 超过170万人: raised, so not in the unit's favour.
    ("AGAINST-008", Severity.WARNING, 0, (*TARGETS, 1, "预期实现值"), "130万人→170万人"),
    # 《法治论坛》发行期数和发行量=… became 《法治论坛》发行量=…, with 4期 and 6000册 in both.
    ("AGAINST-013", Severity.INFORMATION, 0, (*TARGETS, 2, "预期实现值"), "发行期数和发行量"),
    # 通过等保三级测评 was declared; quoted is the target of 等级保护测评 in another project.
    ("AGAINST-012", Severity.WARNING, 0, (*TARGETS, 6, "预期实现值"), "“等级保护测评”"),
    # The declaration has the targets of this one and of 11 at each other's names.
    ("AGAINST-012", Severity.WARNING, 0, (*TARGETS, 8, "预期实现值"), "网上提捕、移送审查起诉率”"),
    # The declaration adds in brackets how the rate is worked out; 不低于90% in both.
    ("AGAINST-013", Severity.INFORMATION, 0, (*TARGETS, 9, "预期实现值"), "（时间区间内发起"),
    # The other half of what 8 says.
    ("AGAINST-012", Severity.WARNING, 0, (*TARGETS, 11, "预期实现值"), "“刑事案件法律援助处置率”"),
    # 85%及以上 became 85%以上, which says the same.
    ("AGAINST-013", Severity.INFORMATION, 0, (*TARGETS, 13, "预期实现值"), "85%及以上"),
    # The declaration adds how the share is worked out; 低于20% in both.
    ("AGAINST-013", Severity.INFORMATION, 0, (*TARGETS, 14, "预期实现值"), "咨询总人数*100%"),
    # Of 64 declared indicators 14 are quoted, and 等级保护测评 is named within another.
    (
        "AGAINST-016",
        Severity.INFORMATION,
        1,
        ("资金使用单位",),
        "64 项项目绩效指标中，自评报告提及 15 项",
    ),
]


def test_the_published_evaluation_against_the_published_projects() -> None:
    findings = compare(published(), [published_projects()])
    places = [(one.code, one.severity, one.document, one.path) for one in findings]
    assert places == [entry[:4] for entry in PUBLISHED_FINDINGS]
    for finding, (*_, reason) in zip(findings, PUBLISHED_FINDINGS, strict=True):
        assert reason in finding.message


def test_projects_of_which_nothing_is_mentioned_are_named() -> None:
    message = compare(published(), [published_projects()])[-1].message
    named = message.partition("项目：")[2].split("、")
    assert [name[:6] for name in named] == [
        "市政法专项经",
        "机构运行辅助",
        "中共广州市委",
        "中共广州市委",
        "市政法网管中",
    ]


@pytest.mark.parametrize(
    "name", ["guangzhou-2024-department-targets", "zengcheng-2024-project-targets"]
)
def test_a_declaration_of_another_year_or_department_is_not_compared(name: str) -> None:
    declaration = example(name)
    assert isinstance(declaration, DepartmentTargets | ProjectTargets)
    findings = compare(published(), [published_projects(), declaration])
    others = [one for one in findings if one.document == 2]
    assert {one.severity for one in others} == {Severity.ERROR}
    expected = {"AGAINST-002"} if declaration.department == CITY else {"AGAINST-001", "AGAINST-002"}
    assert set(codes(others)) == expected
    assert len(findings) == len(PUBLISHED_FINDINGS) + len(others)


def test_a_department_written_in_another_width_is_the_same() -> None:
    declaration = department(("培训人次", "20人"))
    spaced = declaration.model_copy(update={"department": f"{CITY[:10]} {CITY[10:]}"})
    assert compare(evaluation(("培训人次", "20人")), [spaced]) == ()


def test_what_is_quoted_as_declared_has_no_findings() -> None:
    declarations: list[Declaration] = [
        department(("培训人次", "20人")),
        projects(("合格率", "≥98%")),
    ]
    evaluated = evaluation(("培训人次", "20人。"), ("合格率指标", "≥98％"))
    assert compare(evaluated, declarations) == ()


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("20人", "18人"), ("≥90%", "≥80%"), ("65万人以上", "6.5万人以上"), ("不超过6秒", "不超过8秒")],
)
def test_a_target_made_easier_is_said_to_be(declared: str, expected: str) -> None:
    assert quoted(declared, expected) == ["AGAINST-007"]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("20人", "22人"), ("≥90%", "≥95%"), ("不超过6秒", "不超过5秒"), ("低于20%", "低于15%")],
)
def test_a_target_made_stricter_is_a_different_number_only(declared: str, expected: str) -> None:
    assert quoted(declared, expected) == ["AGAINST-008"]


def test_of_what_is_unwanted_more_is_easier() -> None:
    assert quoted("5%", "8%", name="投诉率") == ["AGAINST-007"]
    assert quoted("5%", "3%", name="投诉率") == ["AGAINST-008"]
    assert quoted("≥5%", "≥3%", name="投诉率下降幅度") == ["AGAINST-007"]


def test_a_later_deadline_is_easier() -> None:
    assert quoted("2023年7月底前完成验收", "2023年12月底前完成验收") == ["AGAINST-007"]
    assert quoted("2023年7月底前完成验收", "2023年6月底前完成验收") == ["AGAINST-008"]


def test_where_the_direction_is_unsure_none_is_claimed() -> None:
    assert quoted("95%", "90%", name="投诉办结率") == ["AGAINST-008"]
    assert quoted("培训3天", "培训2天") == ["AGAINST-008"]
    assert quoted("9月召开", "10月召开") == ["AGAINST-008"]


def test_each_number_of_a_target_is_judged_by_itself() -> None:
    assert quoted("培训3次、检查20份", "培训2次、检查30份") == ["AGAINST-007", "AGAINST-008"]


def test_another_unit_is_found_and_another_multiple_of_it_is_a_number() -> None:
    assert quoted("6000册", "6000份") == ["AGAINST-009"]
    assert quoted("130万人", "130人") == ["AGAINST-007"]
    assert quoted("65万人以上", "65万人及以上") == ["AGAINST-013"]


def test_a_lower_bound_turned_into_an_upper_one_is_found() -> None:
    assert quoted("不低于90%", "不高于90%") == ["AGAINST-010"]
    assert quoted("不低于90%", "90%以上") == ["AGAINST-013"]
    assert quoted("不低于5%", "不高于8%", name="投诉率") == ["AGAINST-008", "AGAINST-010"]


def test_a_number_left_out_is_found_and_one_added_is_wording() -> None:
    assert quoted("全年4期，6000册以上", "6000册以上") == ["AGAINST-011"]
    assert quoted("6000册以上", "全年4期，6000册以上") == ["AGAINST-013"]


def test_text_without_numbers_is_compared_as_text() -> None:
    assert quoted("通过初步验收", "通过最终验收") == ["AGAINST-013"]
    assert quoted("通过初步验收", "通过初步验收。") == []


def test_the_target_of_another_indicator_is_recognised() -> None:
    own, other = ("处置率", "法律援助案件处置率达90%"), ("批捕率", "网上批捕盗窃案件达90%")
    swapped = department((own[0], other[1]), (other[0], own[1]))
    assert codes(compare(evaluation(own, other), [swapped])) == ["AGAINST-012"] * 2


def test_a_target_that_many_indicators_have_belongs_to_none() -> None:
    usual = "按计划完成相关工作任务"
    declared = department(("甲", "按季度完成工作任务"), ("乙", usual), ("丙", usual))
    evaluated = evaluation(("甲", usual), ("乙", usual), ("丙", usual))
    assert codes(compare(evaluated, [declared])) == ["AGAINST-013"]


def test_a_short_target_is_that_of_another_indicator_by_chance() -> None:
    declared = department(("案件办结率", "90%"), ("文书合格率", "100%"))
    evaluated = evaluation(("案件办结率", "100%"), ("文书合格率", "100%"))
    assert codes(compare(evaluated, [declared])) == ["AGAINST-008"]


def test_of_projects_with_indicators_of_one_name_the_closest_is_taken() -> None:
    declared = projects(("满意度", "90%以上"), ("满意度", "95%以上"))
    assert compare(evaluation(("满意度", "95%以上")), [declared]) == ()


def test_a_name_that_is_only_near_is_compared_and_shown() -> None:
    declared = department(("完成等级保护测评", "通过2级测评"))
    findings = compare(evaluation(("等级保护测评", "通过3级测评")), [declared])
    assert codes(findings) == ["AGAINST-014", "AGAINST-008"]
    assert "完成等级保护测评" in findings[0].message


def test_a_name_that_is_declared_itself_is_not_taken_for_a_near_one() -> None:
    targets = ("完成等级保护测评", "通过2级测评"), ("等级保护测评", "通过3级测评")
    assert compare(evaluation(*targets), [department(*targets)]) == ()


def test_an_indicator_that_is_quoted_by_its_name_is_not_quoted_by_a_near_one_too() -> None:
    evaluated = evaluation(("等级保护测评", "通过3级测评"), ("完成等级保护测评", "通过2级测评"))
    found = compare(evaluated, [department(("等级保护测评", "通过3级测评"))])
    assert codes(found) == ["AGAINST-017"]


def test_a_declared_indicator_of_the_department_that_is_missing_is_found_there() -> None:
    declared = department(("培训人次", "20人"), ("普法场次", "5场"))
    (finding,) = compare(evaluation(("培训人次", "20人")), [projects(), declared])
    assert (finding.code, finding.document) == ("AGAINST-015", 2)
    assert finding.path == ("绩效指标", 1)


def test_an_indicator_that_the_text_of_the_report_mentions_is_not_missing() -> None:
    declared = department(("培训人次", "20人"), ("“广州街坊”群防共治", "5场"))
    assert compare(evaluation(("培训人次", "20人")), [declared]) == ()


def test_an_indicator_that_nobody_declared_is_found() -> None:
    evaluated = evaluation(("培训人次", "20人"), ("普法场次", "5场"))
    (finding,) = compare(evaluated, [department(("培训人次", "20人"))])
    assert (finding.code, finding.severity) == ("AGAINST-017", Severity.WARNING)
    (finding,) = compare(evaluated, [projects(("培训人次", "20人"))])
    assert (finding.code, finding.severity) == ("AGAINST-017", Severity.INFORMATION)


def test_a_withheld_target_is_not_compared_but_told_to_be_disclosed() -> None:
    declared = projects(("培训人次", "20人"))
    secret = Indicator(level_one="产出指标", name="培训人次", classified=True)
    project = declared.units[0].projects[0].model_copy(update={"indicators": (secret,)})
    unit = declared.units[0].model_copy(update={"projects": (project,)})
    withheld = declared.model_copy(update={"units": (unit,)})
    (finding,) = compare(evaluation(("培训人次", "18人")), [withheld])
    assert finding.code == "AGAINST-032"
    assert "18人" not in finding.message


def money(*declarations: Declaration) -> list[tuple[str, Severity]]:
    findings = compare(evaluation(("培训人次", "20人")), declarations)
    return [(finding.code, finding.severity) for finding in findings]


def budget(**changed: str) -> Budget:
    return PLAN.model_copy(update={name: Amount(value) for name, value in changed.items()})


def test_other_money_than_declared_is_found() -> None:
    warning = Severity.WARNING
    targets = ("培训人次", "20人")
    assert money(projects(targets, amount="3500.90")) == [("AGAINST-003", warning)]
    assert money(department(targets, budget=budget(project="3500"))) == [("AGAINST-003", warning)]
    assert money(department(targets, budget=budget(basic="6777"))) == [("AGAINST-004", warning)]
    shifted = budget(appropriation="10000", own_level="10000")
    assert money(department(targets, budget=shifted)) == [("AGAINST-005", warning)]


def test_a_difference_that_rounding_explains_is_information() -> None:
    targets = ("培训人次", "20人")
    information = [("AGAINST-003", Severity.INFORMATION)]
    assert money(projects(targets, amount="3505.91")) == information
    assert money(projects(targets, amount="35058999元")) == information


def test_the_same_money_in_another_unit_or_with_development_in_it_is_the_same() -> None:
    targets = ("培训人次", "20人")
    assert money(projects(targets, amount="35059000元")) == []
    parted = budget(project="3405.90", special_funds="60", other_development="40")
    assert money(department(targets, budget=parted)) == []


def test_the_projects_of_several_declarations_are_added() -> None:
    targets = ("培训人次", "20人")
    assert money(projects(targets, amount="3000"), projects(targets, amount="505.90")) == []


TRAINING = ("培训人次", "20人")


@pytest.mark.parametrize("name", ["城市更新专项行动", "“智慧政法”", "“广州街坊”群防共治"])
def test_a_declared_task_that_is_not_reported_is_found_though_a_text_mentions_it(
    name: str,
) -> None:
    declared = department(TRAINING, tasks=(task(name), *declared_tasks()))
    (finding,) = compare(evaluation(TRAINING), [declared])
    assert (finding.code, finding.document) == ("AGAINST-006", 1)
    assert finding.path == ("年度重点工作任务", 0, "名称")
    assert task(name).name in finding.message.replace("‘", "“").replace("’", "”")


def test_a_task_reported_by_another_name_is_reported_and_shown() -> None:
    first, *others = declared_tasks()
    renamed = first.model_copy(update={"name": "信息化专项"})
    (finding,) = compare(evaluation(TRAINING), [department(TRAINING, tasks=(renamed, *others))])
    assert (finding.code, finding.path) == ("AGAINST-034", ("年度重点工作任务", 0, "名称"))
    assert "“信息化建设专项”与部门申报表的“信息化专项”" in finding.message


def test_a_task_of_which_the_same_is_said_is_the_same_whatever_its_name() -> None:
    first, *others = declared_tasks()
    renamed = first.model_copy(update={"name": "平台改造"})
    (finding,) = compare(evaluation(TRAINING), [department(TRAINING, tasks=(renamed, *others))])
    assert finding.code == "AGAINST-034"


def test_a_task_that_nobody_declared_is_found() -> None:
    declared = department(TRAINING, tasks=declared_tasks()[:-1])
    (finding,) = compare(evaluation(TRAINING), [declared])
    assert (finding.code, finding.path) == ("AGAINST-033", ("年度重点工作任务", 2, "名称"))


def test_the_report_of_a_department_without_tasks_of_its_own_has_none_too_many() -> None:
    assert compare(evaluation(TRAINING), [projects(TRAINING)]) == ()


@pytest.mark.parametrize(
    ("declared", "severity", "told"),
    [
        ("培训6期，人员能够办理业务。", Severity.WARNING, "“培训6期”改为“培训5期”"),
        ("培训5期，全部人员能够办理业务。", Severity.INFORMATION, "少了“全部”"),
        ("培训5期；人员能够办理业务", None, ""),
    ],
)
def test_a_goal_of_a_task_or_of_the_department_that_became_another_is_found(
    declared: str, severity: Severity | None, told: str
) -> None:
    said = "培训5期，人员能够办理业务。"
    first, *others = declared_tasks()
    tasks = (first.model_copy(update={"goal": (declared,)}), *others)
    (reported, *more) = published().key_tasks
    report = evaluation(TRAINING).model_copy(
        update={"key_tasks": (reported.model_copy(update={"goal": (said,)}), *more)}
    )
    of_task = compare(report, [department(TRAINING, tasks=tasks)])
    goals = department(TRAINING).model_copy(update={"goals": (declared,)})
    of_all = compare(evaluation(TRAINING).model_copy(update={"goals": (said,)}), [goals])
    if severity is None:
        assert of_task == of_all == ()
        return
    ((one,), (other,)) = of_task, of_all
    task_goal = ("年度重点工作任务", 0, "任务绩效目标")
    assert (one.code, one.severity, one.path) == ("AGAINST-035", severity, task_goal)
    assert (other.code, other.severity, other.path) == (
        "AGAINST-027",
        severity,
        ("部门整体支出绩效目标",),
    )
    assert told in one.message
    assert told in other.message


def test_another_amount_for_a_task_is_found() -> None:
    declared = department()
    first, *others = declared.tasks
    dearer = declared.model_copy(
        update={"tasks": (first.model_copy(update={"amount": Amount(2)}), *others)}
    )
    (finding,) = compare(dearer, [declared])
    assert (finding.code, finding.path) == (
        "AGAINST-036", ("年度重点工作任务", 0, "拟投入的资金")
    )  # fmt: skip
    assert "2.00万元，部门申报表的拟投入的资金为1.00万元" in finding.message


@given(
    declared=st.decimals(1, 10**6, places=2),
    expected=st.decimals(1, 10**6, places=2),
    unit=st.sampled_from(["人", "%", "册", "万元"]),
    sign=st.sampled_from(["不少于", "≥", "不超过", ""]),
)
def test_every_changed_number_is_found(
    declared: Decimal, expected: Decimal, unit: str, sign: str
) -> None:
    found = quoted(f"{sign}{declared}{unit}", f"{sign}{expected}{unit}")
    assert bool({"AGAINST-007", "AGAINST-008"} & set(found)) is (declared != expected)


def with_the_first_number_raised(indicator: KeyIndicator) -> KeyIndicator:
    raised = re.sub(
        r"\d+", lambda digits: str(int(digits.group()) + 1), indicator.expected, count=1
    )
    return indicator.model_copy(update={"expected": raised})


@pytest.mark.parametrize("position", [1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14])
def test_every_changed_number_of_the_published_evaluation_is_found(position: int) -> None:
    effectiveness = published().effectiveness
    indicators = list(effectiveness.indicators)
    indicators[position] = with_the_first_number_raised(indicators[position])
    changed = effectiveness.model_copy(update={"indicators": tuple(indicators)})
    mutant = published().model_copy(update={"effectiveness": changed})
    findings = compare(mutant, [published_projects()])
    there = [one.code for one in findings if one.path == (*TARGETS, position, "预期实现值")]
    assert {"AGAINST-007", "AGAINST-008"} & set(there)


@pytest.mark.parametrize("amount", ["3505.90", "35059000元", "3655.90"])
def test_project_money_is_that_of_the_projects_with_development_or_without(amount: str) -> None:
    budget = PLAN.model_copy(update={"special_funds": Amount(150)})
    assert compare(department(budget=budget), [projects(amount=amount)]) == ()


def test_project_money_is_that_of_several_files_together() -> None:
    declared = department(("培训人次", "20人"))
    assert compare(declared, [projects(amount="3000.90"), projects(amount="505")]) == ()
    (finding,) = compare(declared, [projects(amount="3000.90")])
    assert (finding.code, finding.severity) == ("AGAINST-018", Severity.WARNING)
    assert (finding.document, finding.path) == (0, ("预算整体情况", "项目支出"))
    assert "部门申报的项目支出为3,505.90万元，申报的项目总计为3,000.90万元，后者少505.00万元" in (
        finding.message
    )
    assert "请把几份一并拿来对照" in finding.advice


def test_a_difference_that_rounding_of_the_projects_explains_is_information() -> None:
    (small,) = compare(department(), [projects(amount="3505.91")])
    (large,) = compare(department(), [projects(amount="3505.92")])
    assert (small.severity, large.severity) == (Severity.INFORMATION, Severity.WARNING)
    assert "在四舍五入的范围内" in small.message


def test_rounding_explains_a_difference_from_project_money_with_development_too() -> None:
    budget = PLAN.model_copy(update={"special_funds": Amount(150)})
    (finding,) = compare(department(budget=budget), [projects(amount="3655.91")])
    assert finding.severity is Severity.INFORMATION
    assert "项目支出连同事业发展性支出为3,655.90万元" in finding.message


def test_projects_without_money_are_not_compared() -> None:
    project = Project(name="日常经费", goal=("完成",))
    unit = SpendingUnit(name=CITY, projects=(project,))
    empty = ProjectTargets(year=2023, department=CITY, units=(unit,))
    assert compare(department(), [empty]) == ()


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"department": "某局"}, "AGAINST-001", "项目支出绩效目标表的部门是“某局”，部门申报表的是"),
        (
            {"year": 2024},
            "AGAINST-002",
            "项目支出绩效目标表是 2024 年度的，部门申报表是 2023 年度的",
        ),
    ],
)
def test_projects_of_another_department_or_year_are_not_compared_with_the_department(
    change: dict[str, object], code: str, words: str
) -> None:
    others = projects(amount="1.00").model_copy(update=change)
    (finding,) = compare(department(), [others])
    assert (finding.code, finding.severity, finding.document) == (code, Severity.ERROR, 1)
    assert words in finding.message


def test_amounts_are_shown_in_the_unit_of_the_form() -> None:
    yuan = Rounding(Unit.YUAN, 0)
    (finding,) = compare(department(), [projects(amount="3505.80")], yuan)
    assert "35,059,000元，申报的项目总计为35,058,000元，后者少1,000元" in finding.message


def test_rules_are_described_once_each_and_keep_to_their_severities() -> None:
    described = {rule.code: rule for rule in COMPARISON_RULES}
    assert len(described) == len(COMPARISON_RULES)
    for finding in compare(published(), [published_projects()]):
        rule = described[finding.code]
        assert finding.severity in rule.severities
        assert finding.basis == rule.basis

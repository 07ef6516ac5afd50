"""The declaration as printed: amounts with two decimals, goals numbered, labels merged."""

from __future__ import annotations

from perfreport.kinds.department_targets.printed import DepartmentTargetsView
from tests.kinds.views import view_of
from tests.small_files import DEPARTMENT, altered


def view(*replacements: tuple[str, str]) -> DepartmentTargetsView:
    made = view_of(altered(DEPARTMENT, *replacements))
    assert isinstance(made, DepartmentTargetsView)
    return made


def test_amounts_are_printed_with_separators_and_zeros() -> None:
    assert view().budget == (
        *("2,234.47", "874.39", "0.00", "0.00"),
        *("3,108.86", "0.00", "3,108.86", "0.00"),
    )


def test_an_amount_typed_in_yuan_is_printed_in_the_unit_of_the_form() -> None:
    assert view(("69.00", "690000元")).tasks[0].amount == "69.00"


def test_a_single_goal_has_no_number() -> None:
    assert view().goals == ("维护社会大局稳定。",)


def test_several_goals_are_numbered() -> None:
    several = view(("  - 维护", "  - 深化改革。\n  - 维护"))
    assert several.goals == ("一、深化改革。", "二、维护社会大局稳定。")


def test_the_paragraphs_of_a_task_stay_apart() -> None:
    assert view().tasks[0].content == ("一、宣传。", "二、培训。")


def test_without_other_tasks_the_form_says_so() -> None:
    assert view().other_tasks == ("无。",)
    assert view(("绩效指标:", "其他需完成的任务: 某事。\n绩效指标:")).other_tasks == ("某事。",)


def test_head_and_title_are_text() -> None:
    made = view()
    assert (made.title, made.year, made.department) == (
        "部门整体预算绩效目标申报表",
        "2024",
        "某某部门",
    )
    assert (made.unit, made.subordinate_units) == ("万元", "2")


def test_indicators_are_rows_with_merged_labels() -> None:
    second = "  - {一级: 产出指标, 二级: 质量指标, 名称: 乙, 实施周期指标值: 1, 年度指标值: 1}\n"
    rows = view(("绩效指标:\n", f"绩效指标:\n{second}")).indicators
    assert [(row.level_one.rows, row.level_two.rows) for row in rows] == [(2, 1), (0, 1)]


def test_classified_values_are_worded_and_public_ones_printed() -> None:
    hidden = "  - {二级: 数量指标, 名称: 甲, 涉密: true}\n"
    public = "  - {二级: 数量指标, 名称: 乙, 实施周期指标值: 95%, 年度指标值: 90%}\n"
    first, second, _ = view(("绩效指标:\n", f"绩效指标:\n{hidden}{public}")).indicators
    assert (first.cycle_value, first.annual_value) == ("保密项目", "保密项目")
    assert (second.cycle_value, second.annual_value) == ("95%", "90%")
    assert (first.level_one.text, first.level_one.rows, second.level_one.rows) == ("产出指标", 3, 0)

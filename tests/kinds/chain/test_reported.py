"""A report on all evaluation tables beside these: what differs is found at its place."""

from __future__ import annotations

import pytest

import perfreport as library
from perfreport import Finding, InputError
from perfreport.basics import resources
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.summarising import begun_report, form_of_report
from tests.kinds.chain.evaluations import DREDGING, HEAD, REGISTRY, TRAINING, TWO, of
from tests.small_files import altered

FOLDER = resources.examples() / "year"
REPORT, TABLES = (
    (FOLDER / f"{name}.yaml").read_text("utf-8") for name in ("6-自评总结", "5-项目自评")
)


def loaded(text: str) -> Loaded:
    return understand(parse_source(text, "某.yaml"), REGISTRY, allow_pending=True)


def found(report: str, *tables: str) -> list[Finding]:
    compared = check_loaded(loaded(report), REGISTRY, [loaded(each) for each in tables])
    return [each for each in compared if each.code.startswith("AGAINST")]


def told(report: str, *tables: str) -> list[tuple[str, int, str]]:
    return [(each.code, each.document, each.path.label) for each in found(report, *tables)]


def test_the_report_of_the_year_says_what_the_tables_say() -> None:
    assert found(REPORT, TABLES) == []


MONEY, SCORES = "章节.项目支出预算执行情况", "章节.各项目自评得分"
FAULTS = [
    ("全年预算数: 350.00,", "全年预算数: 351.00,", "AGAINST-043", f"{MONEY}[1].全年预算数"),
    ("全年执行数: 97.50,", "全年执行数: 97.40,", "AGAINST-043", f"{MONEY}[2].全年执行数"),
    ("执行率: 98.91%}", "执行率: 98.81%}", "AGAINST-043", f"{MONEY}[1].执行率"),
    ("得分: 99.89,", "得分: 99.98,", "AGAINST-044", f"{SCORES}[1].得分"),
    ("得分: 99.75, 等级: 优", "得分: 99.75, 等级: 良", "AGAINST-044", f"{SCORES}[2].等级"),
    (
        "- {项目名称: 政务服务平台升级改造, 主管", "- {项目名称: 政务服务平台改造升级, 主管",
        "AGAINST-042", f"{SCORES}[1].项目名称",
    ),
    ("预算安排项目支出2项", "预算安排项目支出3项", "AGAINST-045", "章节.项目支出基本情况"),
    ("全年预算数合计450.00", "全年预算数合计460.00", "AGAINST-045", "章节.项目支出基本情况"),
    ("全年执行数合计443.70", "全年执行数合计443.71", "AGAINST-045", "章节.项目支出基本情况"),
    ("总体执行率98.6%", "总体执行率98.06%", "AGAINST-045", "章节.项目支出基本情况"),
    ("没有达到的2项", "没有达到的1项", "AGAINST-045", "章节.项目支出基本情况"),
    ("平均得分99.82分", "平均得分99.28分", "AGAINST-045", "章节.自评得分和等级"),
    ("“优”的2项", "“优”的1项", "AGAINST-045", "章节.自评得分和等级"),
    ("占100%", "占50%", "AGAINST-045", "章节.自评得分和等级"),
    ("三级指标12个", "三级指标13个", "AGAINST-045", "章节.绩效目标和指标完成情况"),
    ("，完成12个", "，完成11个", "AGAINST-045", "章节.绩效目标和指标完成情况"),
    ("完成率100%。", "完成率99%。", "AGAINST-045", "章节.绩效目标和指标完成情况"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "place"), FAULTS)
def test_a_figure_that_differs_is_found_at_its_place_and_nowhere_else(
    old: str, new: str, code: str, place: str
) -> None:
    assert told(altered(REPORT, (old, new)), TABLES) == [(code, 0, place)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("执行率: 98.91%}", "执行率: 98.9%}"),
        ("总体执行率98.6%", "总体执行率98.60%"),
        ("平均得分99.82分", "平均得分99.8分"),
        ("全年预算数合计450.00万元", "全年预算数合计450万元"),
        ("得分: 99.89,", "得分: 99.9,"),
        ("2个项目自评平均得分99.82分。", "两个项目得分都在九十九分以上，平均99分。"),
        ("培训426人；", "培训426人，完成率101%，完成7个；"),
        (", 等级: 优}\n    - {", "}\n    - {"),
        ("实施单位: 某某市政务服务中心", "实施单位: 中心"),
    ],
)
def test_what_is_rounded_worded_anew_or_about_something_else_is_not(old: str, new: str) -> None:
    assert told(altered(REPORT, (old, new)), TABLES) == []


def test_a_row_that_is_missing_is_found_in_the_table_and_one_too_many_in_the_report() -> None:
    (row,) = (line for line in REPORT.splitlines(keepends=True) if "97.50%" in line)
    assert told(altered(REPORT, (row, "")), TABLES) == [("AGAINST-041", 1, "项目[2].名称")]
    other = row.replace("基层政务服务人员培训", "档案整理")
    assert told(altered(REPORT, (row, row + other)), TABLES) == [
        ("AGAINST-042", 0, f"{MONEY}[3].项目名称")
    ]


def test_tables_of_several_units_are_taken_together() -> None:
    first, second = f"{HEAD}{DREDGING}", f"{HEAD}{TRAINING}"
    begun = begun_report(of(TWO), form_of_report(REGISTRY, None)).text
    assert found(begun, first, second) == []
    assert found(begun, TWO) == []
    codes = {code for code, _, _ in told(begun, first)}
    assert codes == {"AGAINST-042", "AGAINST-045"}


def test_the_department_above_may_sum_up_the_units_below_it() -> None:
    begun = begun_report(of(TWO), form_of_report(REGISTRY, None)).text
    above = altered(begun, ("部门名称: 某市水利局", "部门名称: 某市水务厅"))
    assert found(above, TWO) == []
    others = TWO.replace("河道清淤", "湖面保洁").replace("业务培训", "档案整理")
    assert {code for code, _, _ in told(above, others)} == {"AGAINST-001"}


def test_a_table_with_gaps_says_nothing_of_what_is_missing() -> None:
    gaps = altered(TABLES, ("全年执行数: 316.20", "全年执行数: 待填"))
    assert told(REPORT, gaps) == []


def test_a_report_on_a_form_that_sums_nothing_up_is_compared_with_nothing() -> None:
    report = library.load(resources.examples() / "national-2020-evaluation-report.yaml")
    with pytest.raises(InputError, match="报告不与别的文书对照"):
        library.check(report, against=library.loads(TABLES))


def test_the_tables_given_as_the_later_ones_are_told_to_be_the_earlier_ones() -> None:
    with pytest.raises(InputError, match="部门项目支出绩效自评总结报告在项目支出绩效自评表之后"):
        check_loaded(loaded(TABLES), REGISTRY, [loaded(REPORT)])


def test_an_older_copy_of_a_table_makes_no_project_missing() -> None:
    gaps = altered(TABLES, ("全年执行数: 316.20", "全年执行数: 待填"))
    assert told(REPORT, TABLES, gaps) == []

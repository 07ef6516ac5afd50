"""``perfreport year``: what there is of a department's year, and what fits."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

import perfreport as library
from perfreport.basics import resources
from tests.cli.running import Runner
from tests.cli.years import (
    DEPARTMENT,
    EVALUATED,
    NAMES,
    PLATFORM,
    SUMMARY,
    TARGETS,
    TRAINING,
    WATCHED,
    YEAR,
    begin,
    change,
    found,
    misfits,
    only_year,
    split,
)
from tests.small_files import altered


def test_a_year_that_fits_is_told_in_its_order(perfreport: Runner, papers: Path) -> None:
    outcome = perfreport("year", papers)
    assert (outcome.code, outcome.err) == (0, "")
    first, *rows = outcome.out.splitlines()
    assert first == f"{DEPARTMENT}　2023年度：6份文书，都相符"
    assert rows[:3] == [
        "  项目目标        1-项目目标.yaml",
        "  部门目标        2-部门目标.yaml  与项目目标相符",
        "  项目监控 1-7月  3-项目监控.yaml  与项目目标、部门目标相符",
    ]
    assert "缺" not in outcome.out


def test_a_report_on_all_tables_is_compared_with_them(perfreport: Runner, papers: Path) -> None:
    shutil.copy(YEAR / SUMMARY, papers)
    outcome = perfreport("year", papers)
    assert outcome.code == 0
    assert outcome.out.startswith(f"{DEPARTMENT}　2023年度：7份文书，都相符\n")
    assert outcome.out.endswith(f"部门项目支出绩效自评总结报告  {SUMMARY}  与项目自评表相符\n")


def test_a_report_that_nothing_is_compared_with_is_one_of_the_year(
    perfreport: Runner, papers: Path
) -> None:
    example = (YEAR.parent / "national-2020-evaluation-report.yaml").read_text("utf-8")
    text = re.sub("^部门名称: .*$", f"部门名称: {DEPARTMENT}", example, flags=re.MULTILINE)
    text = re.sub("^年度: .*$", "年度: 2023", text, flags=re.MULTILINE)
    (papers / "8-评价报告.yaml").write_text(text, "utf-8")
    outcome = perfreport("year", papers)
    assert outcome.code == 0
    assert outcome.out.startswith(f"{DEPARTMENT}　2023年度：7份文书，都相符\n")
    [line] = [line for line in outcome.out.splitlines() if "8-评价报告" in line]
    assert line.endswith("8-评价报告.yaml")


def test_programs_get_every_pair(perfreport: Runner, papers: Path) -> None:
    outcome = perfreport("year", papers, "--format", "json")
    year = only_year(outcome)
    assert library.year(papers).as_json() == found(outcome)
    assert (outcome.code, year["department"], year["year"]) == (0, DEPARTMENT, 2023)
    assert [each["name"] for each in year["documents"]] == NAMES
    for position, each in enumerate(year["documents"]):
        assert [pair["name"] for pair in each["compared"]] == NAMES[:position]
        assert all(pair["fits"] for pair in each["compared"])
    assert year["documents"][0]["projects"] == [PLATFORM, TRAINING]
    assert [each["period"] for each in year["documents"]][2:4] == ["1-7月", "1-7月"]
    assert (year["missing"], misfits(year), year["fits"]) == ([], [], True)


def test_a_changed_target_is_counted_where_it_differs(perfreport: Runner, papers: Path) -> None:
    change(papers / WATCHED, ("年度指标值: ≥6期", "年度指标值: ≥5期"))
    outcome = perfreport("year", papers, "--format", "json")
    assert outcome.code == 1
    assert misfits(only_year(outcome)) == [
        ("项目监控 1-7月", "项目目标", 0, 1),
        ("项目自评表", "项目监控 1-7月", 0, 1),
        ("自评报告", "项目监控 1-7月", 0, 1),
    ]
    text = perfreport("year", papers)
    assert text.code == 1
    assert "，3处不符\n" in text.out
    assert "与项目目标：警告1\n" in text.out
    check = next(line for line in text.out.splitlines() if WATCHED in line and "check" in line)
    again = perfreport(*shlex.split(check)[1:])
    assert "1个警告" in again.out


def test_what_is_only_a_hint_fits(perfreport: Runner, papers: Path) -> None:
    change(
        papers / WATCHED,
        ("年度总体目标: 举办业务培训班6期，", "年度总体目标: 举办培训班6期，"),
    )
    outcome = perfreport("year", papers)
    assert outcome.code == 0
    assert "都相符" in outcome.out
    assert "与项目目标：提示1\n" in outcome.out


def test_what_cannot_be_read_is_named_with_its_first_mistake_and_hides_nothing(
    perfreport: Runner, papers: Path
) -> None:
    change(papers / WATCHED, ("年度: 2023", "年度: 明年"), ("执行数: 178.40", "执行数: 很多"))
    outcome = perfreport("year", papers)
    assert outcome.code == 2
    assert f"{papers / WATCHED}:4：年度：" in outcome.out
    assert "很多" not in outcome.out
    assert "5份文书，都相符，缺1份" in outcome.out
    (unread,) = found(perfreport("year", papers, "--format", "json"))["unread"]
    assert unread["file"] == str(papers / WATCHED)


def test_a_draft_is_told_and_has_to_be_filled_in_before_it_is_used(
    perfreport: Runner, papers: Path
) -> None:
    change(papers / WATCHED, ("执行数: 178.40", "执行数: 待填"))
    (papers / EVALUATED).unlink()
    outcome = perfreport("year", papers)
    assert outcome.code == 0
    assert "1份没有填完" in outcome.out
    assert "草稿，待填1处\n" in outcome.out
    assert "项目自评表：先填好 3-项目监控.yaml\n" in outcome.out
    (lacking,) = only_year(perfreport("year", papers, "--format", "json"))["missing"]
    assert lacking["fill_in_first"] == [str(papers / WATCHED)]
    change(papers / WATCHED, ("执行数: 待填", "执行数: 178.40"))
    assert begin(perfreport, lacking).exists()


@pytest.mark.parametrize(
    "column", ["年初预算数: 320.00", "执行数: 178.40", "全年预计执行数: 320.00"]
)
def test_an_amount_yet_to_be_filled_in_makes_no_difference_of_sums(
    perfreport: Runner, papers: Path, column: str
) -> None:
    text = (papers / WATCHED).read_text("utf-8")
    open_one = f"{column.partition(':')[0]}: 待填"
    (papers / WATCHED).write_text(text.replace(column, open_one, 1), "utf-8")
    outcome = perfreport("year", papers, "--format", "json")
    assert (outcome.code, misfits(only_year(outcome))) == (0, [])


def test_what_a_draft_says_already_is_compared(perfreport: Runner, papers: Path) -> None:
    text = (papers / WATCHED).read_text("utf-8")
    changed = text.replace("年初预算数: 320.00", "年初预算数: 待填", 1)
    (papers / WATCHED).write_text(
        changed.replace("年初预算数: 30.00", "年初预算数: 31.00"), "utf-8"
    )
    outcome = perfreport("year", papers, "--format", "json")
    assert ("项目监控 1-7月", "项目目标", 0, 1) in misfits(only_year(outcome))


def test_a_blank_without_department_and_year_belongs_nowhere(
    perfreport: Runner, papers: Path
) -> None:
    assert perfreport("new", "henan-project-monitoring", "-o", papers / "空白.yaml").code == 0
    outcome = perfreport("year", papers)
    assert outcome.code == 0
    assert outcome.out.endswith("\n\n归不到年度的\n  空白.yaml　年度、部门名称还没有填写\n")


def test_departments_are_told_apart(perfreport: Runner, papers: Path) -> None:
    other = papers / "体育局"
    other.mkdir()
    text = (papers / TARGETS).read_text("utf-8")
    (other / "目标.yaml").write_text(text.replace(DEPARTMENT, "某某市体育局"), "utf-8")
    outcome = perfreport("year", papers, "--format", "json")
    one, whole = found(outcome)["years"]
    assert (outcome.code, one["department"], whole["missing"]) == (0, "某某市体育局", [])
    assert [each["name"] for each in one["missing"]] == [
        "部门目标",
        "项目监控",
        "部门监控",
        "项目自评表",
        "自评报告",
    ]
    assert {str(Path(each["arguments"][-1]).parent) for each in one["missing"]} == {str(other)}


def test_a_department_in_another_width_is_the_same(perfreport: Runner, papers: Path) -> None:
    change(
        papers / WATCHED,
        (f"部门名称: {DEPARTMENT}", f"部门名称: {DEPARTMENT[:4]} {DEPARTMENT[4:]}"),
    )
    assert len(only_year(perfreport("year", papers, "--format", "json"))["documents"]) == 6


def test_projects_in_several_files_are_told_together(perfreport: Runner, papers: Path) -> None:
    split(papers, TARGETS, "资金使用单位", "中心/目标.yaml", "机关/目标.yaml")
    split(papers, WATCHED, "项目", "中心/监控.yaml", "机关/监控.yaml")
    outcome = perfreport("year", papers, "--format", "json")
    year = only_year(outcome)
    assert (outcome.code, misfits(year), year["missing"]) == (0, [], [])
    department = next(each for each in year["documents"] if each["name"] == "部门目标")
    files = [str(papers / each / "目标.yaml") for each in ("中心", "机关")]
    assert [pair["files"] for pair in department["compared"]] == [files]


@pytest.mark.parametrize("file", sorted({path.name for path in YEAR.iterdir()} - {SUMMARY}))
def test_a_copy_beside_a_document_makes_no_difference(
    perfreport: Runner, papers: Path, file: str
) -> None:
    shutil.copy(papers / file, papers / f"副本-{file}")
    outcome = perfreport("year", papers, "--format", "json")
    year = only_year(outcome)
    assert (outcome.code, misfits(year), year["missing"]) == (0, [], [])
    assert len(year["documents"]) == 7
    (repeating,) = (each for each in year["documents"] if each["repeats"])
    (repeated,) = repeating["repeats"]
    assert {repeating["file"], repeated["file"]} == {
        str(papers / file),
        str(papers / f"副本-{file}"),
    }
    assert repeated["projects"] == repeating["projects"]
    text = perfreport("year", papers).out
    assert "，1处重复\n" in text
    told = f"与{Path(repeated['file']).name}重复"
    assert f"{told}：项目“{PLATFORM}”等2个\n" in text if repeated["projects"] else told in text


def test_an_older_version_is_told_by_its_file(perfreport: Runner, papers: Path) -> None:
    text = (papers / TARGETS).read_text("utf-8")
    (papers / "旧稿.yaml").write_text(text.replace("≥6期", "≥8期"), "utf-8")
    outcome = perfreport("year", papers)
    assert outcome.code == 1
    assert "与旧稿.yaml：警告1\n" in outcome.out
    assert f"与{TARGETS}、部门目标相符\n" in outcome.out


def test_two_periods_of_monitoring_are_compared_in_their_order(
    perfreport: Runner, papers: Path
) -> None:
    text = altered(
        (papers / WATCHED).read_text("utf-8"),
        ("监控期间: 1-7月", "监控期间: 1-9月"),
        ("执行数: 178.40", "执行数: 160.00"),
    )
    (papers / "0-再监控.yaml").write_text(text, "utf-8")
    outcome = perfreport("year", papers, "--format", "json")
    assert outcome.code == 1
    found_ones = misfits(only_year(outcome))
    assert ("项目监控 1-9月", "项目监控 1-7月", 0, 1) in found_ones
    assert not [each for each in found_ones if each[0] == "项目监控 1-7月"]


def test_reports_on_forms_of_their_own_are_listed(perfreport: Runner, papers: Path) -> None:
    shutil.copy(resources.examples() / "henan-2020-evaluation-summary.yaml", papers)
    outcome = perfreport("year", papers, "--format", "json")
    document = library.load(papers / "henan-2020-evaluation-summary.yaml")
    years = {(each["department"], each["year"]): each for each in found(outcome)["years"]}
    (listed,) = years[document.department, document.year]["documents"]
    assert (listed["name"], listed["compared"]) == (document.kind, [])


def test_other_files_are_passed_over(perfreport: Runner, papers: Path) -> None:
    before = perfreport("year", papers)
    (papers / "说明.txt").write_text("记事", "utf-8")
    (papers / "初稿.docx").write_bytes(b"PK no document")
    outcome = perfreport("build", papers / TARGETS, "-o", papers, "-f", "xlsx", "-f", "docx")
    assert outcome.code == 0
    assert perfreport("year", papers) == before


def test_a_data_workbook_counts_like_any_data_file(perfreport: Runner, papers: Path) -> None:
    library.dump(library.load(papers / WATCHED), papers / "3-项目监控.xlsx")
    (papers / WATCHED).unlink()
    year = only_year(perfreport("year", papers, "--format", "json"))
    assert (misfits(year), year["missing"], len(year["documents"])) == ([], [], 6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("空", "空：这个文件夹里没有数据文件（"),
        ("没有", "没有：没有这个文件夹"),
        (f"一年/{TARGETS}", "没有这个文件夹；请写放着"),
        ("一年 --year 2020", "一年：这个文件夹里没有 2020 年度的文书；有的年度：2023"),
    ],
)
def test_what_cannot_be_looked_at_is_refused(
    perfreport: Runner, papers: Path, arguments: str, message: str
) -> None:
    Path("空").mkdir()
    outcome = perfreport("year", *arguments.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_no_line_is_wider_than_a_page(perfreport: Runner, papers: Path) -> None:
    deep = papers / "很长的文件夹名称用来放一个单位的材料" / "又一层很长的文件夹名称"
    deep.mkdir(parents=True)
    (papers / WATCHED).rename(deep / "一份名称很长的监控表.yaml")
    change(papers / EVALUATED, ("年度指标值: ≥6期", "年度指标值: ≥5期"))
    (papers / "4-部门监控.yaml").unlink()
    (papers / "坏.yaml").write_text("年度: 2023\n", "utf-8")
    outcome = perfreport("year", papers)
    assert outcome.code == 2
    # A path cannot be broken where it is to be copied.
    lines = [each for each in outcome.out.splitlines() if f"{papers}/" not in each]
    assert max(map(cell_len, lines)) <= 100
    assert len(lines) > 12

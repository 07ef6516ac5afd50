"""``perfreport year``: what a department's year lacks, and the commands that begin it."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

import perfreport as library
from perfreport.basics import resources
from perfreport.documents.lacking import ANY_FORM
from tests.cli.running import Runner
from tests.cli.years import (
    DEPARTMENT,
    EVALUATED,
    PLATFORM,
    TARGETS,
    TRAINING,
    WATCHED,
    YEAR,
    begin,
    found,
    only_year,
    split,
)


@pytest.mark.parametrize(
    ("file", "missing", "form"),
    [
        (TARGETS, "项目目标", ""),
        ("2-部门目标.yaml", "部门目标", ""),
        (WATCHED, "项目监控", ""),
        ("4-部门监控.yaml", "部门监控", ""),
        (EVALUATED, "项目自评表", ""),
        ("7-自评报告.yaml", "自评报告", "guangzhou-self-evaluation"),
    ],
)
def test_what_is_taken_away_is_missing_and_the_command_begins_it(
    perfreport: Runner, papers: Path, file: str, missing: str, form: str
) -> None:
    (papers / file).unlink()
    text = perfreport("year", papers)
    assert f"{missing} " in text.out
    assert "（缺）" in text.out
    (lacking,) = only_year(perfreport("year", papers, "--format", "json"))["missing"]
    assert (lacking["name"], lacking["projects"], lacking["fill_in_first"]) == (missing, [], [])
    made = begin(perfreport, lacking, form)
    assert made.parent == papers
    if lacking["arguments"][1] == "draft":
        after = only_year(perfreport("year", papers, "--format", "json"))
        assert after["missing"] == []
        assert next(each for each in after["documents"] if each["file"] == str(made))["pending"]


def test_a_command_over_several_lines_is_typed_as_it_stands(
    perfreport: Runner, papers: Path
) -> None:
    (papers / EVALUATED).unlink()
    outcome = perfreport("year", papers)
    _, _, command = outcome.out.partition("项目自评表\n")
    words = shlex.split(command.replace("\\\n", ""))
    (lacking,) = only_year(perfreport("year", papers, "--format", "json"))["missing"]
    assert words == lacking["arguments"]


def test_a_folder_with_a_blank_in_its_name_is_quoted(
    perfreport: Runner, papers: Path, tmp_path: Path
) -> None:
    spaced = Path(papers.rename("我的 文书"))
    (spaced / WATCHED).unlink()
    (lacking,) = only_year(perfreport("year", spaced, "--format", "json"))["missing"]
    assert begin(perfreport, lacking).exists()


def test_years_are_told_apart_and_the_next_is_begun_from_the_last(
    perfreport: Runner, papers: Path
) -> None:
    text = (papers / WATCHED).read_text("utf-8")
    (papers / "明年.yaml").write_text(text.replace("2023", "2024"), "utf-8")
    outcome = perfreport("year", papers, "--format", "json", "--year", "2024")
    year = only_year(outcome)
    assert (outcome.code, year["year"], len(year["documents"])) == (0, 2024, 1)
    begun = {each["name"]: each for each in year["missing"]}
    assert str(papers / TARGETS) in begun["项目目标"]["arguments"]
    made = begin(perfreport, begun["项目目标"])
    assert made.name == "项目目标.yaml"
    assert "年度: 2024\n" in made.read_text("utf-8")
    assert [
        each["year"] for each in found(perfreport("year", papers, "--format", "json"))["years"]
    ] == [2023, 2024]


def test_a_project_that_the_next_stage_has_in_no_file_is_missing(
    perfreport: Runner, papers: Path
) -> None:
    split(papers, TARGETS, "资金使用单位", "中心/目标.yaml", "机关/目标.yaml")
    split(papers, WATCHED, "项目", "中心/监控.yaml", "机关/监控.yaml")
    (papers / "中心" / "监控.yaml").unlink()
    outcome = perfreport("year", papers, "--format", "json")
    (lacking,) = only_year(outcome)["missing"]
    assert (outcome.code, lacking["name"], lacking["projects"]) == (1, "项目监控", [PLATFORM])
    assert f"项目监控：没有项目“{PLATFORM}”\n" in perfreport("year", papers).out
    made = begin(perfreport, lacking)
    text = made.read_text("utf-8")
    assert made.parent.name == "中心"
    assert PLATFORM in text
    assert TRAINING not in text
    assert only_year(perfreport("year", papers, "--format", "json"))["missing"] == []


def missing_beside(perfreport: Runner, papers: Path, *examples: str) -> list[list[str]]:
    """The commands for what is missing beside some of the examples, as of one department."""
    papers.mkdir()
    for name in examples:
        content = yaml.load(
            (resources.examples() / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader
        )
        text = yaml.safe_dump({**content, "部门名称": "某某局", "年度": "2024"}, allow_unicode=True)
        (papers / f"{name}.yaml").write_text(text, "utf-8")
    year = only_year(perfreport("year", papers, "--format", "json"))
    for each in year["missing"]:
        if not (each["form_is_open"] or each["fill_in_first"]):
            begin(perfreport, each)
    return [each["arguments"][1:] for each in year["missing"]]


@pytest.mark.parametrize(
    ("example", "begun"),
    [
        ("henan-2022-project-targets", "project-evaluation --form henan-2020-project-evaluation"),
        (
            "henan-bond-project-targets",
            "project-evaluation --form henan-bond-project-evaluation",
        ),
        ("henan-2022-transfer-targets", f"transfer-evaluation --form {ANY_FORM}"),
        (
            "sichuan-2023-project-targets",
            "project-evaluation --form sichuan-2023-project-evaluation",
        ),
        ("shanghai-2026-project-targets", f"project-evaluation --form {ANY_FORM}"),
        ("guangzhou-2024-department-targets", "self-evaluation --form guangzhou-self-evaluation"),
    ],
)
def test_a_form_of_the_region_and_of_the_sort_is_suggested(
    perfreport: Runner, papers: Path, example: str, begun: str
) -> None:
    commands = missing_beside(perfreport, papers / "另一个", example)
    assert begun.split() in [words[1:4] for words in commands]


def test_projects_of_two_sorts_are_begun_apart(perfreport: Runner, papers: Path) -> None:
    sorts = ("henan-2022-project-targets", "henan-bond-project-targets")
    department = "henan-2022-department-targets"
    commands = missing_beside(perfreport, papers / "另一个", *sorts, department)
    evaluations = [words for words in commands if words[1] == "project-evaluation"]
    forms = [words[3] for words in evaluations]
    assert sorted(forms) == ["henan-2020-project-evaluation", "henan-bond-project-evaluation"]
    for words in evaluations:
        assert [Path(each).stem for each in words[5:-2:2]] == [sorts["bond" in words[3]]]
    assert len({words[-1] for words in commands}) == len(commands)


def test_what_two_departments_of_a_folder_lack_goes_into_files_of_its_own(
    perfreport: Runner, papers: Path
) -> None:
    text = (papers / TARGETS).read_text("utf-8")
    (papers / "另一局.yaml").write_text(text.replace(DEPARTMENT, "某某市体育局"), "utf-8")
    (papers / WATCHED).unlink()
    years = found(perfreport("year", papers, "--format", "json"))["years"]
    commands = [each["arguments"] for year in years for each in year["missing"]]
    watched = [words[-1] for words in commands if words[2] == "project-monitoring"]
    assert len(watched) == len(set(watched)) == 2
    assert all(not Path(name).exists() for name in watched)


def words_of(gap: dict[str, Any]) -> tuple[str, ...]:
    return tuple(gap["arguments"][1:])


def test_what_comes_first_is_begun_first_and_the_rest_from_that(
    perfreport: Runner, papers: Path
) -> None:
    for file in papers.iterdir():
        if file.name != EVALUATED:
            file.unlink()
    year = only_year(perfreport("year", papers, "--format", "json"))
    targets, watched = str(papers / "项目目标.yaml"), str(papers / "项目监控.yaml")
    first, of_department, monitoring, watched_department, report = year["missing"]
    assert words_of(first) == ("new", "henan-2022-project-targets", "-o", targets)
    assert (first["fill_in_first"], of_department["arguments"][1]) == ([], "new")
    form = ("--form", "henan-project-monitoring")
    assert words_of(monitoring) == (
        "draft", "project-monitoring", *form, "--from", targets, "-o", watched
    )  # fmt: skip
    assert monitoring["fill_in_first"] == [targets]
    assert watched_department["fill_in_first"] == [str(papers / "部门目标.yaml")]
    assert words_of(report)[1:4] == ("self-evaluation", "--form", ANY_FORM)
    assert "  还缺的，依次起草：\n" in perfreport("year", papers).out


def test_the_targets_that_are_to_be_filled_in_begin_the_rest_once_they_are(
    perfreport: Runner, papers: Path
) -> None:
    for file in papers.iterdir():
        if file.name != EVALUATED:
            file.unlink()
    watched = only_year(perfreport("year", papers, "--format", "json"))["missing"][2]
    shutil.copy(YEAR / TARGETS, papers / "项目目标.yaml")  # filled in
    assert begin(perfreport, watched).exists()


def test_a_report_waits_for_the_tables_of_the_projects(perfreport: Runner, papers: Path) -> None:
    for name in (EVALUATED, "7-自评报告.yaml"):
        (papers / name).unlink()
    year = only_year(perfreport("year", papers, "--format", "json"))
    table, report = year["missing"]
    assert (table["name"], table["fill_in_first"]) == ("项目自评表", [])
    assert report["fill_in_first"] == [table["arguments"][-1]]
    assert len([word for word in report["arguments"] if word == "--from"]) == 5


def test_no_form_of_another_region_is_suggested(perfreport: Runner, papers: Path) -> None:
    for name in ("2-部门目标.yaml", "4-部门监控.yaml"):
        (papers / name).unlink()
    # Of the department only a report of Guangzhou is left, beside tables of Henan.
    year = only_year(perfreport("year", papers, "--format", "json"))
    regions = {each.id: each.region for each in library.list_forms()}
    suggested = {
        regions[word] for each in year["missing"] for word in each["arguments"] if word in regions
    }
    assert suggested == {"广州市"}
    assert [words_of(each)[:4] for each in year["missing"]] == [
        ("new", "guangzhou-department-targets", "-o", str(papers / "部门目标.yaml")),
        ("draft", "department-monitoring", "--form", ANY_FORM),
    ]


def test_a_year_that_has_not_begun_is_begun_from_the_last(perfreport: Runner, papers: Path) -> None:
    text = perfreport("year", papers, "--year", "2024")
    assert (text.code, text.err) == (0, "")
    assert text.out.startswith(f"{DEPARTMENT}　2024年度：还没有文书，缺2份\n")
    year = only_year(perfreport("year", papers, "--year", "2024", "--format", "json"))
    assert [words_of(each)[:4] for each in year["missing"]] == [
        ("draft", "project-targets", "--from", str(papers / TARGETS)),
        ("draft", "department-targets", "--from", str(papers / "2-部门目标.yaml")),
    ]
    for each in year["missing"]:
        made = begin(perfreport, each)
        assert made.name.startswith("2024-")
        assert "年度: 2024\n" in made.read_text("utf-8")
    assert perfreport("year", papers, "--year", "2026").code == 2


def test_targets_from_last_years_tables_are_on_a_form_of_their_region(
    perfreport: Runner, papers: Path
) -> None:
    table = yaml.load(
        (resources.examples() / "anhui-2022-project-evaluation.yaml").read_text("utf-8"),
        yaml.BaseLoader,
    )
    text = yaml.safe_dump({**table, "部门名称": DEPARTMENT}, allow_unicode=True)
    (papers / "去年.yaml").write_text(text, "utf-8")
    (papers / TARGETS).unlink()
    year = only_year(perfreport("year", papers, "--year", "2023", "--format", "json"))
    targets = next(each for each in year["missing"] if each["name"] == "项目目标")
    assert words_of(targets)[:6] == (
        "draft", "project-targets", "--form", ANY_FORM, "--from", str(papers / "去年.yaml")
    )  # fmt: skip


def test_targets_in_several_files_are_begun_file_by_file(perfreport: Runner, papers: Path) -> None:
    split(papers, TARGETS, "资金使用单位", "中心/目标.yaml", "机关/目标.yaml")
    (papers / EVALUATED).unlink()
    year = only_year(perfreport("year", papers, "--year", "2024", "--format", "json"))
    made = [begin(perfreport, each) for each in year["missing"] if each["name"] == "项目目标"]
    assert {each.parent.name for each in made} == {"中心", "机关"}


def test_what_says_the_same_is_to_be_kept_once_before_it_is_used(
    perfreport: Runner, papers: Path
) -> None:
    (papers / EVALUATED).unlink()
    copy = papers / "副本.yaml"
    shutil.copy(papers / TARGETS, copy)
    (lacking,) = only_year(perfreport("year", papers, "--format", "json"))["missing"]
    assert lacking["keep_one_of"] == [str(papers / TARGETS), str(copy)]
    assert f"项目自评表：先只留一份：{TARGETS}、副本.yaml\n" in perfreport("year", papers).out
    copy.unlink()
    (lacking,) = only_year(perfreport("year", papers, "--format", "json"))["missing"]
    assert begin(perfreport, lacking).exists()


def test_the_report_that_sums_up_the_tables_may_be_begun(perfreport: Runner, papers: Path) -> None:
    split(papers, EVALUATED, "项目", "中心/自评.yaml", "机关/自评.yaml")
    year = only_year(perfreport("year", papers, "--format", "json"))
    (possible,) = year["possible"]
    assert (year["missing"], possible["name"]) == ([], "部门项目支出绩效自评总结报告")
    assert words_of(possible)[:3] == (
        "summary", str(papers / "中心/自评.yaml"), str(papers / "机关/自评.yaml")
    )  # fmt: skip
    assert "  还可以起草：\n    部门项目支出绩效自评总结报告\n" in perfreport("year", papers).out
    assert begin(perfreport, possible).exists()
    assert only_year(perfreport("year", papers, "--format", "json"))["possible"] == []

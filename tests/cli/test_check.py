"""``perfreport check`` and ``rules``: findings by file, for people and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.documents.findings.handbook import all_rules, rules_text
from tests.checks.reports.sarif import Log
from tests.cli.running import Outcome, Runner
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with
from tests.typeset.made_fonts import make_font, save_font

Writer = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return written


def test_findings_are_printed_with_line_code_advice_and_basis(
    perfreport: Runner, write: Writer
) -> None:
    path = write("自评.yaml", REPORT)
    outcome = perfreport("check", path)
    line = line_with(REPORT, "分值: 50")
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.startswith(f"{path}：1个错误、2个警告\n")
    assert f"  错误 SCORE-001　{path}:{line}　履职效能.分值\n" in outcome.out
    assert "      处理：" in outcome.out
    assert "      依据：" in outcome.out


def test_warnings_alone_are_no_failure(perfreport: Runner, write: Writer) -> None:
    outcome = perfreport("check", write("项目.yaml", PROJECTS))
    assert outcome.code == 0
    assert "1个警告" in outcome.out


def test_what_the_pdf_cannot_print_is_found_with_the_fonts_at_hand(
    perfreport: Runner, write: Writer, tmp_path: Path
) -> None:
    path = write("项目.yaml", altered(PROJECTS, ("聘请编外人员。", "聘请😀。")))
    outcome = perfreport("check", path, "--no-system-fonts")
    assert outcome.code == 0
    line = line_with(PROJECTS, "聘请编外人员。")
    place = f"{path}:{line}　资金使用单位[1].项目[1].绩效目标[1]"
    assert f"  警告 PRINT-001　{place}\n      PDF 印不出“😀”（U+1F600）" in outcome.out
    font = make_font({"familyName": "某体", "psName": "Mouti"}, {"😀": 1000})
    save_font(font, tmp_path / "字体" / "某体.ttf")
    with_font = perfreport("check", path, "--no-system-fonts", "--fonts", tmp_path / "字体")
    assert "PRINT-001" not in with_font.out


def test_every_file_is_checked_and_one_error_counts(perfreport: Runner, write: Writer) -> None:
    files = [write("项目.yaml", PROJECTS), write("自评.yaml", REPORT)]
    outcome = perfreport("check", *files)
    assert outcome.code == 1
    for path in files:
        assert f"{path}：" in outcome.out
    assert outcome.out.endswith("共检查2份文书：1个错误、3个警告\n")


def test_an_example_without_a_mistake_says_so(perfreport: Runner) -> None:
    path = resources.examples() / "panyu-2024-department-targets.yaml"
    assert perfreport("check", path).code == 0


def test_every_place_that_is_to_be_filled_in_is_listed_with_its_line(
    perfreport: Runner, write: Writer
) -> None:
    text = altered(REPORT, ("双监控。", "待填"), ("分值: 50\n", "分值: 待填\n"))
    path = write("草稿.yaml", text)
    outcome = perfreport("check", path)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{path}：2个错误\n")
    for part in ("绩效管理情况: 待填", "分值: 待填"):
        assert f"      第{line_with(text, part)}行　" in outcome.out


def test_the_findings_of_a_comparison_name_the_file_they_are_about(
    perfreport: Runner, write: Writer
) -> None:
    evaluation, declaration = write("自评.yaml", REPORT), write("项目.yaml", PROJECTS)
    outcome = perfreport("check", evaluation, "--against", declaration)
    assert outcome.code == 1
    line = line_with(PROJECTS, "年度")
    assert f"  错误 AGAINST-002　{declaration}:{line}　年度\n" in outcome.out


def test_the_examples_of_one_department_and_year_are_compared(perfreport: Runner) -> None:
    folder = resources.examples()
    evaluation = folder / "guangzhou-2023-self-evaluation.yaml"
    declaration = folder / "guangzhou-2023-project-targets.yaml"
    alone = perfreport("check", evaluation)
    compared = perfreport("check", evaluation, "--against", declaration)
    assert "AGAINST-" not in alone.out
    assert "AGAINST-" in compared.out


def test_a_department_is_compared_with_all_its_projects(perfreport: Runner, write: Writer) -> None:
    first, second = write("项目一.yaml", PROJECTS), write("项目二.yaml", PROJECTS)
    department = write("部门.yaml", DEPARTMENT)
    outcome = perfreport("check", department, "--against", first, "--against", second)
    assert outcome.code == 0
    line = line_with(DEPARTMENT, "项目支出")
    assert f"  警告 AGAINST-018　{department}:{line}　预算整体情况.项目支出\n" in outcome.out
    assert "申报的项目总计为211.60万元" in outcome.out


def test_json_is_all_there_is_on_standard_output(perfreport: Runner, write: Writer) -> None:
    files = [write("自评.yaml", REPORT), write("项目.yaml", PROJECTS)]
    outcome = perfreport("check", *files, "--format", "json")
    assert (outcome.code, outcome.err) == (1, "")
    report = json.loads(outcome.out)
    assert [each["file"] for each in report["files"]] == [str(path) for path in files]
    first = report["files"][0]["findings"][0]
    assert (first["code"], first["severity"]) == ("SCORE-001", "error")
    assert first["line"] == line_with(REPORT, "分值: 50")


def test_sarif_is_all_there_is_on_standard_output(perfreport: Runner, write: Writer) -> None:
    outcome = perfreport("check", write("自评.yaml", REPORT), "--format", "sarif")
    assert (outcome.code, outcome.err) == (1, "")
    log = Log.model_validate_json(outcome.out)
    assert "SCORE-001" in {result.rule_id for result in log.runs[0].results}


def test_the_mistakes_of_all_files_are_told_at_once(
    perfreport: Runner, write: Writer, tmp_path: Path
) -> None:
    wrong = write("错.yaml", altered(PROJECTS, ("财政拨款: 59.80", "财政拔款: 59.80")))
    arguments = (wrong, "--against", tmp_path / "没有.yaml")
    outcome = perfreport("check", write("自评.yaml", REPORT), *arguments)
    assert outcome.code == 2
    assert outcome.out.startswith(f"{tmp_path / '自评.yaml'}：")
    assert "AGAINST-" not in outcome.out
    assert f"{wrong}:{line_with(PROJECTS, '财政拨款: 59.80')}：" in outcome.err
    assert f"{tmp_path / '没有.yaml'}：找不到这个文件" in outcome.err


@pytest.fixture
def mixed(write: Writer, tmp_path: Path) -> list[Path]:
    """A file with a mistake, one that is not there, one that has a finding, one that is empty."""
    wrong = altered(PROJECTS, ("财政拨款: 59.80", "财政拔款: 59.80"), ("年度: 2024", "年度: 一"))
    missing, empty = tmp_path / "没有.yaml", write("空.yaml", "")
    return [write("错.yaml", wrong), missing, write("自评.yaml", REPORT), empty]


def test_json_has_the_mistakes_of_files_that_cannot_be_read_among_the_findings(
    perfreport: Runner, mixed: list[Path]
) -> None:
    outcome = perfreport("check", *mixed, "--format", "json")
    assert (outcome.code, outcome.err) == (2, "")
    files = json.loads(outcome.out)["files"]
    assert [each["file"] for each in files] == [str(path) for path in mixed]
    wrong, missing, report, empty = (each["findings"] for each in files)
    assert [each["line"] for each in wrong] == [
        line_with(PROJECTS, "年度"),
        line_with(PROJECTS, "财政拨款: 59.80"),
    ]
    assert wrong[1]["place"] == "资金使用单位[1].项目[1].财政拔款"
    assert "是不是“财政拨款”？" in wrong[1]["message"]
    assert report[0]["code"] == "SCORE-001"
    assert missing[0]["message"].startswith("找不到这个文件")
    for findings in (wrong, missing, empty):
        for each in findings:
            assert (each["code"], each["severity"]) == ("INPUT", "error")
            assert each.keys() | {"line"} == report[0].keys()


def test_alone_a_good_file_has_the_same_findings_for_programs(
    perfreport: Runner, mixed: list[Path]
) -> None:
    together = json.loads(perfreport("check", *mixed, "--format", "json").out)["files"]
    alone = json.loads(perfreport("check", mixed[2], "--format", "json").out)["files"]
    assert together[2] == alone[0]


def test_sarif_has_the_mistakes_of_files_that_cannot_be_read_among_the_results(
    perfreport: Runner, mixed: list[Path]
) -> None:
    outcome = perfreport("check", *mixed, "--format", "sarif")
    assert (outcome.code, outcome.err) == (2, "")
    (run,) = Log.model_validate_json(outcome.out).runs
    assert {"INPUT", "SCORE-001"} <= {result.rule_id for result in run.results}
    rules = run.tool.driver.rules
    assert all(rules[result.rule_index].id == result.rule_id for result in run.results)
    first = run.results[0].locations[0].physical_location
    assert first
    assert first.region
    assert first.region.start_line == line_with(PROJECTS, "年度")


def test_nothing_is_compared_with_some_of_the_declarations_alone(
    perfreport: Runner, write: Writer, tmp_path: Path
) -> None:
    department, missing = write("部门.yaml", DEPARTMENT), tmp_path / "没有.yaml"
    against = ("--against", write("项目.yaml", PROJECTS), "--against", missing)
    outcome = perfreport("check", department, *against, "--format", "json")
    assert outcome.code == 2
    own, other = json.loads(outcome.out)["files"]
    alone = json.loads(perfreport("check", department, "--format", "json").out)["files"]
    assert [own] == alone
    assert other["file"] == str(missing)
    assert other["findings"][0]["code"] == "INPUT"


@pytest.mark.parametrize("report", ["json", "sarif"])
def test_documents_that_cannot_be_compared_are_told_to_programs_too(
    perfreport: Runner, write: Writer, report: str
) -> None:
    files = (write("甲.yaml", PROJECTS), "--against", write("乙.yaml", DEPARTMENT))
    outcome = perfreport("check", *files, "--format", report)
    assert (outcome.code, outcome.err) == (2, "")
    json.loads(outcome.out)
    assert '"INPUT"' in outcome.out
    assert '"IND-005"' in outcome.out  # what is found in the document alone


def test_what_is_compared_with_may_still_have_gaps_and_is_told_to(
    perfreport: Runner, write: Writer
) -> None:
    pending = altered(PROJECTS, ("财政拨款: 59.80", "财政拨款: 待填"), ("年度: 2024", "年度: 2023"))
    declaration = write("项目.yaml", pending)
    outcome = perfreport("check", write("自评.yaml", REPORT), "--against", declaration)
    assert "AGAINST-016" in outcome.out
    assert "AGAINST-003" not in outcome.out
    line = line_with(pending, "待填")
    assert f"  提示 DRAFT-002　{declaration}:{line}　" in outcome.out
    assert "所对照的这一份还有 1 处没有填写" in outcome.out


def test_a_file_is_not_compared_with_itself(perfreport: Runner, write: Writer) -> None:
    projects = write("项目.yaml", PROJECTS)
    outcome = perfreport("check", projects, "--against", projects)
    assert outcome.code == 2
    assert outcome.err.startswith(
        f"{projects}:{line_with(PROJECTS, '文种')}：文种：这一份与要检查的"
    )
    assert "不能与自己对照；请给前面环节的，可以用：项目支出绩效目标表" in outcome.err


def test_the_earlier_one_given_as_the_later_one_is_told_to_be_so(
    perfreport: Runner, write: Writer
) -> None:
    report = write("自评.yaml", REPORT)
    outcome = perfreport("check", write("项目.yaml", PROJECTS), "--against", report)
    assert outcome.code == 2
    assert "部门整体支出绩效自评报告在项目支出绩效目标表之后，前后写反了" in outcome.err
    assert "请检查这一份，用项目支出绩效目标表来对照（--against）" in outcome.err


@pytest.mark.parametrize(("checked", "against"), [(PROJECTS, DEPARTMENT), (REPORT, REPORT)])
def test_only_an_evaluation_and_a_declaration_are_compared(
    perfreport: Runner, write: Writer, checked: str, against: str
) -> None:
    outcome = perfreport("check", write("甲.yaml", checked), "--against", write("乙.yaml", against))
    assert outcome.code == 2
    assert "AGAINST-" not in outcome.out
    (line,) = outcome.err.splitlines()
    assert ".yaml:1：文种：" in line


def test_a_form_that_is_damaged_has_its_own_exit_code(
    perfreport: Runner, write: Writer, tmp_path: Path
) -> None:
    outcome = perfreport("check", write("项目.yaml", PROJECTS), "--templates", tmp_path / "没有")
    assert (outcome.code, outcome.out) == (3, "")
    assert "没有这个版式文件夹" in outcome.err


def test_all_rules_are_listed(perfreport: Runner) -> None:
    outcome = perfreport("rules")
    assert (outcome.code, outcome.out, outcome.err) == (0, rules_text(), "")


def listed(outcome: Outcome) -> list[str]:
    """The codes of the rules that were listed."""
    return re.findall(r"^  ([A-Z]+-\d+)　", outcome.out, re.MULTILINE)


def test_rules_are_found_by_a_word_in_any_of_their_parts(perfreport: Runner) -> None:
    for word in ("SUM-011", "sum-011", "ＳＵＭ－０１１"):
        assert listed(perfreport("rules", word)) == ["SUM-011"]
    for rule in all_rules():
        for part in (rule.title, rule.checks, rule.basis):
            assert rule.code in listed(perfreport("rules", part))


def test_several_words_are_all_looked_for(perfreport: Runner) -> None:
    both = listed(perfreport("rules", "合计", "SUM"))
    assert both == [c for c in listed(perfreport("rules", "合计")) if c.startswith("SUM-")]
    assert len(listed(perfreport("rules", "合计"))) > len(both) > 1
    assert listed(perfreport("rules", "合计 SUM")) == both


def test_how_many_rules_were_found_is_said(perfreport: Runner) -> None:
    outcome = perfreport("rules", "SUM-011")
    assert outcome.out.startswith(f"检查规则共{len(all_rules())}条，这里列出1条；")


@pytest.mark.parametrize("report", ["text", "json"])
def test_rules_that_are_not_there_are_told_with_what_to_do(perfreport: Runner, report: str) -> None:
    outcome = perfreport("rules", "合计", "没有的", "--format", report)
    assert outcome.code == 1
    assert outcome.err.startswith("没有检查规则同时有“合计”、“没有的”；请少写几个词或换个说法")
    assert outcome.out == ("" if report == "text" else '{\n  "rules": []\n}\n')


def test_rules_are_there_for_programs_too(perfreport: Runner) -> None:
    rules = json.loads(perfreport("rules", "--format", "json").out)["rules"]
    assert [rule["code"] for rule in rules] == [rule.code for rule in all_rules()]
    (found,) = json.loads(perfreport("rules", "SUM-013", "--format", "json").out)["rules"]
    assert found["severities"] == ["error", "information"]
    assert found["kinds"] == "项目支出绩效目标表"
    assert all(found[key] for key in ("title", "checks", "basis"))

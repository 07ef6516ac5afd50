"""Findings as text, JSON and SARIF."""

from __future__ import annotations

import dataclasses
import json

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.pending import PENDING_RULE
from perfreport.documents.findings.checked import Checked, Origin
from perfreport.documents.findings.handbook import all_rules
from perfreport.documents.findings.programs import as_json, as_sarif
from perfreport.documents.findings.text import as_text
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from tests.checks.reports.sarif import Log, Region, Run

SUM = Finding(
    code="SUM-001",
    title="收入与支出",
    severity=Severity.WARNING,
    path=DataPath("预算整体情况", "财政拨款"),
    message="收入合计为3,401.36万元，支出合计为3,400.36万元",
    advice="请核对",
    basis="算术关系",
)
BRACKET = Finding(
    code="TEXT-008",
    title="成对的标点",
    severity=Severity.ERROR,
    path=DataPath("绩效指标", 13, "名称"),
    message="引号没有配对",
    advice="请补上",
    basis="《标点符号用法》",
)
DECLARED = Finding(
    code="SUM-003",
    title="任务资金与项目资金",
    severity=Severity.INFORMATION,
    path=DataPath("年度重点工作任务"),
    message="任务资金较多",
    advice="请核对",
    basis="算术关系",
    document=1,
)


def line_of(path: DataPath) -> int | None:
    return 10 * len(path)


IN_FILE = Checked((SUM, BRACKET), Origin("数据/自评 2024.yaml", line_of))
IN_MEMORY = Checked((SUM,))
AGAINST = Checked((DECLARED,), Origin("自评.yaml", line_of), (Origin("申报.yaml", line_of),))

PENDING = tuple(
    PENDING_RULE.findings(
        SelfEvaluation,
        [DataPath("部门职能"), DataPath("存在的主要问题"), DataPath("履职效能", "得分")],
    )
)


def test_text_gives_place_figures_advice_and_basis_errors_first() -> None:
    assert as_text([IN_FILE]) == (
        "数据/自评 2024.yaml：1个错误、1个警告\n"
        "\n"
        "  错误 TEXT-008　数据/自评 2024.yaml:30　绩效指标[14].名称\n"
        "      引号没有配对\n"
        "      处理：请补上\n"
        "      依据：《标点符号用法》\n"
        "\n"
        "  警告 SUM-001　数据/自评 2024.yaml:20　预算整体情况.财政拨款\n"
        "      收入合计为3,401.36万元，支出合计为3,400.36万元\n"
        "      处理：请核对\n"
        "      依据：算术关系\n"
    )


def test_text_for_data_from_python_gives_the_path() -> None:
    assert "  警告 SUM-001　预算整体情况.财政拨款\n" in as_text([IN_MEMORY])


def without_unit(number: int, advice: str = "请写明单位") -> Finding:
    return Finding(
        code="IND-007",
        title="指标值的单位",
        severity=Severity.WARNING,
        path=DataPath("绩效指标", number, "年度指标值"),
        message=f"只有数字“{number}”",
        advice=advice,
        basis="某规定",
    )


def test_text_says_what_findings_of_one_rule_have_in_common_once() -> None:
    checked = Checked([without_unit(number) for number in range(5)], Origin("甲.yaml", line_of))
    assert as_text([checked]) == (
        "甲.yaml：5个警告\n"
        "\n"
        "  警告 IND-007　指标值的单位：5处\n"
        "      第30行　绩效指标[1].年度指标值\n"
        "          只有数字“0”\n"
        "      第30行　绩效指标[2].年度指标值\n"
        "          只有数字“1”\n"
        "      第30行　绩效指标[3].年度指标值\n"
        "          只有数字“2”\n"
        "      另有 2 处，perfreport check 甲.yaml --all 列出全部\n"
        "      处理：请写明单位\n"
        "      依据：某规定\n"
    )


def test_text_gives_advice_of_its_own_at_each_place() -> None:
    findings = [without_unit(0, "写成 0%"), without_unit(1, "写成 1个")]
    text = as_text([Checked(findings, Origin("甲.yaml", line_of))])
    assert "          只有数字“0”\n          处理：写成 0%\n" in text
    assert "          只有数字“1”\n          处理：写成 1个\n" in text
    assert text.count("依据：") == 1


def test_text_lists_every_place_when_it_is_asked_for() -> None:
    checked = Checked([without_unit(number) for number in range(5)], Origin("甲.yaml", line_of))
    text = as_text([checked], most=None)
    assert text.count("只有数字") == 5
    assert "另有" not in text


def test_findings_are_grouped_file_by_file() -> None:
    one = Checked([without_unit(0), BRACKET, without_unit(1)], Origin("甲.yaml", line_of))
    other = Checked([without_unit(2)], Origin("乙.yaml", line_of))
    text = as_text([one, other])
    assert text.index("TEXT-008") < text.index("指标值的单位：2处") < text.index("乙.yaml:30")


def test_places_in_a_declaration_name_its_file() -> None:
    findings = [DECLARED, dataclasses.replace(DECLARED, path=DataPath("甲"))]
    against = AGAINST._replace(findings=findings)
    assert "      申报.yaml　第10行　年度重点工作任务\n" in as_text([against])


def test_text_says_that_nothing_was_found() -> None:
    assert as_text([Checked((), Origin("甲.yaml", line_of))]) == "甲.yaml：没有发现问题\n"


def test_text_counts_over_several_files() -> None:
    assert as_text([IN_FILE, AGAINST]).endswith("共检查2份文书：1个错误、1个警告、1条提示\n")


def test_text_gives_what_is_still_to_be_filled_in_as_one_block() -> None:
    assert as_text([Checked(PENDING, Origin("草稿.yaml", line_of))]) == (
        "草稿.yaml：3个错误\n"
        "\n"
        "  错误 DRAFT-001　3处还没有填写\n"
        "      第10行　部门职能　主要职责、机构和人员\n"
        "      第10行　存在的主要问题\n"
        "      第20行　履职效能.得分　履职效能的自评得分\n"
        "      处理：请把“待填”换成要填的内容\n"
        "      说明：填完以前，其他规则没有检查\n"
        "      依据：文书应当填写完整\n"
    )


def test_text_says_that_a_draft_was_not_compared() -> None:
    against = Checked(PENDING, Origin("草稿.yaml", line_of), (Origin("申报.yaml", line_of),))
    assert "说明：填完以前，其他规则没有检查，与前面文书的对照只到已填的为止\n" in as_text(
        [against]
    )


def test_programs_are_told_every_place_that_is_to_be_filled_in() -> None:
    draft = Checked(PENDING, Origin("草稿.yaml", line_of))
    (file,) = json.loads(as_json([draft]))["files"]
    assert [each["place"] for each in file["findings"]] == [
        "部门职能",
        "存在的主要问题",
        "履职效能.得分",
    ]
    assert [result.rule_id for result in run_of(draft).results] == ["DRAFT-001"] * 3


def test_a_finding_about_a_declaration_gives_the_place_in_its_file() -> None:
    assert "提示 SUM-003　申报.yaml:10　年度重点工作任务" in as_text([AGAINST])
    assert json.loads(as_json([AGAINST]))["files"][0]["findings"][0]["file"] == "申报.yaml"


def test_json_says_what_the_text_says() -> None:
    assert json.loads(as_json([IN_FILE, IN_MEMORY])) == {
        "files": [
            {
                "file": "数据/自评 2024.yaml",
                "findings": [
                    {
                        "code": "SUM-001",
                        "severity": "warning",
                        "file": "数据/自评 2024.yaml",
                        "line": 20,
                        "place": "预算整体情况.财政拨款",
                        "message": SUM.message,
                        "advice": "请核对",
                        "basis": "算术关系",
                    },
                    {
                        "code": "TEXT-008",
                        "severity": "error",
                        "file": "数据/自评 2024.yaml",
                        "line": 30,
                        "place": "绩效指标[14].名称",
                        "message": "引号没有配对",
                        "advice": "请补上",
                        "basis": "《标点符号用法》",
                    },
                ],
            },
            {
                "file": "",
                "findings": [
                    {
                        "code": "SUM-001",
                        "severity": "warning",
                        "file": "",
                        "place": "预算整体情况.财政拨款",
                        "message": SUM.message,
                        "advice": "请核对",
                        "basis": "算术关系",
                    }
                ],
            },
        ]
    }


def run_of(*checked: Checked) -> Run:
    (run,) = Log.model_validate_json(as_sarif(checked)).runs
    return run


def test_sarif_has_the_parts_that_the_format_knows() -> None:
    run = run_of(IN_FILE, IN_MEMORY, AGAINST)
    assert [result.rule_id for result in run.results] == [
        "SUM-001",
        "TEXT-008",
        "SUM-001",
        "SUM-003",
    ]


def test_sarif_describes_every_rule_and_results_point_at_theirs() -> None:
    run = run_of(IN_FILE)
    rules = run.tool.driver.rules
    assert [rule.id for rule in rules] == [*(rule.code for rule in all_rules()), "INPUT"]
    assert all(rules[result.rule_index].id == result.rule_id for result in run.results)


def test_sarif_levels_follow_the_severities() -> None:
    run = run_of(IN_FILE, AGAINST)
    assert [result.level for result in run.results] == ["warning", "error", "note"]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("数据/自评 2024.yaml", "%E6%95%B0%E6%8D%AE/%E8%87%AA%E8%AF%84%202024.yaml"),
        ("/srv/a.yaml", "file:///srv/a.yaml"),
    ],
)
def test_sarif_names_files_as_uris(name: str, uri: str) -> None:
    (result,) = run_of(Checked((SUM,), Origin(name, line_of))).results
    (location,) = result.locations
    assert location.physical_location
    assert location.physical_location.artifact_location.uri == uri
    assert location.physical_location.region == Region(start_line=20)


def test_sarif_for_data_from_python_has_no_file() -> None:
    (result,) = run_of(IN_MEMORY).results
    (location,) = result.locations
    assert location.physical_location is None
    assert location.logical_locations[0].fully_qualified_name == "预算整体情况.财政拨款"

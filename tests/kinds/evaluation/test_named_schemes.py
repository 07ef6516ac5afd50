"""The scheme that data name (评分办法) takes the place of the form's, or is told to be none."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Score
from tests.kinds.evaluation.test_by_hand import PUMPS
from tests.small_files import altered

HALF = """\
方案: half-points
名称: 本市的计分规则
地区: 某市
自何时起: "2023"
依据: 检查所用
预算执行率: {分值: 10, 计分: 按比例, 依据: 第一条}
正向指标: {计分: (完成值÷指标值-及格线)÷(1-及格线), 及格线: 50%, 依据: 第二条}
"""


def refusal(text: str) -> list[tuple[str, str, int | None]]:
    with pytest.raises(InputError) as refused:
        perfreport.loads(text)
    return [(each.path.label, each.message, each.line) for each in refused.value.mistakes]


def scheme_named(scheme: str) -> str:
    return PUMPS.format(scheme=scheme, completed="否")


def test_an_unknown_scheme_is_told_with_its_line_and_the_nearest() -> None:
    ((place, message, line),) = refusal(scheme_named("mof-2020-1o"))
    assert (place, line) == ("评分办法", 5)
    assert "是不是 mof-2020-10？" in message
    assert "mof-2021-101" in message


def test_what_is_no_id_is_told() -> None:
    ((place, message, _),) = refusal(scheme_named("../secret"))
    assert place == "评分办法"
    assert "写法不对" in message


def test_an_unknown_scheme_is_told_with_all_other_mistakes() -> None:
    text = altered(scheme_named("mof-2022"), ("分值: 20", "分值: 二十"), ("2023\n", "二零二三\n"))
    assert [place for place, _, _ in refusal(text)] == [
        "年度",
        "评分办法",
        "项目[1].绩效指标[1].分值",
    ]


def test_a_scheme_of_reports_has_no_rules_for_a_table() -> None:
    ((place, message, _),) = refusal(scheme_named("guangzhou-self-evaluation-2023"))
    assert place == "评分办法"
    assert "是部门整体支出绩效自评报告的" in message


def test_a_scheme_of_ones_own_lies_beside_the_forms_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "half-points.yaml").write_text(HALF, "utf-8")
    settings = perfreport.Settings(templates=[tmp_path])
    document = perfreport.loads(scheme_named("half-points"), settings=settings)

    (pumps,) = perfreport.explain(document, "项目[1].绩效指标[1].得分", settings=settings)
    # 9 ÷ 12 = 75 %; (75 % − 50 %) ÷ (1 − 50 %) = 50 % of 20.
    assert (pumps.value, pumps.formula.split("：")[1]) == ("10", "20×(9÷12-50%)÷(1-50%)")
    assert pumps.basis == "本市的计分规则，第二条"


def test_a_scheme_of_ones_own_that_is_wrong_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    wrong = altered(HALF, ("及格线: 50%", "及格线: 100%"), ("half-points", "other"))
    (tmp_path / "schemes" / "half-points.yaml").write_text(wrong, "utf-8")
    with pytest.raises(InputError, match="及格线应低于 100%") as refused:
        perfreport.loads(
            scheme_named("half-points"), settings=perfreport.Settings(templates=[tmp_path])
        )
    assert "half-points.yaml" in str(refused.value)


def test_a_document_made_in_python_names_a_scheme() -> None:
    indicator = perfreport.EvaluatedIndicator(
        level_one="产出指标",
        level_two="数量指标",
        name="维修泵站数量",
        annual_value="≥12座",
        actual="9座",
        weight=20,
    )
    project = perfreport.EvaluatedProject(name="水旱灾害防御", indicators=[indicator])
    points = {}
    for scheme in (None, "mof-2021-101"):
        document = perfreport.ProjectEvaluation(
            form="national-2020-project-evaluation",
            year=2023,
            department="某县水利局",
            scheme=scheme,
            projects=[project],
        )
        (explained,) = perfreport.explain(document, "项目[1].绩效指标[1].得分")
        points[scheme] = explained.value
    assert points == {None: "15", "mof-2021-101": "7.5"}
    assert indicator.weight == Score(20)


def test_a_document_made_in_python_with_an_unknown_scheme_is_refused() -> None:
    document = perfreport.ProjectEvaluation(
        form="national-2020-project-evaluation",
        year=2023,
        department="某县水利局",
        scheme="mof-2021-11",
        projects=[perfreport.EvaluatedProject(name="水旱灾害防御")],
    )
    with pytest.raises(InputError, match="是不是 mof-2021-101？"):
        perfreport.check(document)

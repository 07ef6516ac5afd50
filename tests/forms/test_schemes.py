"""Evaluation schemes are dated data with their source."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.basics import resources
from perfreport.basics.errors import TemplateError
from perfreport.basics.quantities import Percent, Score
from perfreport.documents.checking import check_document
from perfreport.forms.registry import FormRegistry
from perfreport.forms.schemes import load_scheme
from perfreport.kinds.evaluation.scheme import EvaluationScheme
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.sections import Deduction, Effectiveness, reasons_for_loss
from tests.examples import example

CITY = "guangzhou-self-evaluation-2023"
BUILT_IN = sorted(path.stem for path in (resources.templates() / "schemes").glob("*.yaml"))


@pytest.mark.parametrize("scheme_id", BUILT_IN)
def test_a_scheme_adds_up_and_names_its_source(scheme_id: str) -> None:
    scheme = load_scheme(EvaluationScheme, scheme_id)
    sections = (scheme.effectiveness, scheme.efficiency_weight)
    totals = [each.total for each in (scheme.weights.sets if scheme.weights else ())]
    assert {*totals, Score.total(sections)} - {Score(0)} == {scheme.weight}
    assert scheme.source in scheme.citation
    names = [indicator.name for indicator in scheme.efficiency]
    assert len(set(names)) == len(names)


def test_the_city_scheme_has_the_23_indicators_and_50_points_as_published() -> None:
    scheme = load_scheme(EvaluationScheme, CITY)
    assert len(scheme.efficiency) == 23
    assert scheme.efficiency_weight == Score(50)
    by_level: dict[str, Score] = {}
    for each in scheme.efficiency:
        so_far = by_level.get(each.level_two, Score(0))
        by_level[each.level_two] = Score.total((so_far, each.weight))
    assert {name: str(score) for name, score in by_level.items()} == {
        "预算编制": "3",
        "预算执行": "4",
        "信息公开": "4",
        "绩效管理": "15",
        "采购管理": "10.0",
        "资产管理": "10",
        "运行成本": "4",
    }


def test_every_form_that_names_a_scheme_finds_it() -> None:
    registry = FormRegistry()
    forms = [registry.get(form_id) for form_id in registry.ids]
    named = [form for form in forms if isinstance(form, SelfEvaluationForm) and form.scheme_id]
    assert [form.scheme and form.scheme.id for form in named] == [form.scheme_id for form in named]
    assert named


def write_scheme(folder: Path, name: str, text: str) -> Path:
    (folder / "schemes").mkdir(exist_ok=True)
    (folder / "schemes" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def built_in(scheme_id: str) -> str:
    return (resources.templates() / "schemes" / f"{scheme_id}.yaml").read_text("utf-8")


def test_a_scheme_of_ones_own_goes_before_the_built_in_one(tmp_path: Path) -> None:
    text = built_in(CITY).replace("结转结余率, 分值: 2", "结转结余率, 分值: 1")
    folder = write_scheme(tmp_path, CITY, text)
    assert load_scheme(EvaluationScheme, CITY, [folder]).efficiency_weight == Score(49)
    report = example("guangzhou-2023-self-evaluation")
    ours = FormRegistry([folder]).get("guangzhou-self-evaluation")
    codes = [finding.code for finding in check_document(report, ours)]
    assert codes.count("SCORE-007") == 1
    theirs = FormRegistry().get("guangzhou-self-evaluation")
    assert "SCORE-007" not in [finding.code for finding in check_document(report, theirs)]


def test_a_document_number_is_cited_where_it_is_known(tmp_path: Path) -> None:
    text = built_in(CITY).replace("年度: 2023\n", "年度: 2023\n文号: 穗财绩〔2024〕1号\n")
    scheme = load_scheme(EvaluationScheme, CITY, [write_scheme(tmp_path, CITY, text)])
    assert "（穗财绩〔2024〕1号）" in scheme.citation


def test_a_scheme_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateError, match="没有评分办法“nowhere-2030”"):
        load_scheme(EvaluationScheme, "nowhere-2030")


def test_the_id_of_a_scheme_cannot_leave_its_folder() -> None:
    with pytest.raises(TemplateError, match="写法不对"):
        load_scheme(EvaluationScheme, "../forms/guangzhou-self-evaluation")


def test_a_wrong_scheme_is_explained_with_its_line(tmp_path: Path) -> None:
    text = built_in(CITY).replace("总分值: 100", "总分值: 一百")
    with pytest.raises(TemplateError, match=r"评分办法有误：\n.*yaml:\d+：总分值"):
        load_scheme(EvaluationScheme, CITY, [write_scheme(tmp_path, CITY, text)])


def test_a_scheme_must_be_called_like_its_file(tmp_path: Path) -> None:
    folder = write_scheme(tmp_path, "another", built_in(CITY))
    with pytest.raises(TemplateError, match="与文件名不同"):
        load_scheme(EvaluationScheme, "another", [folder])


def test_all_that_is_wrong_with_a_scheme_is_told_at_once(tmp_path: Path) -> None:
    text = (
        built_in("mof-2021-101")
        .replace("及格线: 60%", "及格线: 160%", 1)
        .replace("{一级: [成本指标], 分值: 20}", "{一级: [成本指标], 分值: 25}", 1)
        .replace("起: 80%, 得: 70%", "起: 50%, 得: 70%")
        .replace("名称: 实现目标程度较低", "名称: 部分实现目标")
        .replace("小数: 2", "小数: 两位")
        .replace("完成得满分", "完成的满分")
    )
    with pytest.raises(TemplateError) as caught:
        load_scheme(
            EvaluationScheme, "mof-2021-101", [write_scheme(tmp_path, "mof-2021-101", text)]
        )
    lines = text.splitlines()
    told = [line for line in str(caught.value).splitlines() if "yaml:" in line]
    assert [lines[int(line.split("yaml:")[1].split("：")[0]) - 1].strip() for line in told] == [
        "得分: {小数: 两位, 自定: true, 依据: 指引没有写几位小数}",
        "- 情形: 有成本指标",
        "完成的满分: true",
        "- {起: 60%, 得: 50%}",
        "及格线: 160%",
        "- {名称: 部分实现目标, 起: 0%}",
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("  及格线: 60%\n", "", "“计分”里有及格线的才写，也一定要写"),
        ("计分: 分档", "计分: 按比例", "“计分”写分档的才写，也一定要写"),
        ("{起: 0%, 得: 0%}", "{起: 10%, 得: 0%}", "最后一档应从 0% 起"),
        ("及格线: 60%", "及格线: 100%", "及格线应低于 100%"),
        ("及格线: 60%", "及格线: 160%", "160%不可用，应在 0% 与 100% 之间"),
        ("得: 70%", "得: 170%", "170%不可用"),
        ("预算执行率:\n  分值: 10", "预算执行率:\n  分值: 20", "没有一套的预算执行率是20分"),
        ('自何时起: "2021"', '自何时起: "2021"\n年度: 2021', "请写“年度”或“自何时起”，写一个"),
        ('自何时起: "2021"\n', "", "请写“年度”或“自何时起”，写一个"),
    ],
)
def test_what_contradicts_itself_is_told(
    tmp_path: Path, was: str, becomes: str, message: str
) -> None:
    text = built_in("mof-2021-101").replace(was, becomes, 1)
    folder = write_scheme(tmp_path, "mof-2021-101", text)
    with pytest.raises(TemplateError, match=message):
        load_scheme(EvaluationScheme, "mof-2021-101", [folder])


def test_a_scheme_of_the_report_has_both_its_parts(tmp_path: Path) -> None:
    text = built_in(CITY).replace("履职效能: 50\n", "")
    with pytest.raises(TemplateError, match="要写就都写"):
        load_scheme(EvaluationScheme, CITY, [write_scheme(tmp_path, CITY, text)])


def test_a_scheme_of_tables_does_not_do_for_the_report() -> None:
    ours = FormRegistry().get("guangzhou-self-evaluation")
    with pytest.raises(TemplateError, match="没有“履职效能”“管理效率”"):
        ours.going_by(load_scheme(EvaluationScheme, "mof-2020-10"))


def test_a_scheme_of_all_years_is_of_none_in_particular() -> None:
    assert not load_scheme(EvaluationScheme, "mof-2020-10").is_of_another_year(2031)
    assert load_scheme(EvaluationScheme, CITY).is_of_another_year(2024)
    assert not load_scheme(EvaluationScheme, CITY).is_of_another_year(2023)


def _section(score: str, rate: str | None, *deductions: Deduction) -> Effectiveness:
    return Effectiveness(
        weight=Score(50),
        score=Score(score),
        average_execution_rate=Percent(rate) if rate else None,
        deductions=deductions,
    )


@pytest.mark.parametrize(
    ("score", "rate"),
    [("49.99", "99.91%"), ("49.90", "99%"), ("49.95", "99%"), ("49.75", "95%"), ("49.5", "95%")],
)
def test_points_that_follow_from_the_execution_rate_need_no_words(score: str, rate: str) -> None:
    assert reasons_for_loss(_section(score, rate), load_scheme(EvaluationScheme, CITY)) == (
        Deduction(),
    )


@pytest.mark.parametrize(
    ("score", "rate"),
    [
        ("48.5", "97.35%"),  # far more than the rate costs
        ("49.94", "99.91%"),
        ("49.76", "95%"),  # less than it costs
        ("49.49", "95%"),
        ("49.99", "100%"),
        ("49.99", "101%"),
        ("49.99", None),
        ("50", "95%"),
    ],
)
def test_no_reason_is_made_up_where_the_loss_does_not_follow(score: str, rate: str | None) -> None:
    assert reasons_for_loss(_section(score, rate), load_scheme(EvaluationScheme, CITY)) == ()


def test_without_a_scheme_nothing_follows() -> None:
    assert reasons_for_loss(_section("49.99", "99.91%"), None) == ()


def test_reasons_that_are_written_stand_whatever_the_rate() -> None:
    written = (Deduction(stated_points=Score("1.5")),)
    section = _section("48.5", "97.35%", *written)
    assert reasons_for_loss(section, load_scheme(EvaluationScheme, CITY)) == written
    assert reasons_for_loss(section, None) == written

"""All checks of a document together: its own rules, what is 待填, its declarations."""

from __future__ import annotations

import pytest

import perfreport
from perfreport import Finding, InputError, Severity
from perfreport.basics import resources
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered, line_with

REGISTRY = FormRegistry()


def loaded(text: str) -> Loaded:
    return understand(parse_source(text, "数据.yaml"), REGISTRY, allow_pending=True)


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def test_a_file_and_a_document_from_python_have_the_same_findings() -> None:
    findings = check_loaded(loaded(REPORT), REGISTRY)
    assert "SCORE-001" in codes(findings)
    assert perfreport.check(perfreport.loads(REPORT)) == findings


def test_while_something_waits_to_be_filled_in_only_that_is_found() -> None:
    text = altered(REPORT, ("分值: 50\n", "分值: 待填\n"))
    (finding,) = check_loaded(loaded(text), REGISTRY)
    assert (finding.code, finding.path) == ("DRAFT-001", ("履职效能", "分值"))


def test_an_evaluation_is_compared_with_each_declaration() -> None:
    evaluation = perfreport.loads(REPORT)
    declarations = [perfreport.loads(PROJECTS), perfreport.loads(DEPARTMENT)]
    alone = perfreport.check(evaluation)
    findings = perfreport.check(evaluation, against=declarations)
    assert findings[: len(alone)] == alone
    compared = findings[len(alone) :]
    assert {(each.code, each.severity) for each in compared} == {("AGAINST-002", Severity.ERROR)}
    assert [each.document for each in compared] == [1, 2]


@pytest.mark.parametrize(
    ("checked", "against", "told"),
    [
        (PROJECTS, DEPARTMENT, "部门整体预算绩效目标申报表在项目支出绩效目标表之后，前后写反了"),
        (PROJECTS, REPORT, "部门整体支出绩效自评报告在项目支出绩效目标表之后，前后写反了"),
        (DEPARTMENT, REPORT, "用部门整体预算绩效目标申报表来对照（against）"),
        (
            REPORT,
            altered(REPORT, ("得分: 49.99", "得分: 49.98")),
            "这是部门整体支出绩效自评报告，不能用来对照部门整体支出绩效自评报告；"
            "可以用：部门整体预算绩效目标申报表、项目支出绩效目标表、项目支出绩效监控表",
        ),
        (REPORT, REPORT, "内容完全相同，不能与自己对照"),
    ],
)
def test_what_cannot_be_compared_is_refused_and_what_can_is_told(
    checked: str, against: str, told: str
) -> None:
    with pytest.raises(InputError) as raised:
        check_loaded(loaded(checked), REGISTRY, [loaded(against)])
    (mistake,) = raised.value.mistakes
    assert mistake.line == line_with(against, "文种")
    assert told in str(raised.value)


@pytest.mark.parametrize("gap", ["", "执行数: 178.40", "执行情况: 7个"])
def test_a_draft_is_not_compared_with_itself(gap: str) -> None:
    text = (resources.examples() / "year" / "3-项目监控.yaml").read_text("utf-8")
    draft = altered(text, (gap, f"{gap.partition(':')[0]}: 待填")) if gap else text
    with pytest.raises(InputError, match="不能与自己对照"):
        check_loaded(loaded(draft), REGISTRY, [loaded(draft)])


@pytest.mark.parametrize("later", ["1-10月", "前三季度", "截至8月", "2023年1-9月"])
def test_a_monitoring_of_more_months_is_the_later_one(later: str) -> None:
    first = (resources.examples() / "year" / "3-项目监控.yaml").read_text("utf-8")
    second = altered(first, ("监控期间: 1-7月", f"监控期间: {later}"))
    assert check_loaded(loaded(second), REGISTRY, [loaded(first)]) is not None
    with pytest.raises(InputError) as raised:
        check_loaded(loaded(first), REGISTRY, [loaded(second)])
    (mistake,) = raised.value.mistakes
    assert mistake.line == line_with(second, "监控期间")
    assert f"{later}的监控在1-7月的之后，前后写反了；请检查这一份" in str(raised.value)


def test_two_tables_of_one_period_are_compared_either_way() -> None:
    of_projects, of_department = (
        loaded((resources.examples() / "year" / f"{name}.yaml").read_text("utf-8"))
        for name in ("3-项目监控", "4-部门监控")
    )
    assert check_loaded(of_department, REGISTRY, [of_projects]) == ()
    assert check_loaded(of_projects, REGISTRY, [of_department]) == ()


def test_a_department_is_compared_with_its_projects() -> None:
    findings = check_loaded(loaded(DEPARTMENT), REGISTRY, [loaded(PROJECTS)])
    assert "AGAINST-018" not in codes(check_loaded(loaded(DEPARTMENT), REGISTRY))
    assert {each.code for each in findings if each.code.startswith("AGAINST")} == {"AGAINST-018"}


def test_what_has_nothing_before_it_is_compared_with_nothing() -> None:
    report = perfreport.load(resources.examples() / "national-2020-evaluation-report.yaml")
    with pytest.raises(InputError, match="报告不与别的文书对照"):
        perfreport.check(report, against=report)


def test_another_form_than_that_of_the_document_can_be_checked_against() -> None:
    document = perfreport.loads(PROJECTS)
    with pytest.raises(InputError, match="没有版式“没有”"):
        perfreport.check(document, form="没有")

"""All checks of a document together: its own rules, what is 待填, its declarations."""

from __future__ import annotations

import pytest

import perfreport
from perfreport import Finding, InputError, Severity
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded, declaration_of
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
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
    findings = perfreport.check(evaluation, against=declarations)  # type: ignore[arg-type]
    assert findings[: len(alone)] == alone
    compared = findings[len(alone) :]
    assert {(each.code, each.severity) for each in compared} == {("AGAINST-002", Severity.ERROR)}
    assert [each.document for each in compared] == [1, 2]


@pytest.mark.parametrize(
    ("checked", "against", "refused"),
    [
        (PROJECTS, DEPARTMENT, PROJECTS),
        (PROJECTS, PROJECTS, PROJECTS),
        (PROJECTS, REPORT, PROJECTS),
        (DEPARTMENT, DEPARTMENT, DEPARTMENT),
        (DEPARTMENT, REPORT, REPORT),
    ],
)
def test_what_cannot_be_compared_is_refused_and_what_can_is_told(
    checked: str, against: str, refused: str
) -> None:
    with pytest.raises(InputError) as raised:
        check_loaded(loaded(checked), REGISTRY, [loaded(against)])
    (mistake,) = raised.value.mistakes
    assert mistake.line == line_with(refused, "文种")
    assert f"这是{loaded(refused).document.kind}；" in str(raised.value)
    assert "可以用部门申报表对照项目支出绩效目标表" in str(raised.value)


def test_a_department_is_compared_with_its_projects() -> None:
    findings = check_loaded(loaded(DEPARTMENT), REGISTRY, [loaded(PROJECTS)])
    assert "AGAINST-018" not in codes(check_loaded(loaded(DEPARTMENT), REGISTRY))
    assert {each.code for each in findings if each.code.startswith("AGAINST")} == {"AGAINST-018"}


def test_an_evaluation_is_no_declaration() -> None:
    assert declaration_of(loaded(PROJECTS), KINDS) == perfreport.loads(PROJECTS)
    with pytest.raises(InputError, match=r"数据\.yaml:1：文种：这是自评报告；这里要用申报表"):
        check_loaded(loaded(REPORT), REGISTRY, [loaded(REPORT)])


def test_another_form_than_that_of_the_document_can_be_checked_against() -> None:
    document = perfreport.loads(PROJECTS)
    with pytest.raises(InputError, match="没有版式“没有”"):
        perfreport.check(document, form="没有")

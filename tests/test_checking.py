"""All checks of a document together: its own rules, what is 待填, its declarations."""

from __future__ import annotations

import pytest

import perfreport
from perfreport import Finding, InputError, Severity
from perfreport.checking import check_loaded, declaration_of
from perfreport.documents import Loaded, understand
from perfreport.forms.registry import FormRegistry
from perfreport.io.source import parse_source
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


def test_only_an_evaluation_is_compared_with_declarations() -> None:
    with pytest.raises(InputError) as raised:
        check_loaded(loaded(PROJECTS), REGISTRY, [loaded(DEPARTMENT)])
    (mistake,) = raised.value.mistakes
    assert mistake.line == line_with(PROJECTS, "文种")
    assert str(raised.value).endswith("只有自评报告能与申报对照")


def test_an_evaluation_is_no_declaration() -> None:
    assert declaration_of(loaded(PROJECTS)) == perfreport.loads(PROJECTS)
    with pytest.raises(InputError, match=r"数据\.yaml:1：文种：这是自评报告；这里要用申报表"):
        check_loaded(loaded(REPORT), REGISTRY, [loaded(REPORT)])


def test_another_form_than_that_of_the_document_can_be_checked_against() -> None:
    document = perfreport.loads(PROJECTS)
    with pytest.raises(InputError, match="没有版式“没有”"):
        perfreport.check(document, form="没有")

"""What the checks find in the published documents; every finding was compared with the paper."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from perfreport.checks.engine.finding import Finding, Severity
from perfreport.documents.checking import check_document
from tests.examples import EXAMPLES, example
from tests.strategies import FORMS

UNDERSTOOD: dict[str, list[dict[str, str]]] = yaml.load(
    (Path(__file__).parent / "examples.yaml").read_text("utf-8"), yaml.BaseLoader
)


def findings(name: str) -> tuple[Finding, ...]:
    document = example(name)
    assert document.form
    return check_document(document, FORMS[document.form])


def described(finding: Finding) -> str:
    return f"{finding.severity.label} {finding.code} {finding.path.label}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_in_an_example_is_understood(name: str) -> None:
    assert [described(each) for each in findings(name)] == [
        each["发现"] for each in UNDERSTOOD[name]
    ]
    assert all(each["缘由"] for each in UNDERSTOOD[name])


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_true_copy_of_a_published_document_has_no_errors(name: str) -> None:
    assert [each for each in findings(name) if each.severity is Severity.ERROR] == []

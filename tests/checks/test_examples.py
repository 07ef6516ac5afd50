"""What the checks find in the examples; every finding was compared with the paper."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from perfreport.checks.engine.finding import Finding, Severity
from perfreport.documents.checking import check_document
from tests.examples import EXAMPLES, example, form_of

UNDERSTOOD: dict[str, list[dict[str, str]]] = yaml.load(
    (Path(__file__).parent / "examples.yaml").read_text("utf-8"), yaml.BaseLoader
)


def findings(name: str) -> tuple[Finding, ...]:
    return check_document(example(name), form_of(name))


def described(finding: Finding) -> str:
    return f"{finding.severity.label} {finding.code} {finding.path.label}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_in_an_example_is_understood(name: str) -> None:
    assert [described(each) for each in findings(name)] == [
        each["发现"] for each in UNDERSTOOD.get(name, [])
    ]
    assert all(each["缘由"] for each in UNDERSTOOD.get(name, []))


INCOMPLETE = ("sichuan-2023-project-targets",)
"""What is to be had of these is a part, and their totals are of the whole."""


@pytest.mark.parametrize("name", [each for each in EXAMPLES if each not in INCOMPLETE])
def test_a_true_copy_of_a_published_document_has_no_errors(name: str) -> None:
    assert [each for each in findings(name) if each.severity is Severity.ERROR] == []

"""Every rule fires on what it is about, and not on its nearest harmless neighbour.

The cases are in ``cases/``, a file for each group of rules: changes to a small document in which
nothing is wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet

from perfreport.checks.engine.finding import Finding
from perfreport.kinds import KINDS
from tests.checks.snippets import ON_OTHER_FORMS, changed, check

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
]


def _changes(key: str) -> list[ParameterSet]:
    return [
        pytest.param(case["规则"], case["文书"], changes, id=f"{case['规则']}-{number}")
        for case in CASES
        for number, changes in enumerate(case[key], start=1)
    ]


def _described(finding: Finding) -> str:
    return f"{finding.severity.label} {finding.code} {finding.path.label}"


@pytest.mark.parametrize("base", ON_OTHER_FORMS)
def test_nothing_is_found_in_the_small_documents(base: str) -> None:
    assert check(ON_OTHER_FORMS[base]) == ()


@pytest.mark.parametrize(("code", "base", "case"), _changes("有"))
def test_a_rule_finds_what_it_is_about(code: str, base: str, case: dict[str, Any]) -> None:
    expected = [case["发现"]] if isinstance(case["发现"], str) else case["发现"]
    found = [_described(finding) for finding in check(changed(ON_OTHER_FORMS[base], case["改"]))]
    assert found == expected
    assert any(code in finding for finding in expected)


@pytest.mark.parametrize(("code", "base", "changes"), _changes("无"))
def test_a_rule_lets_its_nearest_neighbour_pass(
    code: str, base: str, changes: dict[str, Any]
) -> None:
    findings = check(changed(ON_OTHER_FORMS[base], changes))
    assert code not in [finding.code for finding in findings]


def test_every_rule_has_its_cases() -> None:
    assert {case["规则"] for case in CASES} == {rule.code for rule in KINDS.rules}
    assert all(case["有"] and case["无"] for case in CASES)


def test_no_two_rules_have_one_code() -> None:
    codes = [rule.code for rule in KINDS.rules]
    assert len(set(codes)) == len(codes)


def test_a_rule_declares_the_severities_of_its_findings() -> None:
    declared = {rule.code: set(rule.severities) for rule in KINDS.rules}
    for case in CASES:
        for changes in case["有"]:
            for finding in check(changed(ON_OTHER_FORMS[case["文书"]], changes["改"])):
                assert finding.severity in declared[finding.code]


def test_findings_say_what_to_do_and_on_what_basis() -> None:
    for case in CASES:
        for changes in case["有"]:
            for finding in check(changed(ON_OTHER_FORMS[case["文书"]], changes["改"])):
                assert finding.message
                assert finding.advice.startswith(
                    ("请", "如", "涉密", "文书", "得分", "各", "相差", "实施")
                )
                assert finding.basis

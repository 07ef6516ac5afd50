"""What is still to be filled in is an error with its place."""

from __future__ import annotations

from perfreport.basics.addresses import DataPath
from perfreport.checks.engine.finding import Severity
from perfreport.checks.pending import PENDING_RULE
from perfreport.kinds.project_targets.model import ProjectTargets


def test_each_place_that_waits_is_an_error_that_says_what_belongs_there() -> None:
    place = DataPath("资金使用单位", 0, "项目", 0, "绩效指标", 0, "年度指标值")
    (finding,) = PENDING_RULE.findings(ProjectTargets, [place])
    assert (finding.code, finding.severity, finding.path) == ("DRAFT-001", Severity.ERROR, place)
    assert "本年度要达到的值" in finding.advice


def test_a_document_that_is_filled_in_has_no_such_error() -> None:
    assert list(PENDING_RULE.findings(ProjectTargets, [])) == []

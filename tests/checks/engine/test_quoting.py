"""Messages quote names as Chinese typesetting does."""

from __future__ import annotations

from perfreport.checks.engine.quoting import quote
from tests.checks.snippets import BASES, changed, check


def test_quotation_marks_inside_a_quotation_are_single() -> None:
    assert quote("“会员之家”建设") == "“‘会员之家’建设”"


def test_a_finding_does_not_double_the_quotation_marks_of_a_name() -> None:
    position = 1 + [each["名称"] for each in BASES["自评"]["管理效率"]["指标"]].index(
        "“三公”经费控制情况"
    )
    findings = check(changed(BASES["自评"], {f"管理效率.指标[{position}].得分": "0"}))
    (unexplained,) = (finding for finding in findings if finding.code == "SCORE-004")
    assert unexplained.message.startswith("“‘三公’经费控制情况”扣了2分")

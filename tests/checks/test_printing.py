"""The rule about what a PDF cannot print."""

from __future__ import annotations

from perfreport import Severity
from perfreport.basics.addresses import DataPath
from perfreport.checks.printing import PRINTING_RULE, unprintable


def test_a_character_that_is_not_printed_is_a_warning_at_its_field() -> None:
    finding = unprintable(DataPath("部门名称"), "“ئ”（U+0626）", "请改用汉字")
    assert (finding.code, finding.severity) == ("PRINT-001", Severity.WARNING)
    assert (finding.path, finding.message) == (("部门名称",), "PDF 印不出“ئ”（U+0626）")
    assert finding.severity in PRINTING_RULE.severities

"""A warning line that the form's own text does not lay down says so."""

from __future__ import annotations

import perfreport
from tests.examples import FOLDER
from tests.kinds.monitoring.test_ticks import PROJECT


def test_a_borrowed_line_is_told_as_borrowed() -> None:
    text = (FOLDER / f"{PROJECT}.yaml").read_text("utf-8")
    later = text.replace("监控期间: 1-7月", "监控期间: 前三季度").replace(
        "填报月份: 8", "填报月份: 10"
    )
    findings = perfreport.check(perfreport.loads(later))
    (first, *_) = [each.message for each in findings if each.code == "MON-011"]
    assert "低于8月底的预警线60%（办法没有规定预警线，这条是自定或借用的，出处见依据）" in first

"""Sections that may be left out, one after the other: each text stands under its own heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kinds.report.reports import Reports, Tree, data

HEADINGS = tuple("甲乙丙丁戊己庚")
OUTLINE: list[Tree] = [
    {"标题": f"{each}类情况", "英文": f"part{n}", "必填": not n} for n, each in enumerate(HEADINGS)
]
TEMPLATE = "\n".join(
    f"{{%p if part{n} %}}\n一级标题: {each}类情况\n正文: [[ part{n} ]]\n{{%p endif %}}"
    if n
    else f"一级标题: {each}类情况\n正文: [[ part{n} ]]"
    for n, each in enumerate(HEADINGS)
)


@pytest.mark.parametrize("given", range(len(HEADINGS)))
def test_a_text_is_under_the_heading_that_it_was_printed_under(given: int, tmp_path: Path) -> None:
    reports = Reports.of(tmp_path, OUTLINE, TEMPLATE)
    sections = {f"{HEADINGS[n]}类情况": "已经完成。" for n in {0, given}}
    reading = reports.read(reports.word(data(sections)))
    assert reading.document == reports.document(data(sections))
    assert (reading.edits, reading.pending, reading.conflicts) == ((), (), ())

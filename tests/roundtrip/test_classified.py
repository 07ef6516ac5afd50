"""What is classified stays so, whatever somebody types over the words that stand in for it."""

from __future__ import annotations

import pytest

import perfreport
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import Reading, read_docx
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

VALUES = "实施周期指标值: 12次, 年度指标值: 12次"
CLASSIFIED_VALUES = altered(DEPARTMENT, (VALUES, "涉密: true"))


def typed_over(text: str, old: str, new: str, occurrence: int = 0) -> Reading:
    """The reading of the document of ``text`` after ``new`` was typed over ``old``."""
    editor = WordEditor(perfreport.render(perfreport.loads(text), "docx"))
    editor.replace(editor.paragraph(old, occurrence), old, new)
    return read_docx(editor.save(), FormRegistry())


@pytest.mark.parametrize(
    ("text", "old", "place"),
    [
        (PROJECTS, "涉密项目。按照", "资金使用单位[1].项目[2].绩效目标"),
        (REPORT, "按照《保密法》", "部门职能"),
        (CLASSIFIED_VALUES, "保密项目", "绩效指标[1].实施周期指标值"),
        (PROJECTS, "保密项目。", "资金使用单位[1].项目[2].绩效指标"),
    ],
)
def test_it_stays_classified_and_the_edit_is_a_conflict(text: str, old: str, place: str) -> None:
    reading = typed_over(text, old, "公开的文字。")
    assert reading.document == perfreport.loads(text)
    [conflict] = reading.conflicts
    assert conflict.place == place
    assert "公开的文字" in conflict.shown
    assert old in conflict.computed


def test_the_statement_itself_reads_as_ever() -> None:
    reading = typed_over(PROJECTS, "46.00", "47.00", 1)
    assert reading.document == perfreport.loads(altered(PROJECTS, ("46.00", "47.00")))
    assert not reading.conflicts

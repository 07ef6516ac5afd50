"""What is classified stays so, whatever somebody types over the words that stand in for it."""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple

import pytest
from pydantic import BaseModel

import perfreport
from perfreport.basics.addresses import ViewPath
from perfreport.blocks.indicator_form import IndicatorForm
from perfreport.blocks.model import Indicator
from perfreport.blocks.printed import IndicatorCell
from perfreport.blocks.withheld import Withheld
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import Project, ProjectTargets
from perfreport.roundtrip import Reading, read_docx
from perfreport.roundtrip.changes import Changes
from perfreport.roundtrip.restored import classified_in_cells, keep_classified_values
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


class _View(NamedTuple):
    indicators: Annotated[tuple[str, ...], IndicatorCell()]


class _Form(IndicatorForm):
    """A form that prints indicators in one cell of the document itself."""

    model: ClassVar = ProjectTargets
    view: ClassVar = _View

    def withheld(self, model: type[BaseModel]) -> tuple[Withheld, ...]:
        return (Withheld({"cycle_value": "保密", "annual_value": "保密"}),)


def test_a_classified_indicator_of_the_document_itself_stays_so() -> None:
    form = _Form.model_construct(**dict(FormRegistry().get("guangzhou-project-targets")))
    secret, public = Indicator(name="密事", classified=True), Indicator(name="公事")
    project = Project(name="项目", indicators=(secret, public))
    remembered = classified_in_cells(project, form)
    tree = {"indicators": [{"name": each, "annual_value": "5次"} for each in ("密事", "公事")]}
    keep_classified_values(tree, remembered, Changes(edited={ViewPath("indicators")}), form)
    assert tree["indicators"] == [
        {"name": "密事", "classified": True},
        {"name": "公事", "annual_value": "5次"},
    ]

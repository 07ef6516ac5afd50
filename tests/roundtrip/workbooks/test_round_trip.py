"""A printed workbook reads back into just the document it was made from."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from openpyxl.worksheet.header_footer import HeaderFooter

import perfreport
from perfreport.basics import resources
from perfreport.blocks.model import Document
from perfreport.documents.loading import fitted
from perfreport.roundtrip import read_xlsx
from tests.examples import example, rendered
from tests.forms.own_templates import with_form
from tests.roundtrip.workbooks.readings import (
    DEPARTMENT,
    REGISTRY,
    TABLES,
    is_untouched,
    read_after,
)
from tests.roundtrip.workbooks.sheet_editor import SheetEditor
from tests.strategies import documents
from tests.strategies.texts import odd_lines


@pytest.mark.parametrize("name", TABLES)
def test_an_example_reads_back_as_it_was(name: str) -> None:
    reading = read_xlsx(rendered(name, "xlsx"), REGISTRY)
    assert reading.document == example(name)
    assert (reading.form_id, reading.program) == (example(name).form, "Excel")
    assert is_untouched(reading)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_document_reads_back_as_it_was(document: Document) -> None:
    assume(not fitted(document, REGISTRY).form.in_prose)
    reading = read_xlsx(perfreport.render(document, "xlsx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents(lines=odd_lines))
def test_characters_of_any_sort_read_back_as_they_were(document: Document) -> None:
    assume(not fitted(document, REGISTRY).form.in_prose)
    reading = read_xlsx(perfreport.render(document, "xlsx"), REGISTRY)
    assert reading.document == document
    assert is_untouched(reading)


@pytest.mark.parametrize("name", TABLES)
def test_formulas_saved_without_their_values_are_computed(name: str) -> None:
    reading = read_after(name)
    assert reading.document == example(name)
    assert is_untouched(reading)


@pytest.mark.parametrize("name", TABLES)
def test_merged_cells_that_were_all_parted_are_read_as_if_they_were_not(name: str) -> None:
    reading = read_after(name, SheetEditor.part_all)
    assert reading.document == example(name)
    assert is_untouched(reading)


def lose_what_it_carried(editor: SheetEditor) -> None:
    editor.book.remove(editor.book["perfreport"])


def test_without_what_it_carried_a_workbook_is_read_by_its_look() -> None:
    reading = read_after(DEPARTMENT, lose_what_it_carried)
    assert reading.form_id == example(DEPARTMENT).form
    assert not reading.embedded
    assert not reading.unplaced


@pytest.mark.parametrize("name", TABLES)
def test_without_what_it_carried_its_formulas_are_computed_all_the_same(name: str) -> None:
    reading = read_after(name, lose_what_it_carried)
    assert not [each for each in reading.conflicts if not each.shown]


def test_a_formula_that_gives_another_total_is_a_conflict_without_what_it_carried() -> None:
    def add_up_otherwise(editor: SheetEditor) -> None:
        cell = next(e for e in editor.cells() if str(e.value).startswith("=ROUND(SUM("))
        cell.value = f"{cell.value}+1"

    reading = read_after("henan-2020-project-evaluation", lose_what_it_carried, add_up_otherwise)
    (conflict,) = reading.conflicts
    assert (conflict.shown, conflict.computed) == ("1,235.50", "1,234.50")


def test_a_header_of_somebodys_own_template_is_no_edit(tmp_path: Path) -> None:
    form_id = str(example(DEPARTMENT).form)
    template = docx.Document(str(resources.templates() / "docx" / f"{form_id}.docx"))
    header = template.sections[0].header
    header.paragraphs[0].text = "某局A&B 2024内部\t送审"
    header.add_paragraph("第二行")
    own = with_form(tmp_path, form_id, str) / "docx" / f"{form_id}.docx"
    own.parent.mkdir()
    template.save(str(own))
    settings = perfreport.Settings(templates=[tmp_path])
    for is_draft in (False, True):
        printed = perfreport.render(example(DEPARTMENT), "xlsx", draft=is_draft, settings=settings)
        assert perfreport.read_xlsx(printed, settings=settings).unplaced == ()
        # It is the form's own words and no data: printed again, it is there again.
        without = SheetEditor(printed)
        for sheet in without.sheets:
            assert sheet.oddHeader
            assert sheet.oddHeader.left.text
            sheet.HeaderFooter = HeaderFooter()
        reading = perfreport.read_xlsx(without.save(), settings=settings)
        assert reading.document == example(DEPARTMENT)
        assert (reading.edits, reading.conflicts, reading.unplaced) == ((), (), ())

"""A document goes into a workbook and comes back the same, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.data.data_files import parse_source
from perfreport.data.writing import dump, written_fields
from perfreport.documents.loading import declared, read_document, understand
from perfreport.forms.registry import FormRegistry
from perfreport.proof.samples import Wanted, sample, variants
from perfreport.sheets.reading import read_workbook
from perfreport.sheets.workbook import Spot
from perfreport.workbooks.writing import write
from tests.examples import FOLDER
from tests.strategies import TABLES, documents, form_of
from tests.test_drafts_round_trip import SOURCES, drafts, with_gaps_at
from tests.workbooks.through import through

_REGISTRY = FormRegistry()
_DRAFTED = (
    "guangzhou-2023-self-evaluation",
    "guangzhou-2024-department-targets",
    "henan-2020-evaluation-summary",
    "shanghai-2026-project-targets",
    "zhengzhou-project-targets",
)
_DATA_EXAMPLES = sorted(FOLDER.glob("*.yaml"))


def _assert_same(document: Document, form: Form, registry: FormRegistry = _REGISTRY) -> None:
    document = declared(document, registry)
    back = through(document, form, registry)
    assert back.document == document
    assert dump(back.document) == dump(document)
    assert back.source is not None
    assert not back.source.remarks


@pytest.mark.parametrize("path", _DATA_EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back(path: Path) -> None:
    loaded = read_document(path, _REGISTRY)
    _assert_same(loaded.document, loaded.form)


@given(documents())
@settings(max_examples=25)
def test_a_random_document_comes_back(document: Document) -> None:
    _assert_same(document, form_of(document))


@given(documents(*TABLES))
@settings(max_examples=10)
def test_a_random_evaluation_comes_back(document: Document) -> None:
    _assert_same(document, form_of(document))


@pytest.mark.parametrize("form_id", _REGISTRY.ids)
def test_samples_of_every_form_come_back(form_id: str) -> None:
    form = _REGISTRY.get(form_id)
    wanted = [Wanted("short"), Wanted("example"), Wanted("long"), *variants(form)]
    for each in wanted:
        if (document := sample(form, each)) is not None:
            _assert_same(document, form)


@pytest.mark.parametrize("name", _DRAFTED)
@given(data=st.data())
@settings(max_examples=6)
def test_a_draft_comes_back_with_its_gaps(name: str, data: st.DataObject) -> None:
    source = SOURCES[name]
    loaded = with_gaps_at(source, data.draw(drafts(source)))
    if loaded is None:
        return
    text = dump(loaded.document, loaded.pending)
    in_text = understand(parse_source(text), _REGISTRY, allow_pending=True)
    back = through(loaded.document, loaded.form, _REGISTRY, loaded.pending)
    assert dump(back.document, back.pending) == dump(in_text.document, in_text.pending)
    # Of the one item of a list a cell says as much as of the list.
    assert {each.field for each in back.pending} == {each.field for each in in_text.pending}


@pytest.mark.parametrize("path", _DATA_EXAMPLES[:3], ids=lambda path: path.stem)
def test_the_same_document_makes_the_same_bytes(path: Path) -> None:
    loaded = read_document(path, _REGISTRY)
    fields = written_fields(loaded.document)
    assert write(fields, loaded.form) == write(fields, loaded.form)


def test_a_source_without_money_makes_no_column_of_its_own() -> None:
    text = (FOLDER / "henan-2022-project-targets.yaml").read_text(encoding="utf-8")
    without = text.replace("{来源: 单位资金, 年度: 34.50}", "{来源: 单位资金, 年度: —}")
    assert without != text
    loaded = understand(parse_source(without), _REGISTRY)
    _assert_same(loaded.document, loaded.form)
    written = read_workbook(write(written_fields(loaded.document), loaded.form), "数据.xlsx")
    sheet = written.sheet("项目")
    assert sheet
    headings = [cell.shown for spot, cell in sorted(sheet.cells.items()) if spot.row == 0]
    assert "单位资金" not in headings
    assert sheet.cells[Spot(1, headings.index("单位资金·年度"))].shown == "—"

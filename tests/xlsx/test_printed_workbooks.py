"""The examples and random documents as workbooks: what Word says, at the same places."""

from __future__ import annotations

import io
from typing import get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

import perfreport
from perfreport import InputError, Settings
from perfreport.blocks.model import Document
from perfreport.documents.coverage import lacking
from perfreport.documents.loading import fitted
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof.pages import pdf_pieces, squeezed
from perfreport.proof.samples import Size, Wanted, sample
from tests.content import differences, plain_text
from tests.docx_reading import read_docx
from tests.examples import EXAMPLES, example, form_of, rendered
from tests.outside.ooxml_validator import OoxmlValidator
from tests.outside.soffice import Soffice
from tests.strategies import FORMS, TABLES, documents
from tests.xlsx_reading import read_xlsx, said, shown_sheets

IN_TABLES = [name for name in EXAMPLES if not form_of(name).in_prose]
PROSE = [name for name in EXAMPLES if form_of(name).in_prose]
FORMS_WITH_STRATEGIES = [
    form_id for form_id, form in {**FORMS, **TABLES}.items() if not form.in_prose
]
BUNDLED = Settings(system_fonts=False)


@pytest.mark.parametrize("name", IN_TABLES)
def test_a_workbook_says_what_word_says_cell_by_cell(name: str) -> None:
    assert differences(read_docx(rendered(name, "docx")), read_xlsx(rendered(name, "xlsx"))) == []


@pytest.mark.parametrize("name", IN_TABLES)
def test_a_workbook_says_what_the_pdf_is_set_from(name: str) -> None:
    registry = FormRegistry()
    blocks = Renderer(registry, system_fonts=False).pdf_blocks(fitted(example(name), registry))
    pdf = "".join(piece.text for piece in pdf_pieces(*blocks))
    assert squeezed(plain_text(read_xlsx(rendered(name, "xlsx")))) == pdf


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents(*FORMS_WITH_STRATEGIES))
def test_a_workbook_of_any_document_says_what_word_says(document: Document) -> None:
    word = read_docx(perfreport.render(document, "docx", settings=BUNDLED))
    workbook = read_xlsx(perfreport.render(document, "xlsx", settings=BUNDLED))
    assert differences(word, workbook) == []


@pytest.mark.parametrize("size", get_args(Size))
@pytest.mark.parametrize("form_id", sorted({form_of(name).id for name in IN_TABLES}))
def test_a_workbook_of_a_sample_says_what_word_says(form_id: str, size: Size) -> None:
    registry = FormRegistry()
    form = registry.get(form_id)
    without = frozenset(each.path for each in lacking(form, registry, "docx"))
    document = sample(form, Wanted(size, without))
    assert document
    word = read_docx(perfreport.render(document, "docx", settings=BUNDLED))
    workbook = read_xlsx(perfreport.render(document, "xlsx", settings=BUNDLED))
    assert differences(word, workbook) == []


@pytest.mark.parametrize("name", PROSE)
def test_a_report_in_prose_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="不是表格，印不成 Excel 工作簿；请只生成 Word"):
        perfreport.render(example(name), "xlsx", settings=BUNDLED)


@pytest.mark.parametrize("name", IN_TABLES)
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert perfreport.render(example(name), "xlsx", settings=BUNDLED) == rendered(name, "xlsx")


def test_microsofts_validator_finds_nothing(ooxml_validator: OoxmlValidator) -> None:
    found = ooxml_validator.validate_all([rendered(name, "xlsx") for name in IN_TABLES], ".xlsx")
    assert dict(zip(IN_TABLES, found, strict=True)) == {name: [] for name in IN_TABLES}


def test_libreoffice_computes_what_is_in_the_file(calc: Soffice) -> None:
    files = [rendered(name, "xlsx") for name in IN_TABLES]
    for name, before, after in zip(IN_TABLES, files, calc.convert_all(files, "xlsx"), strict=True):
        kept, computed = (_numbers(content) for content in (before, after))
        assert kept, name
        assert computed == kept, name


def _numbers(content: bytes) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in shown_sheets(content)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }


def test_libreoffice_follows_what_is_typed(calc: Soffice) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("anhui-2022-project-evaluation", "xlsx")))
    sheet = book.worksheets[0]
    assert said(sheet["F7"]) == "880.00"
    sheet["F7"], sheet["H39"] = 440, 0.5
    file = io.BytesIO()
    book.save(file)
    (after,) = shown_sheets(calc.convert(file.getvalue(), "xlsx"))
    assert [said(after[place]) for place in ("F6", "H6", "H7", "H40")] == [
        "440.00",
        "50.00%",
        "50.00%",
        "100.5",
    ]

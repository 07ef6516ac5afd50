"""The examples and random documents as workbooks: what Word says, at the same places."""

from __future__ import annotations

import io
import zipfile
from typing import get_args

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from pypdfium2 import PdfDocument

import perfreport
from perfreport import InputError, ProjectTargets, Settings
from perfreport.blocks.model import Document
from perfreport.documents.coverage import lacking
from perfreport.documents.loading import fitted
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from perfreport.proof.pages import pdf_pieces, squeezed
from perfreport.proof.samples import Size, Wanted, sample
from tests.content import differences, plain_text, squeeze
from tests.docx_reading import read_docx
from tests.examples import EXAMPLES, FOLDER, example, form_of, rendered
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


@pytest.mark.parametrize("name", IN_TABLES)
def test_texts_stand_in_their_cells_where_word_has_them(name: str) -> None:
    """Above, in the middle or below: to be seen where a text is short and its row high."""
    in_word: dict[str, set[str]] = {}
    for cell in docx.Document(io.BytesIO(rendered(name, "docx"))).element.body.iter(qn("w:tc")):
        text = squeeze("".join(each.text or "" for each in cell.iter(qn("w:t"))))
        (align,) = cell.tcPr.findall(qn("w:vAlign")) or [None]
        place = "top" if align is None else str(align.get(qn("w:val")))
        in_word.setdefault(text, set()).add(place)
    found = [
        (text, cell.alignment.vertical)
        for sheet in openpyxl.load_workbook(io.BytesIO(rendered(name, "xlsx"))).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if (text := squeeze(str(cell.value or ""))) in in_word and text
    ]
    assert len(found) > 40
    # openpyxl gives None for what is Excel's own way.
    others = [(text, place) for text, place in found if (place or "bottom") not in in_word[text]]
    assert others == []


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


def test_libreoffice_cuts_no_text_off(calc: Soffice) -> None:
    files = [rendered(name, "xlsx") for name in TABLES]
    for name, file, pdf in zip(TABLES, files, calc.convert_all(files, "pdf"), strict=True):
        pages = (page.get_textpage().get_text_range() for page in PdfDocument(pdf))
        printed = squeeze("".join(pages))
        lines = map(squeeze, plain_text(read_xlsx(file)).split("\n"))
        assert [line for line in lines if line not in printed] == [], name


def test_each_project_begins_a_page_and_is_one_page_wide() -> None:
    (sheet,) = shown_sheets(rendered("qingshan-2023-project-evaluation", "xlsx"))
    begins = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "项目名称"]
    assert [each.id for each in sheet.row_breaks.brk] == [row - begins[0] for row in begins[1:]]
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many as there are
    assert sheet.page_setup.paperSize == 9


def test_heads_stand_on_every_page_and_pages_are_numbered() -> None:
    (sheet,) = shown_sheets(rendered("guangzhou-2023-project-targets", "xlsx"))
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.oddFooter
    assert sheet.oddFooter.center.text == "— &P —"
    assert sheet.oddFooter.center.font == "宋体,Regular"


def test_properties_are_those_of_the_word_file() -> None:
    word, workbook = (
        zipfile.ZipFile(io.BytesIO(rendered("guangzhou-2023-project-targets", format)))
        for format in ("docx", "xlsx")
    )
    for part in ("docProps/core.xml", "docProps/app.xml"):
        assert workbook.read(part) == word.read(part)


def test_figures_are_numbers_and_texts_stay_texts() -> None:
    (sheet,) = shown_sheets(rendered("sichuan-2023-project-evaluation", "xlsx"))
    amount, rate, weight, value = (sheet[place] for place in ("D9", "H11", "I9", "F15"))
    assert (amount.value, amount.number_format) == (238.93, "#,##0.00")
    assert (rate.value, rate.number_format) == (0, "0.00%")
    assert (weight.value, weight.number_format) == (10, "General")
    assert (value.value, value.number_format) == ("100", "@")  # which an indicator is to have


def formulas(content: bytes) -> dict[str, str]:
    (sheet,) = shown_sheets(content, values=False)
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    return {cell.coordinate: str(cell.value) for cell in cells}


def test_totals_and_rates_are_formulas() -> None:
    found = formulas(rendered("henan-2020-project-evaluation", "xlsx"))
    assert found == {
        "D7": "=ROUND(SUM(D8:D10),2)",
        "E7": "=ROUND(SUM(E8:E10),2)",
        "F7": "=ROUND(SUM(F8:F10),2)",
        "H7": '=IF(E7=0,"",ROUND(F7/E7,4))',
        "H8": '=IF(E8=0,"",ROUND(F8/E8,4))',
        "H10": '=IF(E10=0,"",ROUND(F10/E10,4))',
        "G29": "=ROUND(SUM(G14:G28,G7),2)",
        "H29": "=ROUND(SUM(H14:H28,I7),2)",
    }


def test_a_stated_total_that_does_not_follow_is_a_number() -> None:
    content = rendered("sichuan-2023-project-targets", "xlsx")
    (sheet,) = shown_sheets(content)
    assert "8,827,620.53" in {said(cell) for row in sheet.iter_rows() for cell in row}
    assert formulas(content) == {}


def test_what_is_classified_is_added_as_well() -> None:
    """Of 12 projects in the first unit two have a stand-in for their goal."""
    found = formulas(rendered("guangzhou-2023-project-targets", "xlsx"))
    assert found["B5"] == "=ROUND(SUM(B6:B17),2)"
    assert found["B4"] == "=ROUND(SUM(B5,B18,B20),2)"


def test_more_pages_than_a_sheet_has_breaks_go_on_on_another() -> None:
    short = sample(FormRegistry().get("henan-2022-project-targets"), Wanted("short"))
    assert isinstance(short, ProjectTargets)
    many = short.replace("资金使用单位[1].项目", (short.units[0].projects[0],) * 1030)
    sheets = shown_sheets(perfreport.render(many, "xlsx", settings=BUNDLED))
    assert [len(sheet.row_breaks.brk) for sheet in sheets] == [1023, 5 + len(short.units) - 1]
    assert [sheet.title[-3:] for sheet in sheets] == ["（1）", "（2）"]


def test_a_draft_is_stamped_and_its_gaps_are_yellow() -> None:
    text = (FOLDER / "henan-2022-project-targets.yaml").read_text("utf-8")
    goal = "全年做好机房、网络和信息系统的运行维护，不发生较大以上的网络安全事件。"
    document = perfreport.loads(text.replace(goal, "待填"), draft=True)
    content = perfreport.render(document, "xlsx", draft=True, settings=BUNDLED)
    (sheet,) = shown_sheets(content)
    assert sheet.oddHeader
    assert str(sheet.oddHeader.right.text).strip() == "草稿"
    gaps = [c for row in sheet.iter_rows() for c in row if "【待填" in str(c.value)]
    assert [cell.fill.fgColor.rgb for cell in gaps] == ["FFFFFF00"]


def test_a_text_too_long_for_a_cell_is_refused_with_its_place() -> None:
    document = example("henan-2022-project-targets")
    text = perfreport.dumps(document).replace("网络安全运行维护", "长" * 40_000, 1)
    with pytest.raises(InputError, match="一格至多 32,767 字") as caught:
        perfreport.render(perfreport.loads(text), "xlsx", settings=BUNDLED)
    assert [each.path.label for each in caught.value.mistakes] == ["资金使用单位[1].项目[2].名称"]

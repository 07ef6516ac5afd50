"""Whole Word templates: the PDF that is derived from one says what the Word file says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml import OxmlElement
from hypothesis import HealthCheck, given, settings

import perfreport
from perfreport.basics import resources
from perfreport.basics.errors import TemplateError
from perfreport.blocks.model import Document
from perfreport.documents.loading import read_document
from perfreport.documents.pages import page_view
from perfreport.documents.rendering import Renderer
from perfreport.forms.registry import FormRegistry
from tests.content import Table, differences
from tests.derivation.printing import derived, differences_of, pdf_of, word_of
from tests.derivation.views import form_view, project
from tests.derivation.word_forms import halves_form, list_form, project_form, report_form
from tests.docx_reading import read_docx
from tests.examples import EXAMPLES, example, rendered
from tests.outside.soffice import Soffice
from tests.pdf_reading import read_pdf
from tests.strategies import documents

_REGISTRY = FormRegistry()


def derived_pdf(document: Document) -> bytes:
    """``document`` as a PDF by what is derived from the Word template of its form."""
    assert document.form is not None
    form = _REGISTRY.get(document.form)
    return pdf_of(_REGISTRY.docx_template(form.id), page_view(document, form))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_derived_pdf_of_an_example_says_what_word_says(name: str) -> None:
    word = read_docx(rendered(name, "docx"))
    assert differences(word, read_pdf(derived_pdf(example(name)), like=word)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_the_derived_pdf_of_any_document_says_what_word_says(document: Document) -> None:
    word = read_docx(perfreport.render(document, "docx"))
    assert differences(word, read_pdf(derived_pdf(document), like=word)) == []


@pytest.mark.parametrize("form", [project_form, list_form, halves_form])
def test_forms_of_other_authors_say_the_same_in_both_formats(
    form: Callable[[Path], Path], tmp_path: Path
) -> None:
    assert list(differences_of(form(tmp_path), form_view(project("甲项目")))) == []


def test_each_project_stands_on_a_page_of_its_own(tmp_path: Path) -> None:
    pages = pypdfium2.PdfDocument(pdf_of(project_form(tmp_path), form_view()))
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert [("职业技能" in text, "就业见习" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]


def test_what_a_new_document_of_python_docx_has_is_printed_or_noted(tmp_path: Path) -> None:
    path = report_form(tmp_path)
    notes = " ".join(derived(path).notes)
    assert "倾斜" in notes
    assert "颜色" in notes
    assert "Cambria" in notes
    pages = pypdfium2.PdfDocument(pdf_of(path, form_view()))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "1. 职业技能提升培训" in text
    assert "第 2 页" in text


@pytest.mark.parametrize("form", [project_form, list_form, halves_form])
def test_a_template_saved_by_libreoffice_prints_the_same(
    form: Callable[[Path], Path], tmp_path: Path, soffice: Soffice
) -> None:
    path = form(tmp_path)
    again = tmp_path / "again.docx"
    again.write_bytes(soffice.convert(path.read_bytes(), "docx"))
    view = form_view(project("甲项目"))
    word = read_docx(word_of(path, view))
    found = read_pdf(pdf_of(again, view), like=word)
    assert [each for each in found if isinstance(each, Table)] == [
        each for each in read_pdf(pdf_of(path, view), like=word) if isinstance(each, Table)
    ]


def own_form(
    folder: Path,
    form_id: str = "own-project-targets",
    source: str = "guangzhou-project-targets",
) -> Path:
    """A folder with the manifest and the Word template of ``source``, called ``form_id``."""
    manifest = (resources.templates() / "forms" / f"{source}.yaml").read_text("utf-8")
    word = (resources.templates() / "docx" / f"{source}.docx").read_bytes()
    for name, content in (
        (f"forms/{form_id}.yaml", manifest.replace(source, form_id).encode()),
        (f"docx/{form_id}.docx", word),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_a_manifest_and_a_word_template_are_a_form(tmp_path: Path) -> None:
    chosen = perfreport.Settings(templates=[own_form(tmp_path)], system_fonts=False)
    text = Path("data_examples/guangzhou-2023-project-targets.yaml").read_text("utf-8")
    data = tmp_path / "data.yaml"
    data.write_text(text.replace("guangzhou-project-targets", "own-project-targets"), "utf-8")
    document = perfreport.load(data, settings=chosen)
    word = read_docx(perfreport.render(document, "docx", settings=chosen))
    pdf = perfreport.render(document, "pdf", settings=chosen)
    assert differences(word, read_pdf(pdf, like=word)) == []


def test_what_looks_otherwise_is_remarked_on_and_what_cannot_be_is_refused(
    tmp_path: Path,
) -> None:
    form_id = "guangzhou-district-project-targets"
    path = own_form(tmp_path, form_id, form_id) / "docx" / f"{form_id}.docx"
    renderer = Renderer(FormRegistry([tmp_path]), system_fonts=False)
    loaded = read_document(Path("data_examples/zengcheng-2024-project-targets.yaml"), _REGISTRY)
    assert renderer.render(loaded, "pdf").remarks == ()
    word = docx.Document(str(path))
    word.tables[0].rows[0].cells[1].paragraphs[0].runs[0].font.italic = True
    word.save(str(path))
    assert renderer.render(loaded, "pdf").remarks == (
        "正文第 1 个表格第 1 行第 2 格“总计”：PDF 里不印倾斜",
    )
    word.tables[0].rows[1].cells[0].paragraphs[0].add_run()._r.append(OxmlElement("w:drawing"))
    word.save(str(path))
    with pytest.raises(TemplateError, match=f"^Word 模板 {form_id}.docx 正文.*“合计”：.*图片"):
        renderer.render(loaded, "pdf")


def test_the_first_folder_with_either_template_decides(tmp_path: Path) -> None:
    form_id = "guangzhou-project-targets"
    own_form(tmp_path, form_id)
    registry = FormRegistry([tmp_path])
    assert registry.pdf_template(form_id) == tmp_path / "docx" / f"{form_id}.docx"
    (tmp_path / "pdf").mkdir()
    own = tmp_path / "pdf" / f"{form_id}.xml"
    own.write_text("<document/>", "utf-8")
    assert registry.pdf_template(form_id) == own


def test_a_template_is_derived_once_for_what_it_holds(tmp_path: Path) -> None:
    path = list_form(tmp_path)
    first = derived(path)
    assert derived(path) is first
    project_form(tmp_path).replace(path)
    assert derived(path).text != first.text


def test_what_the_engine_says_names_the_place_in_word(tmp_path: Path) -> None:
    path = list_form(tmp_path)
    view = form_view(project("甲", total="1" * 400))
    template = derived(path)
    with pytest.raises(TemplateError) as raised:
        pdf_of(path, view)
    told = str(template.placed(raised.value, view))
    assert told.startswith("Word 模板 清单.docx 正文第 1 个表格")
    assert "fit(" not in told

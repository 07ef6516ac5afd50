"""A form of one's own whose Word template says that columns follow what stands in them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

import perfreport
from perfreport import Settings
from perfreport.basics.errors import TemplateError
from perfreport.documents.rendering import Format
from perfreport.docx.wordml import W
from perfreport.office.xml import serialize
from tests.docx.word_files import body_of, with_parts
from tests.examples import FOLDER
from tests.forms.own_templates import with_copy

DISTRICT = "guangzhou-district-project-targets"
COUNTY = "某县-项目目标"
NAME = "zengcheng-2024-project-targets"
TWIPS_OF_MILLIMETRE = 56.69


def own_form(folder: Path, limits: tuple[str, str]) -> Path:
    """``folder`` with a copy of the form of a district with these limits for goals and indicators.

    Its PDF template follows from the Word template.
    """
    with_copy(folder, DISTRICT, COUNTY)
    (folder / f"pdf/{COUNTY}.xml").unlink(missing_ok=True)
    path = folder / f"docx/{COUNTY}.docx"
    root = body_of(path.read_bytes())
    for heading in root.iter(W + "t"):
        text = heading.text or ""
        for name, limit in zip(("绩效目标", "绩效指标"), limits, strict=True):
            if text.endswith(name):
                heading.text = limit + name
        if "项目名称" in text:
            heading.text = "项目名称（资金使用单位）"
    path.write_bytes(with_parts(path.read_bytes(), {"word/document.xml": serialize(root).encode()}))
    return folder


def widths(file: bytes) -> list[int]:
    return [int(column.get(W + "w", "")) for column in body_of(file).iter(W + "gridCol")]


def settings_of(folder: Path) -> Settings:
    return Settings(templates=[folder], system_fonts=False)


def loaded(folder: Path) -> perfreport.Document:
    return perfreport.load(FOLDER / f"{NAME}.yaml", form=COUNTY, settings=settings_of(folder))


def rendered(folder: Path, format: Format) -> bytes:
    return perfreport.render(loaded(folder), format, settings=settings_of(folder))


def test_word_and_pdf_of_ones_own_form_follow_the_limits(tmp_path: Path) -> None:
    folder = own_form(tmp_path, ("{% width 45 60 %}", "{% width 84 99 %}"))
    in_word = widths(rendered(folder, "docx"))
    goals, indicators = in_word[-2:]
    # Without limits goals would be 66 mm wide; in the form they are 50.
    assert 55 < goals / TWIPS_OF_MILLIMETRE <= 60
    assert goals + indicators == 2835 + 5329
    with pypdfium2.PdfDocument(rendered(folder, "pdf")) as pdf:
        assert len(pdf) < 8


def test_a_file_printed_so_is_read_back_as_it_was(tmp_path: Path) -> None:
    folder = own_form(tmp_path, ("{% width 45 60 %}", "{% width 84 99 %}"))
    reading = perfreport.read_docx(rendered(folder, "docx"), settings=settings_of(folder))
    assert not reading.edits
    assert not reading.conflicts
    assert perfreport.diff(loaded(folder), reading.document) == ()


def test_limits_that_contradict_are_told_in_words(tmp_path: Path) -> None:
    folder = own_form(tmp_path, ("{% width 60 45 %}", "{% width 84 99 %}"))
    with pytest.raises(TemplateError) as caught:
        rendered(folder, "docx")
    assert f"Word 模板 {COUNTY}.docx 正文第 1 张表第 1 行第 6 格：标签" in str(caught.value)
    assert "最窄的 60 毫米不比最宽的 45 毫米小" in str(caught.value)

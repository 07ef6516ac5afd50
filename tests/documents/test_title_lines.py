"""The lines of a long title: the same in Word and in PDF, and read back as no edit."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pypdfium2

import perfreport

REPORT = Path("data_examples/guangzhou-2023-self-evaluation.yaml")
DEPARTMENT = "中国共产党广州市委员会政法委员会"
LONGER = "中国共产党广州市增城区委员会政法委员会"
LINES = ["2023年度", LONGER, "部门整体支出绩效自评报告"]


def report() -> perfreport.SelfEvaluation:
    text = REPORT.read_text("utf-8").replace(DEPARTMENT, LONGER)
    document = perfreport.loads(text)
    assert isinstance(document, perfreport.SelfEvaluation)
    return document


def test_both_formats_have_the_same_lines() -> None:
    settings = perfreport.Settings(system_fonts=False)
    word = docx.Document(BytesIO(perfreport.render(report(), "docx", settings=settings)))
    assert word.paragraphs[0].text.split("\n") == LINES
    with pypdfium2.PdfDocument(perfreport.render(report(), "pdf", settings=settings)) as pdf:
        shown = pdf[0].get_textpage().get_text_range()
    assert [line.strip() for line in shown.splitlines()[:3]] == LINES


def test_they_are_read_back_as_the_name_that_they_hold() -> None:
    word = docx.Document(BytesIO(perfreport.render(report(), "docx")))
    assert word.paragraphs[2].text
    word.paragraphs[2].add_run("另有改动。")
    file = BytesIO()
    word.save(file)
    reading = perfreport.read_docx(file.getvalue())
    assert reading.document.department == LONGER
    assert not any("标题" in edit.path.label for edit in reading.edits)

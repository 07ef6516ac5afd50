"""What stands under the last section is named; what was written in it comes back."""

from __future__ import annotations

import pytest

import perfreport
from perfreport.blocks.model import Document, Passage
from perfreport.documents.taking_over import take_over
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from perfreport.roundtrip import Reading, read_docx
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.structure_edits import last_block
from tests.roundtrip.test_lost_data import without_data
from tests.roundtrip.word_editor import WordEditor, retype

REGISTRY = FormRegistry()
REPORT = "guangzhou-2023-self-evaluation"

CLOSINGS = [
    ("中国共产党广州市委员会政法委员会", "2024年3月15日"),
    ("二〇二四年三月十五日",),
    ("市委政法委（盖章）", "2024-03-15"),
    ("填表人：李四",),
    ("单位负责人（签字）：", "联系电话：020-12345678"),
    ("附件：1. 部门整体支出绩效自评表", "2. 佐证材料清单。"),
    ("附件1：自评表", "联系人：张三，联系电话：020-12345678。"),
]


def measures(document: Document) -> tuple[str, ...]:
    """The paragraphs of the report's last section."""
    assert isinstance(document, SelfEvaluation)
    return document.measures.paragraphs or ()


def read_with(*texts: str, content: bytes) -> Reading:
    """The reading of the report after typing paragraphs at its end."""
    editor = WordEditor(content)
    last = last_block(editor)
    for text in texts:
        last = editor.add_after(last, text)
    return read_docx(editor.save(), REGISTRY)


@pytest.mark.parametrize("texts", CLOSINGS)
def test_a_closing_under_the_report_is_named_line_by_line(texts: tuple[str, ...]) -> None:
    reading = read_with(*texts, content=rendered(REPORT, "docx"))
    assert reading.document == example(REPORT)
    assert not reading.edits
    assert tuple(each.words for each in reading.unplaced) == texts
    assert {each.place for each in reading.unplaced} == {"“下一步改进措施”之后"}


@pytest.mark.parametrize("texts", CLOSINGS)
def test_so_it_is_in_a_file_that_lost_its_data(texts: tuple[str, ...]) -> None:
    content = without_data(rendered(REPORT, "docx"))
    reading = read_with(*texts, content=content)
    assert reading.document == read_docx(content, REGISTRY).document
    assert tuple(each.words for each in reading.unplaced) == texts


def test_a_sentence_typed_at_the_end_is_a_paragraph_of_the_last_section() -> None:
    text = "三是进一步加强预算绩效管理，压实主体责任。"
    reading = read_with(text, content=rendered(REPORT, "docx"))
    assert measures(reading.document)[-1] == text
    assert not reading.unplaced


def test_a_sentence_stays_though_a_closing_stands_under_it() -> None:
    text = "三是进一步加强预算绩效管理，压实主体责任。"
    reading = read_with(text, "2024年3月15日", content=rendered(REPORT, "docx"))
    assert measures(reading.document)[-1] == text
    assert [each.words for each in reading.unplaced] == ["2024年3月15日"]


def test_what_was_printed_as_the_last_line_is_data_though_it_looks_like_a_closing() -> None:
    texts = ("加强管理。", "联系人：张三", "2024年3月15日")
    update = {"measures": Passage(paragraphs=texts)}
    changed = example(REPORT).model_copy(update=update)
    content = perfreport.render(changed, "docx")
    assert read_docx(content, REGISTRY).document == changed
    reading = read_with("2024年4月1日", content=content)
    assert reading.document == changed
    assert [each.words for each in reading.unplaced] == ["2024年4月1日"]


def test_a_closing_after_a_line_break_in_the_last_paragraph_is_named() -> None:
    editor = WordEditor(rendered(REPORT, "docx"))
    editor.break_line(last_block(editor), "2024年3月15日")
    reading = read_docx(editor.save(), REGISTRY)
    assert reading.document == example(REPORT)
    assert [each.words for each in reading.unplaced] == ["2024年3月15日"]


ENDING_IN_TEXT = ("henan-2020-evaluation-summary", "xuwen-2024-self-evaluation")
"""Of the other examples those that end with a paragraph of data: a signature, a section."""


def with_a_date_at_the_end(name: str, words: str) -> Reading:
    """An example read with a date in the style of its first paragraph under the last block."""
    editor = WordEditor(rendered(name, "docx"))
    last = last_block(editor)
    added = editor.add_after(next(editor.root.iter("{*}p")), words)
    last.addnext(added)
    return read_docx(editor.save(), REGISTRY)


@pytest.mark.parametrize("name", [n for n in EXAMPLES if n not in (REPORT, *ENDING_IN_TEXT)])
def test_a_closing_under_a_table_is_named(name: str) -> None:
    reading = with_a_date_at_the_end(name, "2024年3月15日")
    assert reading.document == example(name)
    assert [each.words for each in reading.unplaced] == ["2024年3月15日"]
    assert reading.conflicts == ()


"""The examples that print the title above the table of each project."""


@pytest.mark.parametrize("name", ENDING_IN_TEXT)
def test_a_date_under_a_last_paragraph_of_data_is_told(name: str) -> None:
    reading = with_a_date_at_the_end(name, "2024年4月1日")
    said = [each.shown for each in reading.edits] + [each.words for each in reading.unplaced]
    assert any("2024年4月1日" in each for each in said)


@pytest.mark.parametrize("words", ["2024年4月1日", "2024年3月15日", "附：项目明细表", "王五"])
def test_a_line_under_a_signature_moves_neither_department_nor_date(words: str) -> None:
    name = "henan-2020-evaluation-summary"
    reading = with_a_date_at_the_end(name, words)
    assert reading.document == example(name)
    assert [each.words for each in reading.unplaced] == [words]


@pytest.mark.parametrize("words", ["2024年3月15日", "河南省某某水文水资源中心"])
def test_a_line_of_a_signature_that_was_emptied_is_told(words: str) -> None:
    name = "henan-2020-evaluation-summary"
    editor = WordEditor(rendered(name, "docx"))
    retype(editor.paragraph(words, -1), "")
    reading = read_docx(editor.save(), REGISTRY)
    told = [each.shown for each in reading.edits] + [each.shown for each in reading.conflicts]
    assert told == [""]
    assert take_over(reading, example(name), REGISTRY).document == example(name)

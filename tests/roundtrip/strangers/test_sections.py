"""Reports whose headings stand in the template: sections that somebody adds, headings retyped."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from perfreport import TemplateError
from perfreport.docx.wordml import W
from tests.kinds.sheets.examples import sheets
from tests.kinds.sheets.word import Body, Strange, sheets_in
from tests.roundtrip.strangers.bodies import HEADINGS, PLAIN_HEADINGS, loop
from tests.roundtrip.strangers.edits import line, new_section
from tests.roundtrip.word_editor import WordEditor

BODIES = {"in a style": HEADINGS, "plain": PLAIN_HEADINGS}


@pytest.fixture(params=BODIES)
def body(request: pytest.FixtureRequest) -> Body:
    return BODIES[request.param]


@pytest.mark.parametrize("behind", ["随预算一并批复", "资金到位可能推迟"])
def test_a_section_that_somebody_adds_is_named_and_no_part_of_the_one_before(
    body: Body, behind: str, tmp_path: Path
) -> None:
    added = new_section(behind, "一、编制依据", behind, "三、工作安排", "安排如下。", "按季推进。")
    reading = Strange.of(body, tmp_path).edited(sheets(), added)
    assert reading.document == sheets()
    assert reading.edits == ()
    assert [each.words for each in reading.unplaced] == ["三、工作安排", "安排如下。", "按季推进。"]


@pytest.mark.parametrize(
    "heading", ["二、风险分析", "二、困难与不足", "三、风险", "（二）风险", "风险"]
)
def test_a_heading_that_somebody_retyped_is_no_paragraph(
    body: Body, heading: str, tmp_path: Path
) -> None:
    reading = Strange.of(body, tmp_path).edited(sheets(), line("二、风险", heading))
    assert reading.document == sheets()
    assert reading.edits == ()


def test_paragraphs_are_edited_added_and_removed(body: Body, tmp_path: Path) -> None:
    def add(editor: WordEditor) -> None:
        editor.add_after(editor.paragraph("随预算一并批复"), "经集体研究。")

    def remove(editor: WordEditor) -> None:
        editor.remove(editor.paragraph("随预算一并批复"))

    strange = Strange.of(body, tmp_path)
    changed = strange.edited(sheets(), line("随预算一并批复", "随预算另行批复。"))
    texts = [
        sheets_in(each).basis
        for each in (changed, strange.edited(sheets(), add), strange.edited(sheets(), remove))
    ]
    first = "依照年度工作安排编制。"
    assert texts == [
        (first, "随预算另行批复。"),
        (first, "随预算一并批复。", "经集体研究。"),
        (first,),
    ]


def test_an_edit_in_a_section_with_another_one_behind_it_is_named_or_read(
    body: Body, tmp_path: Path
) -> None:
    added = new_section(
        "随预算一并批复", "一、编制依据", "随预算一并批复", "二、工作安排", "按季推进。"
    )
    edit = line("依照年度", "依照全年工作安排编制。")
    reading = Strange.of(body, tmp_path).edited(sheets(), edit, added)
    said = " ".join(each.words for each in reading.unplaced)
    is_read = sheets_in(reading).basis == ("依照全年工作安排编制。", "随预算一并批复。")
    is_kept = [each.label for each in reading.unread] == ["依据"]
    assert is_read or (is_kept and "依照全年工作安排编制。" in said)
    assert "按季推进。" in said
    assert sheets_in(reading).risks == sheets().risks


def test_a_printed_line_that_looks_like_a_heading_stays_a_paragraph(
    body: Body, tmp_path: Path
) -> None:
    document = sheets(old="  随预算一并批复。", new="  二、具体依据\n  随预算一并批复。")
    strange = Strange.of(body, tmp_path)
    assert strange.read(strange.word(document)).document == document
    reading = strange.edited(document, line("资金到位", "资金可能推迟到位。"))
    assert [each.path.label for each in reading.edits] == ["风险"]


def set_as_heading(editor: WordEditor, words: str) -> None:
    """Give a paragraph the style of the first heading."""
    properties = editor.paragraph("一、编制依据").find(W + "pPr")
    assert properties is not None
    editor.paragraph(words).insert(0, copy.deepcopy(properties))


def test_a_paragraph_that_was_only_set_as_a_heading_is_one_all_the_same(tmp_path: Path) -> None:
    document = sheets(old="  随预算一并批复。", new="  二、具体依据\n  随预算一并批复。")
    strange = Strange.of(HEADINGS, tmp_path)
    reading = strange.edited(document, lambda editor: set_as_heading(editor, "具体依据"))
    assert reading.document == document
    assert (reading.edits, reading.unplaced) == ((), ())


def test_a_heading_put_among_the_paragraphs_of_a_section_takes_none_away(tmp_path: Path) -> None:
    def put(editor: WordEditor) -> None:
        editor.add_after(editor.paragraph("依照年度"), "具体依据")
        set_as_heading(editor, "具体依据")

    reading = Strange.of(HEADINGS, tmp_path).edited(sheets(), put)
    assert reading.document == sheets()
    assert [each.words for each in reading.unplaced] == ["具体依据"]


def test_paragraphs_that_nothing_tells_apart_are_refused_with_the_cure(tmp_path: Path) -> None:
    bodies = (
        [
            "{%p for section in sections %}",
            "{{ section.heading }}",
            *loop("section.text"),
            "{%p endfor %}",
        ],
        [*loop("basis"), *loop("risks")],
    )
    for body in bodies:
        with pytest.raises(TemplateError, match="请给其中一段另设样式"):
            Strange.of(body, tmp_path).word(sheets())

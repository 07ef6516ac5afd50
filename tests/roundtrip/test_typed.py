"""Blanks of other kinds and automatic numbers, put into whole files as editors do it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import perfreport
from perfreport.basics import resources
from perfreport.basics.addresses import ViewPath
from perfreport.blocks.model import Document
from perfreport.blocks.walk import walk_texts
from perfreport.compare import compare_documents
from perfreport.documents.taking_over import take_over
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.office.xml import parse, serialize
from perfreport.page.blocks import UNTOLD
from perfreport.roundtrip import Reading, read_docx
from perfreport.roundtrip.page_texts import PageTexts
from tests.roundtrip.word_editor import Element, WordEditor, retype, text_of
from tests.small_files import DEPARTMENT, PROJECTS, altered

REGISTRY = FormRegistry()
GOALS = altered(PROJECTS, ("聘请编外人员。", "[1.聘请编外人员。, 2.充实力量。]"))
NUMBERING = "word/numbering.xml"
_PLACE = "@@"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Act = Callable[[WordEditor], object]


@cache
def made(text: str) -> bytes:
    return perfreport.render(perfreport.loads(text), "docx")


def read_after(text: str, *acts: Act) -> Reading:
    """The reading of the document of a data file after these edits."""
    editor = WordEditor(made(text))
    for act in acts:
        act(editor)
    return read_docx(editor.save(), REGISTRY)


def differences(text: str, document: Document) -> list[str]:
    found = compare_documents(perfreport.loads(text), document)
    return [f"{each.label}：{each.new}" for each in found]


def squeezed(document: Document) -> str:
    """All texts of a document without blanks and without the ends of paragraphs."""
    texts = (text for _, text in walk_texts(document))
    return "".join("".join(text.split()) for text in texts)


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


def put_in(words: str, mark: str, properties: str = "", **attributes: str) -> Act:
    """Puts a run between the two halves of ``words``: an element, or else a text.

    Args:
        words: of a paragraph.
        mark: name of the element, or the text.
        properties: of the run, the name and the value of one.
        attributes: of the element.
    """

    def act(editor: WordEditor) -> None:
        paragraph = editor.paragraph(words)
        before, after = text_of(paragraph).split(words, 1)
        half = len(words) // 2
        retype(paragraph, before + words[:half], _PLACE, words[half:] + after)
        run = next(each for each in paragraph.iter(W + "r") if text_of(each) == _PLACE)
        (text,) = run.iter(W + "t")
        if mark in ELEMENTS:
            run.replace(text, _element(mark, **attributes))
        else:
            text.text = mark
        if properties:
            name, value = properties.split()
            run.insert(0, etree.Element(W + "rPr"))
            run[0].append(_element(name, val=value))

    return act


def _element(name: str, **attributes: str) -> Element:
    return etree.Element(W + name, {W + key: value for key, value in attributes.items()})


BREAKS = ("br", "cr")
ELEMENTS = ("tab", "ptab", "softHyphen", "sym", *BREAKS)
BLANKS = ("\xa0", "\u3000", "\u2002", "\u2003", "\u2009", "\u202f", "\u2028", "\x85")
NO_WIDTH = ("\u200b", "\xad", "\ufeff", "\u2060", "softHyphen")


@pytest.mark.parametrize("blank", ["tab", "ptab", *BLANKS])
def test_a_blank_of_any_kind_inside_a_text_is_an_ordinary_one_with_a_note(blank: str) -> None:
    reading = read_after(PROJECTS, put_in("编外人员聘用经费", blank))
    assert [each.rsplit("：", 1)[1] for each in differences(PROJECTS, reading.document)] == [
        "编外人员 聘用经费"
    ]
    (note,) = reading.notes
    assert note.code == "blanks"
    assert "“编外人员 聘用经费”" in note.message
    assert not reading.pending
    assert not reading.unplaced


@pytest.mark.parametrize("mark", NO_WIDTH)
def test_what_has_no_width_is_nothing(mark: str) -> None:
    reading = read_after(PROJECTS, put_in("编外人员聘用经费", mark))
    assert differences(PROJECTS, reading.document) == []
    assert set(codes(reading)) <= {"blanks"}


@pytest.mark.parametrize("mark", BREAKS)
def test_a_text_that_was_only_broken_into_lines_stays_as_it_was_with_a_note(mark: str) -> None:
    for words in ("编外人员聘用经费", "某某单位"):
        reading = read_after(PROJECTS, put_in(words, mark))
        assert differences(PROJECTS, reading.document) == []
        assert codes(reading) == ["blanks"]
        assert not reading.edits


@pytest.mark.parametrize("mark", BREAKS)
def test_a_title_is_the_same_in_whatever_lines_it_is_set(mark: str) -> None:
    reading = read_after(PROJECTS, put_in("某某部门", mark))
    assert reading.document == perfreport.loads(PROJECTS)
    assert not reading.conflicts


@pytest.mark.parametrize("words", ["聘请编外人员", "维护社会大局", "网格化服务管理", "某某部门"])
@pytest.mark.parametrize("blank", ["tab", "ptab", *BREAKS, *BLANKS, *NO_WIDTH])
def test_no_blank_makes_a_file_or_a_field_unreadable(words: str, blank: str) -> None:
    text = PROJECTS if words in PROJECTS and words != "某某部门" else DEPARTMENT
    reading = read_after(text, put_in(words, blank))
    assert not reading.pending
    assert not reading.unplaced
    assert squeezed(reading.document) == squeezed(perfreport.loads(text))


def test_a_break_in_a_text_of_paragraphs_is_a_new_paragraph() -> None:
    reading = read_after(PROJECTS, put_in("聘请编外人员。", "br"))
    project = reading.document.units[0].projects[0]  # type: ignore[attr-defined]
    assert project.goal == ("聘请编", "外人员。")
    assert codes(reading) == []


ODD = "".join(("\u3000", "\xa0", "\u2003", "甲", "乙", " "))


@settings(max_examples=25, deadline=None)
@given(st.text(ODD, min_size=1, max_size=8).filter(str.strip))
def test_blanks_that_the_data_have_are_printed_and_come_back_as_they_are(words: str) -> None:
    document = perfreport.loads(altered(PROJECTS, ("名称: 编外人员聘用经费", f'名称: "{words}"')))
    reading = read_docx(perfreport.render(document, "docx"), REGISTRY)
    assert reading.document == document
    assert (reading.edits, reading.notes) == ((), ())


def test_blanks_that_were_printed_stay_when_another_text_is_edited() -> None:
    text = altered(PROJECTS, ("聘请编外人员。", "聘请\u3000编外人员。"))
    reading = read_after(text, put_in("编外人员聘用经费", "tab"))
    assert len(differences(text, reading.document)) == 1
    project = reading.document.units[0].projects[0]  # type: ignore[attr-defined]
    assert project.goal == ("聘请\u3000编外人员。",)


def definition(format: str, text: str) -> str:
    return (
        f'<w:numbering xmlns:w="{W.strip("{}")}"><w:abstractNum w:abstractNumId="0">'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def define(format: str, text: str) -> Act:
    """Puts the definition of a list into the file, as Word does with the first one."""

    def act(editor: WordEditor) -> None:
        editor.part_of(NUMBERING, definition(format, text).encode())
        name = "word/_rels/document.xml.rels"
        relationships = parse(editor.parts[name])
        attributes = {"Id": "n", "Type": f"{_RELATIONSHIPS}/numbering", "Target": "numbering.xml"}
        etree.SubElement(relationships, relationships[0].tag, attributes)
        editor.part_of(name, serialize(relationships).encode())

    return act


def number(paragraph: Element) -> None:
    """Make an item of list 1 of a paragraph."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        paragraph.insert(0, properties)
    numbers = etree.SubElement(properties, W + "numPr")
    etree.SubElement(numbers, W + "ilvl").set(W + "val", "0")
    etree.SubElement(numbers, W + "numId").set(W + "val", "1")


def make_list(*typed: str, keep: int = 2) -> Act:
    """Makes a list of paragraphs that begin with typed numbers of so many characters."""

    def act(editor: WordEditor) -> None:
        for words in typed:
            paragraph = editor.paragraph(words)
            retype(paragraph, text_of(paragraph)[keep:])
            number(paragraph)

    return act


AS_TYPED = make_list("1.聘请", "2.充实")


@pytest.mark.parametrize(
    ("format", "text", "goals"),
    [
        ("decimal", "%1.", ("1.聘请编外人员。", "2.充实力量。")),
        ("chineseCountingThousand", "（%1）", ("（一）聘请编外人员。", "（二）充实力量。")),
        ("decimalEnclosedCircle", "%1", ("①聘请编外人员。", "②充实力量。")),
        ("upperLetter", "%1", ("A 聘请编外人员。", "B 充实力量。")),
    ],
)
def test_typed_numbers_made_a_list_are_text_again(
    format: str, text: str, goals: tuple[str, ...]
) -> None:
    reading = read_after(GOALS, define(format, text), AS_TYPED)
    project = reading.document.units[0].projects[0]  # type: ignore[attr-defined]
    assert project.goal == goals
    assert (reading.notes, reading.unplaced) == ((), ())
    assert bool(reading.edits) is (format != "decimal")


@pytest.mark.parametrize("act", [define("bullet", "●"), define("hebrew1", "%1"), lambda _: None])
def test_a_number_that_cannot_be_told_is_named_and_the_data_stay(act: Act) -> None:
    reading = read_after(GOALS, act, AS_TYPED)
    (unplaced,) = reading.unplaced
    assert unplaced.place == "资金使用单位[1].项目[1].绩效目标"
    assert unplaced.words == "聘请编外人员。\n充实力量。"
    assert "自动编号" in unplaced.reason
    assert reading.edits == ()
    data = perfreport.loads(GOALS)
    assert take_over(reading, data, REGISTRY).document == data


def test_the_mark_of_such_a_number_is_not_among_the_words_that_are_told() -> None:
    shown = PageTexts()
    shown.put(ViewPath("department"), "甲")
    shown.put(ViewPath("department"), f"{UNTOLD}乙")
    shown.refuse(f"{UNTOLD}丙", "不在任何填写的位置")
    shown.refuse(UNTOLD, "不在任何填写的位置")
    assert [copy.text for copy in shown.copies] == ["乙"]
    assert [each.words for each in shown.unplaced] == ["丙"]


def test_a_list_made_of_what_was_printed_is_noted_and_the_text_is_there() -> None:
    def act(editor: WordEditor) -> None:
        number(editor.paragraph("1.聘请"))

    reading = read_after(GOALS, act)
    assert differences(GOALS, reading.document) == []
    assert codes(reading) == ["list"]
    assert "“1.聘请编外人员。”" in reading.notes[0].message


def test_an_item_of_the_form_itself_may_be_a_list_without_its_numbers_being_text(
    tmp_path: Path,
) -> None:
    """A template whose paragraph of goals is an item of a list by itself."""
    folder = tmp_path / "自己的"
    for name in ("forms", "docx"):
        (folder / name).mkdir(parents=True)
    form = "guangzhou-district-project-targets"
    source = resources.templates() / "forms" / f"{form}.yaml"
    (folder / "forms" / source.name).write_bytes(source.read_bytes())
    editor = WordEditor((resources.templates() / "docx" / f"{form}.docx").read_bytes())
    number(editor.paragraph("{{ paragraph }}"))
    define("decimal", "%1.")(editor)
    (folder / "docx" / f"{form}.docx").write_bytes(editor.save())
    document = perfreport.loads(GOALS, settings=perfreport.Settings(templates=(folder,)))
    file = perfreport.render(document, "docx", settings=perfreport.Settings(templates=(folder,)))
    reading = read_docx(file, FormRegistry((folder,)))
    assert reading.document == document
    assert (reading.edits, reading.notes, reading.unplaced) == ((), (), ())


def test_a_symbol_that_was_inserted_is_a_character_of_the_text() -> None:
    reading = read_after(PROJECTS, put_in("聘请编外人员", "sym", font="Symbol", char="F0B3"))
    (difference,) = differences(PROJECTS, reading.document)
    assert difference.endswith("聘请编≥外人员。")
    assert reading.notes == ()


def test_a_symbol_that_is_not_known_is_named_with_its_words() -> None:
    reading = read_after(PROJECTS, put_in("聘请编外人员", "sym", font="MT Extra", char="F04C"))
    assert differences(PROJECTS, reading.document) == []
    (note,) = reading.notes
    assert note.code == "symbol"
    assert "“聘请编□外人员。”（字体 MT Extra，编码 F04C）" in note.message


def test_a_raised_figure_is_one_of_unicode() -> None:
    reading = read_after(PROJECTS, put_in("聘请编外人员", "2", "vertAlign superscript"))
    (difference,) = differences(PROJECTS, reading.document)
    assert difference.endswith("聘请编²外人员。")
    assert reading.notes == ()


def test_a_raised_word_stays_a_word_and_is_noted() -> None:
    reading = read_after(PROJECTS, put_in("聘请编外人员", "注", "vertAlign superscript"))
    (difference,) = differences(PROJECTS, reading.document)
    assert difference.endswith("聘请编注外人员。")
    assert codes(reading) == ["formatting"]

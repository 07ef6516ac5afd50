"""Notes below a table stand on a page with rows of it, however many rows there are.

In Word it is told by what is kept with what; how its pages break is Word's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import takewhile

import pytest
from lxml import etree

import perfreport
from perfreport.docx.page.elements import value_in
from perfreport.docx.wordml import W
from tests.content import squeeze
from tests.docx.word_files import body_of
from tests.pages.lengthened import lists_in, with_more_rows
from tests.pdf_grids import find_tables
from tests.pdf_pages import lines_of, read_pages
from tools.form_looks import forms
from tools.templates import WORD

MOST = 12
_SETTINGS = perfreport.Settings(system_fonts=False)
_BEGINNING = re.compile("(?:注|备注|说明|填[表报]说明)[:：]")


def text_of(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(W + "t"))


def style_of(paragraph: etree._Element) -> str:
    return value_in(paragraph.find(W + "pPr"), "pStyle")


def is_in(style: str, block: etree._Element) -> bool:
    return block.tag == W + "p" and style_of(block) == style


def below_tables(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The notes below each table in ``root`` that has some."""
    for table in root.iter(W + "tbl"):
        first = table.getnext()
        if first is not None and _BEGINNING.match(text_of(first)):
            style = style_of(first)
            yield [first, *takewhile(partial(is_in, style), first.itersiblings())]


@cache
def notes_of(form_id: str) -> tuple[str, ...]:
    """What the notes of a form say, of which each document has them all."""
    root = body_of((WORD / f"{form_id}.docx").read_bytes())
    return tuple(squeeze(text_of(note)) for notes in below_tables(root) for note in notes)


NOTED = tuple(form_id for form_id in forms() if notes_of(form_id))


def test_there_are_forms_with_notes() -> None:
    assert {"henan-project-monitoring", "anhui-2022-project-evaluation"} < set(NOTED)
    assert len(notes_of("henan-department-monitoring")) == 3


@pytest.mark.parametrize("more", range(MOST + 1))
@pytest.mark.parametrize("form_id", NOTED)
def test_all_notes_stand_with_the_last_row(form_id: str, more: int) -> None:
    document = with_more_rows(form_id, more)
    listed = [row for rows in lists_in(document).values() for row in rows]
    names = tuple({text for row in listed if len(text := squeeze(dict(row)["name"])) > 1})
    pages = read_pages(perfreport.render(document, "pdf", settings=_SETTINGS))
    notes = notes_of(form_id)
    noted = 0
    for page in pages:
        text = squeeze("".join(line.text for line in lines_of(page.glyphs)))
        if any(note in text for note in notes):
            noted += 1
            assert all(note in text for note in notes)
            (part,) = find_tables(page.rules, page.glyphs)
            said = [squeeze(box.text) for box in part.boxes]
            assert any(each.endswith(names) for each in said)
    assert noted


@pytest.mark.parametrize("form_id", NOTED)
def test_in_word_the_last_rows_and_the_notes_are_kept_together(form_id: str) -> None:
    file = perfreport.render(with_more_rows(form_id, MOST), "docx", settings=_SETTINGS)
    root = body_of(file)
    found = list(below_tables(root))
    assert found
    for notes in found:
        table = notes[0].getprevious()
        assert table is not None
        *_, before, last = table.iterchildren(W + "tr")
        assert all(map(is_kept, [*before.iter(W + "p"), *last.iter(W + "p"), *notes[:-1]]))
        assert not is_kept(notes[-1])


def is_kept(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None

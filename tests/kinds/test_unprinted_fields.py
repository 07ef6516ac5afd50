"""What no form prints stays with the part that it belongs to, at every level of every kind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from perfreport.basics.quantities import PENDING
from perfreport.blocks.model import Document
from perfreport.blocks.sums import name_of
from perfreport.blocks.walk import walk
from perfreport.documents.loading import fitted, read_document
from perfreport.documents.rendering import Renderer
from perfreport.documents.taking_over import take_over
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.roundtrip import read_docx
from tests.examples import PUBLISHED, example
from tests.kinds import toy
from tests.kinds.hidden_fields import filled_in, hidden_texts, kinds_with_hidden_fields
from tests.kinds.test_toy import HERE
from tests.kinds.toy.word_template import word_template
from tests.roundtrip.structure_edits import cells, rows, tables
from tests.roundtrip.word_editor import Element, WordEditor, retype, text_of

TOY = "采购计划"
# The hidden fields are put into the kinds' own classes; a form that opens them makes others.
NAMES = [*PUBLISHED, TOY]


@pytest.fixture(scope="module")
def toy_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy") / "templates"
    shutil.copytree(HERE / "templates", folder)
    (folder / "docx").mkdir()
    (folder / "docx" / "toy-procurement-plan.docx").write_bytes(word_template())
    return folder


@pytest.fixture(scope="module", params=NAMES)
def taken(request: pytest.FixtureRequest, toy_templates: Path) -> tuple[Any, FormRegistry, bytes]:
    """A document with hidden texts at every level, its forms, and its Word file."""
    if request.param == TOY:
        registry = FormRegistry([toy_templates], kinds_with_hidden_fields(toy.KINDS))
        document = _toy(FormRegistry([toy_templates], toy.KINDS))
    else:
        registry = FormRegistry(kinds=kinds_with_hidden_fields(KINDS))
        document = example(request.param)
    filled = filled_in(document)
    word = Renderer(registry, system_fonts=False).render(fitted(filled, registry), "docx")
    return filled, registry, word.content


def _toy(registry: FormRegistry) -> Document:
    return read_document(HERE / f"{TOY}.yaml", registry).document


def test_a_word_file_gives_back_what_it_does_not_print(
    taken: tuple[Any, FormRegistry, bytes],
) -> None:
    document, registry, word = taken
    assert read_docx(word, registry).document == document


def _named_rows(document: BaseModel) -> Iterator[str]:
    """The names of parts that say what no other part does."""
    names = [name for name in hidden_texts(document).values() if not name.startswith("@")]
    return (name for name in dict.fromkeys(names) if names.count(name) == 1)


def test_an_edited_row_keeps_what_is_not_printed_of_it(
    taken: tuple[Any, FormRegistry, bytes],
) -> None:
    document, registry, word = taken
    before = hidden_texts(document)
    renamed = 0
    for name in list(_named_rows(document))[:6]:
        editor = WordEditor(word)
        paragraphs = [p for p in editor.root.iter() if p.tag.endswith("}p") and text_of(p) == name]
        if len(paragraphs) != 1:
            continue
        retype(paragraphs[0], f"{name}（改）")
        reading = read_docx(editor.save(), registry)
        after = hidden_texts(reading.document)
        assert after == {k: f"{v}（改）" if v == name else v for k, v in before.items()}
        assert hidden_texts(take_over(reading, document, registry).document) == after
        renamed += 1
    assert renamed


def test_a_row_that_goes_takes_no_other_ones_along(
    taken: tuple[Any, FormRegistry, bytes],
) -> None:
    document, registry, word = taken
    before = hidden_texts(document)
    for name, inside in list(_rows_without_rows(document, word).items())[:4]:
        editor = WordEditor(word)
        (row,) = _rows_that_say(editor, name)
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)
        after = hidden_texts(read_docx(editor.save(), registry).document)
        after.pop(None, None)  # type: ignore[call-overload] # an only row is to be filled in anew
        assert before.keys() - after.keys() == inside
        assert all(after[text] == before[text] for text in after if before[text][0] != "@")


def _rows_without_rows(document: BaseModel, word: bytes) -> dict[str, set[str]]:
    """The names that stand in one row of a table each, with the hidden texts of their parts."""
    editor = WordEditor(word)
    names = [name for name in _named_rows(document) if len(_rows_that_say(editor, name)) == 1]
    parts = {name_of(part): part for _, part in walk(document) if name_of(part) in names}
    inside = {name: hidden_texts(part) for name, part in parts.items()}
    leaves = {name for name, texts in inside.items() if not {*texts.values()} & {*names} - {name}}
    assert leaves
    return {name: {*inside[name]} for name in leaves}


def _rows_that_say(editor: WordEditor, name: str) -> list[Element]:
    found = [row for table in tables(editor) for row in rows(table)]
    return [row for row in found if any(text_of(cell) == name for cell in cells(row))]


def test_a_row_that_is_emptied_shifts_no_other(taken: tuple[Any, FormRegistry, bytes]) -> None:
    document, registry, word = taken
    before = hidden_texts(document)
    for name in list(_rows_without_rows(document, word))[:4]:
        editor = WordEditor(word)
        (row,) = _rows_that_say(editor, name)
        for paragraph in list(row.iter(W + "p")):
            if text_of(paragraph):
                retype(paragraph, "")
        reading = read_docx(editor.save(), registry)
        after = hidden_texts(reading.document)
        kept = {text: after[text] for text in before if text in after and before[text][0] != "@"}
        shifted = {text for text, now in kept.items() if now not in (before[text], PENDING)}
        assert shifted == set()
        assert list(kept.values()).count(PENDING) <= 1
        merged = hidden_texts(take_over(reading, document, registry).document)
        assert all(merged[text] in (before[text], PENDING) for text in kept)

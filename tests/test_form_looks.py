"""The page of forms' looks shows every built-in form as it is now, and quotes what it prints.

``make pictures`` makes the page and its pictures anew.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

import perfreport
from tests.content import Paragraph, squeeze
from tests.docx_reading import read_docx
from tests.fidelity import PUBLISHED, comparable, published_text
from tools.form_looks import ALIKE, FOLDER, PAGE, example_of, forms, looks, page, picture_of

FORMS = tuple(forms())
PUBLISHED_FORMS = tuple(
    form_id for form_id in FORMS if (PUBLISHED / f"{example_of(form_id).stem}.txt").exists()
)
MOST_BYTES = 3_000_000
"""Of all pictures together."""

TOLERANCE = 1.0
"""Of 255 levels of grey, over the whole page: what other versions of the drawing program make."""

_QUOTED = re.compile(r"“((?:[^“”]|“[^”]*”)*)”")


def test_every_form_has_its_look() -> None:
    assert looks().keys() == set(FORMS)
    assert {path.stem for path in FOLDER.glob("*.png")} == set(FORMS)


def test_the_page_is_that_of_the_present_forms() -> None:
    assert PAGE.read_text("utf-8") == page()


@pytest.mark.parametrize("form_id", FORMS)
def test_a_picture_is_that_of_the_present_page(form_id: str) -> None:
    shown = Image.open(FOLDER / f"{form_id}.png")
    now = picture_of(form_id)
    assert (shown.mode, shown.size) == ("L", now.size)
    assert unlikeness(shown, now) < TOLERANCE


def test_a_picture_of_another_page_is_told_from_it() -> None:
    now = picture_of(FORMS[0])
    moved = ImageChops.offset(now, 0, 3)
    assert unlikeness(moved, now) > TOLERANCE


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """How much the pictures differ, on the average, in levels of grey."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def test_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < MOST_BYTES


@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_quoted_of_a_form_is_printed(form_id: str) -> None:
    printed = printed_text(form_id)
    for what, official, own in looks()[form_id].rows:
        quoting = official if own.startswith(ALIKE) else ""
        quoted = _QUOTED.findall(quoting + own)
        missing = [text for text in quoted if squeeze(text) not in printed]
        assert missing == [], what


@pytest.mark.parametrize("form_id", PUBLISHED_FORMS)
def test_what_is_quoted_of_a_published_document_stands_in_it(form_id: str) -> None:
    published = comparable(published_text(example_of(form_id).stem))
    quoted = [
        text for _, official, _ in looks()[form_id].rows for text in _QUOTED.findall(official)
    ]
    assert [text for text in quoted if comparable(text) not in published] == []


@cache
def printed_text(form_id: str) -> str:
    """What the form's example prints, cell by cell, without white space."""
    document = perfreport.load(example_of(form_id))
    content = read_docx(perfreport.render(document, "docx"))
    texts = (
        [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for block in content
    )
    return "\n".join(squeeze(text) for part in texts for text in part)

"""Whatever follows what: all of it stands in the type area, once, nothing on top of another."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf_pages import Page, lines_of
from tests.typeset.random_tables import CHARACTERS
from tests.typeset.typesetting import pages_of

TOP, BOTTOM = 283.46, 841.89 - 283.46
HEAD = '<document margins="100mm 60mm 100mm 60mm">'

Piece = tuple[str, int]
"""A piece of markup with ``{}`` where its text stands, and how many characters that has."""

SHAPES = [
    '<heading level="1">{}</heading>',
    '<heading level="2">{}</heading>',
    "<p>{}</p>",
    "<title>{}</title>",
    '<list scheme="1."><item>{}</item></list>',
    '<heading level="1" run-in="yes">{}</heading><p/>',
    "<split><left>{}</left></split>",
    "<split><right>{}</right></split>",
    "<caption>{}</caption>",
    '<table columns="* *" header-rows="1"><tr><td/><td/></tr><tr><td>{}</td><td/></tr></table>',
    '<table columns="1* 2*" rows="keep"><tr><td>{}</td><td/></tr><tr><td/><td/></tr></table>',
    '<p left="2em" right="1em" indent="-2em">1<tab/>{}</p>',
    '<p tabs="100pt:right"><tab/><span bold="yes" underline="yes">{}</span></p>',
    '<table columns="* *"><tr height="60pt"><td>{}</td><td/></tr></table>',
    '<table columns="* 3*" width="320pt" fill="#D9D9D9" frame="1.5pt"><tr keep="yes" height="20pt">'
    '<td/><td><list scheme="1."><item>{}</item></list></td></tr></table>',
    "<page-break/>",
]
PIECES = st.tuples(st.sampled_from(SHAPES), st.integers(1, 90))


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_every_character_stands_once_within_the_type_area(pieces: list[Piece]) -> None:
    pages = _pages(pieces)
    found = Counter(glyph.text for page in pages for glyph in page.glyphs)
    for (shape, count), character in zip(pieces, CHARACTERS, strict=False):
        assert found[character] == (count if "{}" in shape else 0)
    for page in pages:
        for glyph in page.glyphs:
            assert glyph.baseline - 0.88 * glyph.size > TOP - 0.5
            assert glyph.baseline + 0.12 * glyph.size < BOTTOM + 0.5


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_lines_never_overlap_and_pieces_follow_in_order(pieces: list[Piece]) -> None:
    order: list[str] = []
    for page in _pages(pieces):
        lines = lines_of(page.glyphs)
        for above, below in pairwise(lines):
            assert below.baseline - above.baseline > 0.8 * max(above.size, below.size)
        order += [glyph.text for glyph in page.glyphs if glyph.text in CHARACTERS]
    assert order == sorted(order, key=CHARACTERS.index)


def _pages(pieces: list[Piece]) -> list[Page]:
    body = "".join(
        shape.format(character * count)
        for (shape, count), character in zip(pieces, CHARACTERS, strict=False)
    )
    return pages_of(f"{HEAD}{body}</document>")

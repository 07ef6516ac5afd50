"""No single line of a paragraph stands alone at the foot or the head of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.typeset.display import BLANK_LINE
from perfreport.typeset.markup.styles import ParagraphStyle
from perfreport.typeset.paragraphs import TextBox, cut_stack
from tests.docx.word_files import parts_of
from tests.typeset.printing import BOOK, body

FORMS = FormRegistry()
LEADING = 10.0
STYLE = ParagraphStyle(
    body(BOOK), LEADING, 0.0, 0.0, 0.0, (), 0.0, 0.0, keep_with_next=False, keep_with_previous=False
)


def stack(*counts: int) -> list[TextBox]:
    """Paragraphs of so many lines each."""
    return [TextBox([BLANK_LINE] * count, STYLE, LEADING, 100.0) for count in counts]


def counts(boxes: tuple[TextBox, ...]) -> list[int]:
    return [len(box.lines) for box in boxes]


@pytest.mark.parametrize(
    ("lines", "room", "head", "tail"),
    [
        ((3, 5), 4, [3], [5]),  # one line would stand at the foot
        ((3, 5), 5, [3, 2], [3]),
        ((3, 5), 7, [3, 3], [2]),  # one line would stand at the head
        ((3, 3), 5, [3], [3]),  # three lines cannot be parted
        ((1, 1, 1), 2, [1, 1], [1]),
        ((5,), 1, [1], [4]),  # nothing stands before it that could stay
        ((4,), 3, [2], [2]),
    ],
)
def test_a_cell_is_cut_where_no_line_is_left_alone(
    lines: tuple[int, ...], room: int, head: list[int], tail: list[int]
) -> None:
    parts = cut_stack(stack(*lines), room * LEADING)
    assert tuple(map(counts, parts)) == (head, tail)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6), st.integers(1, 40))
def test_no_paragraph_but_the_first_leaves_a_line_alone(lines: list[int], room: int) -> None:
    head, tail = cut_stack(stack(*lines), room * LEADING)
    assert sum(counts(head)) + sum(counts(tail)) == sum(lines)
    assert sum(counts(head)) <= room
    if len(head) + len(tail) > len(lines) and len(head) > 1:
        assert min(counts(head)[-1], counts(tail)[0]) >= 2


@pytest.mark.parametrize("form_id", FORMS.ids)
def test_word_leaves_no_line_alone_in_built_in_forms(form_id: str) -> None:
    """What says nothing of it is on (ECMA-376, 17.3.1.44)."""
    parts = parts_of(FORMS.docx_template(form_id).read_bytes())
    for name in ("word/styles.xml", "word/document.xml"):
        for element in etree.fromstring(parts[name]).iter(W + "widowControl"):
            assert element.get(W + "val") not in ("0", "false", "off"), name

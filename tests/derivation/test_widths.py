"""Columns balanced by what stands in them are as wide in the PDF as in Word."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.blocks.printed import Label
from perfreport.derivation.derived import derive
from perfreport.documents.loading import fitted
from perfreport.documents.rendering import Renderer
from perfreport.docx.template import load
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.typeset.markup.blocks import Block, PageSetup, Table
from perfreport.typeset.markup.reader import read_document
from perfreport.typeset.markup.styles import StyleSheet
from perfreport.xlsx.rows import read_table
from tests.derivation.printing import BOOK, PROPERTIES
from tests.docx.word_files import Row, SmallView, body_of, saved, word_template
from tests.examples import EXAMPLES, example, rendered
from tests.pdf_grids import find_tables
from tests.pdf_pages import read_pages
from tools.word_template.reading import read
from tools.word_template.table_parts import table_of

TEXTS = st.text("绩效目标，。（）0123.%- Ab&<", max_size=300)
CELLS = st.tuples(TEXTS, st.lists(TEXTS, max_size=4))
TABLE = (
    "样式 小字: 依照 表格正文, 字号 小五, 行距 13, 首行 2",
    "表格 表: 40 50 60 20",
    "| {{ title }} (4c) |",
    "| 合起来 (2c) | {{ title }} | 高 | (高 20)",
    "| {% width 30 60 %}名称 | {% width 30 90 %}目标 | {% width 30 90 %}指标 | 数 | (表头)",
    "| 甲 (2r) | {{ title }} | 乙 | 丙 |",
    "|         | {{ title }} | 乙 | 丙 |",
    "{%tr for row in rows %}",
    '| {{ row.label }} | {{ row.name }} | [[ row.texts ]] (小字) | {{ number("数") }} |',
    "{%tr endfor %}",
)


@st.composite
def several_rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """Rows, of which one to three beside each other have one label."""
    groups = draw(st.lists(st.tuples(TEXTS, st.lists(CELLS, min_size=1, max_size=3)), max_size=15))
    return tuple(
        Row(Label(label, len(cells) * (not number)), name, tuple(texts))
        for label, cells in groups
        for number, (name, texts) in enumerate(cells)
    )


def word_file() -> bytes:
    described = read("\n".join(TABLE), "表.txt")
    return word_template(table_of(described.blocks[0], described.styles))  # type: ignore[arg-type]


def widths_in_word(file: bytes) -> list[list[float]]:
    """The columns of each table, in points."""
    return [
        [int(column.get(W + "w", "")) / 20 for column in grid.iter(W + "gridCol")]
        for grid in body_of(file).iter(W + "tblGrid")
    ]


def widths_in_pdf(markup: Any) -> list[list[float]]:
    """The columns of each table, in points."""
    return widths_of(*read_document(markup, StyleSheet(BOOK)))


def widths_of(setup: PageSetup, blocks: Iterable[Block]) -> list[list[float]]:
    return [
        [end - start for start, end in pairwise(read_table(block, setup).edges)]
        for block in blocks
        if isinstance(block, Table)
    ]


@given(TEXTS, several_rows())
@settings(max_examples=60, deadline=None)
def test_word_and_pdf_have_the_same_widths(title: str, rows: tuple[Row, ...]) -> None:
    view = SmallView(title, rows)
    with TemporaryDirectory() as folder:
        path = saved(word_file(), Path(folder))
        plans = derive(path, BOOK.has).plans
        word = load(path, SmallView).render(view, PROPERTIES, plans=plans)
        [in_pdf] = widths_in_pdf(derive(path, BOOK.has).markup(view))
    [in_word] = widths_in_word(word)
    assert in_word == pytest.approx(in_pdf, abs=0.06)


def test_the_widths_that_word_and_pdf_share_are_balanced(tmp_path: Path) -> None:
    rows = tuple(Row(Label("甲", 1), "绩效目标" * 50, ("短",)) for _ in range(12))
    path = saved(word_file(), tmp_path)
    [widths] = widths_in_pdf(derive(path, BOOK.has).markup(SmallView("题", rows)))
    assert widths[1] > 80 * 72 / 25.4


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_have_the_same_widths_in_both_formats(name: str) -> None:
    registry = FormRegistry()
    blocks = Renderer(registry, system_fonts=False).pdf_blocks(fitted(example(name), registry))
    for in_word, in_pdf in zip(
        widths_in_word(rendered(name, "docx")), widths_of(*blocks), strict=True
    ):
        assert in_word == pytest.approx(in_pdf, abs=0.1)


def test_the_finished_pdf_has_them() -> None:
    name = "zengcheng-2024-project-targets"
    [in_word] = widths_in_word(rendered(name, "docx"))
    assert in_word[5] > 50 * 72 / 25.4 + 1
    for page in read_pages(rendered(name, "pdf")):
        [part] = find_tables(page.rules, page.glyphs)
        heads = [box.right - box.left for box in part.boxes if box.row == 0]
        assert heads == pytest.approx(in_word, abs=0.6)

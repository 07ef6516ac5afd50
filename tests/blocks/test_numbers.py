"""Numbers in front of items are taken off as they were put there, and no words with them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.blocks.cell_reader import CellReader
from perfreport.blocks.cells import CellWords
from perfreport.blocks.model import Indicator
from perfreport.blocks.numbers import without_numbers
from perfreport.blocks.printing import numbered
from perfreport.blocks.wording import CellWording
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.form import ProjectTargetsForm

SCHEMES = st.sampled_from(sorted(NUMBERING_SCHEMES))
WORDS = st.text(st.sampled_from("项目完成率数量达到百分"), min_size=1, max_size=8)
LEVELS = st.sampled_from(["产出指标", "效益指标", "满意度指标"])
FORM = FormRegistry().get("guangzhou-project-targets")


@given(SCHEMES, st.lists(WORDS, min_size=2, max_size=12))
def test_what_was_numbered_is_read_without_its_numbers(scheme: str, texts: list[str]) -> None:
    assert without_numbers(numbered(texts, scheme), scheme) == texts


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6))
def test_a_scheme_without_numbers_takes_nothing_for_one(texts: list[str]) -> None:
    assert without_numbers(texts, "") == [text.strip() for text in texts]


@given(
    items=SCHEMES,
    groups=SCHEMES,
    is_grouped=st.booleans(),
    numbers_one=st.booleans(),
    indicators=st.lists(st.tuples(LEVELS, WORDS, WORDS), min_size=1, max_size=6),
)
def test_cells_of_any_numbering_are_read_as_they_were_printed_or_not_at_all(
    items: str,
    groups: str,
    *,
    is_grouped: bool,
    numbers_one: bool,
    indicators: list[tuple[str, str, str]],
) -> None:
    assert isinstance(FORM, ProjectTargetsForm)
    old = FORM.wording.indicator_cell
    assert old
    given_ones = [
        Indicator(level_one=one if is_grouped else None, name=name, annual_value=value)
        for one, name, value in sorted(indicators)
    ]
    changed = {
        "grouped": is_grouped,
        "item_numbering": items,
        "group_numbering": groups,
        "number_single_item": numbers_one,
    }
    cell = CellWording(**{**dict(old), **changed})
    paragraphs = CellWords(FORM, cell).paragraphs(given_ones)
    read = CellReader(cell, FORM.taxonomy, "涉密").read(paragraphs)
    expected = [
        {k: v for k, v in dict(each).items() if k in ("level_one", "name", "annual_value") and v}
        for each in given_ones
    ]
    found = [item.fields for item in read if item.fields is not None]
    # A heading that begins with 一是 is not told from an item, and its group is not read.
    is_unread = is_grouped and groups == "一是" and len({each[0] for each in indicators}) > 1
    assert found == ([] if is_unread else expected)

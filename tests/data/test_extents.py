"""Every value of a data file is found where it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.blocks.model import Document
from perfreport.data.data_files import parse_source
from perfreport.data.extents import Entry, Extent, Style, read_extents
from perfreport.data.source import Node
from tests.data.any_document import documents
from tests.data.any_layout import as_json, as_yaml


def entries(extent: Extent) -> Iterator[Entry]:
    for entry in extent.entries:
        yield entry
        yield from entries(entry.value)


def shape(part: Extent | Node) -> object:
    """The keys of a tree of extents, or of nodes."""
    if isinstance(part, Extent):
        return {entry.key: shape(entry.value) for entry in part.entries}
    return {key: shape(child) for key, child in part.children.items()}


@settings(deadline=None)
@given(documents(), st.integers(0, 2**32), st.booleans())
def test_the_extents_are_those_of_the_values_that_are_read(
    document: Document, seed: int, is_json: bool
) -> None:
    text = as_json(document, seed) if is_json else as_yaml(document, seed)
    root = read_extents(text, is_json=is_json)
    assert shape(root) == shape(parse_source(text, is_json=is_json).root)
    for entry in entries(root):
        assert entry.start <= entry.head_end <= entry.value.start <= entry.value.end
        if isinstance(entry.key, str):
            assert entry.key in text[entry.start : entry.head_end]


@pytest.mark.parametrize(
    ("text", "style", "written"),
    [
        ("键: 值  # 注\n", Style.PLAIN, "值"),
        ("键: '值' \n", Style.SINGLE, "'值'"),
        ('键: "值"\n', Style.DOUBLE, '"值"'),
        ("键: |-  # 注\n  一\n  二\n\n\n下: 无\n", Style.LITERAL, "|-  # 注\n  一\n  二"),
        ("键: [一, 二]  # 注\n", Style.FLOW, "[一, 二]"),
        ("键:\n  - 一\n  - 二  # 注\n# 注\n", Style.BLOCK, "- 一\n  - 二"),
        ("键:\n", Style.PLAIN, ""),
        ("# \U0001f600\u2028\n键: 值\n", Style.PLAIN, "值"),
        ("# \x07\n键: 值\n", Style.PLAIN, "值"),
    ],
)
def test_a_value_ends_before_what_is_no_part_of_it(text: str, style: Style, written: str) -> None:
    extent = read_extents(text).entries[0].value
    assert (extent.style, text[extent.start : extent.end]) == (style, written)


def test_an_item_begins_with_its_dash() -> None:
    text = "列:\n-   甲\n- 名: 乙\n-\n  名: 丙\n"
    items = read_extents(text).entries[0].value.entries
    assert [text[item.start : item.head_end] for item in items] == ["-", "-", "-"]
    assert [text[item.value.start : item.value.end] for item in items] == ["甲", "名: 乙", "名: 丙"]

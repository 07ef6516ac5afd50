"""A dash in the place of an amount is a value, wherever it stands, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.data.data_files import parse_source
from perfreport.data.extents import read_extents
from perfreport.data.shielding import Shield

DASHES = [
    ("甲: -\n乙: 1\n", {"甲": "-", "乙": "1"}),
    ("甲: - # 注\n乙: - ", {"甲": "-", "乙": "-"}),
    ("甲: -\r\n乙:  \t-\t\r\n", {"甲": "-", "乙": "-"}),
    ("丙: {甲: -, 乙: - , 丁: -}", {"丙": {"甲": "-", "乙": "-", "丁": "-"}}),
    ("丙: [甲: -]", {"丙": [{"甲": "-"}]}),
    ("丙:\n  - 甲: -\n    乙: —\n", {"丙": [{"甲": "-", "乙": "—"}]}),
    ("甲: '是: -'\n乙: |-\n  是: -\n  - 二\n", {"甲": "是: -", "乙": "是: -\n- 二"}),
    ('甲: "是: -, 乙"\n乙: 一\x07二', {"甲": "是: -, 乙", "乙": "一\x07二"}),
    ("甲:\n  - 乙\n", {"甲": ["乙"]}),
    ("甲: \U0010002d\n乙: -", {"甲": "\U0010002d", "乙": "-"}),
    ("甲: \U00100000\x07\n乙: -", {"甲": "\U00100000\x07", "乙": "-"}),
    (
        "甲: |-\n  \U000f002d一\U000f0000\U00100000\n  \U000f0007\U0010002d\n乙: -\n丙: \x07",
        {"甲": "\U000f002d一\U000f0000\U00100000\n\U000f0007\U0010002d", "乙": "-", "丙": "\x07"},
    ),
    (
        r'甲: "\U000F0000\U000F0001\U000f002D\U0010002D\x07"' + "\n乙: -\n丙: \x07",
        {"甲": "\U000f0000\U000f0001\U000f002d\U0010002d\x07", "乙": "-", "丙": "\x07"},
    ),
    (r'甲: "\\U000F0000\uE000"' + "\n乙: -", {"甲": "\\U000F0000\ue000", "乙": "-"}),
]


@pytest.mark.parametrize(("text", "tree"), DASHES)
def test_a_dash_is_read_as_it_was_typed(text: str, tree: object) -> None:
    assert parse_source(text).root.plain() == tree


@pytest.mark.parametrize(("text", "tree"), DASHES)
def test_its_line_and_its_extent_are_its_own(text: str, tree: object) -> None:
    source = parse_source(text)
    for entry in read_extents(text).entries:
        node = source.root.children[entry.key]
        assert node.line == text[: entry.value.start].count("\n") + 1
        if node.value == "-":
            assert text[entry.value.start : entry.value.end] == "-"


@pytest.mark.parametrize("text", ["甲: -\n  - 一\n", "甲: -\n  一段\n", "甲: - 一\n"])
def test_a_dash_with_more_behind_it_is_an_item_in_the_wrong_place(text: str) -> None:
    with pytest.raises(InputError, match="第 1 行：列表项“- ”的位置不对，请另起一行并缩进"):
        parse_source(text)


@given(st.text(st.sampled_from(":-#, \t\n\x07\U0010002d\U0010fffd\U00100007甲}")))
def test_a_text_keeps_its_places_in_disguise(text: str) -> None:
    shield = Shield(text)
    assert len(shield.text) == len(text)
    for typed, hidden in zip(text, shield.text, strict=True):
        assert hidden == typed or typed in "-\x07"
    assert shield.lifted(shield.text) == text


def test_without_a_character_for_the_disguise_nothing_is_disguised() -> None:
    private = "".join(map(chr, range(0xF0000, 0x110000)))
    text = f"甲: -\n乙: {private}\x07"
    assert Shield(text).text == text
    assert Shield(text).lifted(private) == private


@pytest.mark.parametrize("text", ["-, 编外", "-}", "-]甲", "-,"])
def test_a_text_that_begins_with_a_dash_is_a_text(text: str) -> None:
    root = parse_source(f"其他资金: -\n名称: {text}\n").root
    assert root.children["名称"].value == text


@pytest.mark.parametrize(
    "entry", ["{甲: -, 乙: 1}", "{乙: 1, 甲: -}", "{甲: - , 乙: 1}", "{乙: 1, 甲: - }"]
)
def test_a_dash_inside_braces_is_alone(entry: str) -> None:
    root = parse_source(f"组: {entry}\n").root
    assert root.children["组"].children["甲"].value == "-"

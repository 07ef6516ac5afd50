"""JSON keeps its numbers as text and says where it is wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.data.data_files import parse_source
from perfreport.data.source import Source

values = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def read(text: str) -> Source:
    return parse_source(text, is_json=True)


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read(text)
    return str(caught.value)


@given(values, st.sampled_from([None, 1, 2]), st.booleans())
def test_any_json_is_read_as_it_is(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert read(text).root.plain() == value


@pytest.mark.parametrize("number", ["59.80", "-0.5", "1e5", "12345678901234567890.10"])
def test_a_number_stays_the_text_that_was_typed(number: str) -> None:
    assert read(f"[{number}]").root.plain() == [number]


def test_control_characters_in_texts_come_through() -> None:
    assert read('{"甲": "一\x07二"}').root.plain() == {"甲": "一\x07二"}


def test_values_know_their_lines() -> None:
    source = read('{\n "甲": [\n  1,\n  {"乙": 2}\n ]\n}')
    paths = [DataPath(), DataPath("甲"), DataPath("甲", 0), DataPath("甲", 1, "乙")]
    assert [source.line(path) for path in paths] == [1, 2, 3, 4]


def test_a_key_given_twice_is_a_mistake_at_the_second_place() -> None:
    source = read('{"甲": [{"乙": 1,\n "乙": 2}]}')
    assert [mistake.describe(None) for mistake in source.mistakes] == [
        "第 2 行：甲[1].乙：这个键写了两次（第 1 行已有），请删去一处"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"甲": 1,\n}', "第 2 行：不合 JSON 的写法：这里应是一个加半角双引号的键"),
        ("{'甲': 1}", "第 1 行：不合 JSON 的写法：这里应是一个加半角双引号的键"),
        ("{“甲”: 1}", "第 1 行：不合 JSON 的写法：这里应是一个加半角双引号的键"),
        ('{"甲" 1}', "键的后面缺半角冒号"),
        ('{"甲"：1}', "键的后面缺半角冒号"),
        ('{"甲": 1 "乙": 2}', "这里缺半角逗号或“}”"),
        ('{"甲": 1，"乙": 2}', "这里缺半角逗号或“}”"),
        ('["甲"', "这里缺半角逗号或“]”"),
        ('{"甲": 某某}', "这里应是一个值：文字加半角双引号"),
        ('{"甲": NaN}', "这里应是一个值"),
        ('{"甲": "一\\q"}', "反斜杠的写法不对"),
        ('{"甲": "一', "文字的引号不成对"),
        ('{"甲": 1}\n{"乙": 2}', "第 2 行：不合 JSON 的写法：文书在此已经结束"),
        ("[" * 100_000, "嵌套超过 40 层"),
    ],
)
def test_what_is_no_json_is_explained(text: str, message: str) -> None:
    assert message in refused(text)

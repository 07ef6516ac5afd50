"""JSON keeps its numbers as text and says where it is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.addresses import NOWHERE, DataPath
from perfreport.basics.errors import InputError
from perfreport.data import json_reader
from perfreport.data.data_files import parse_source
from perfreport.data.json_nodes import JsonNode
from perfreport.data.json_reader import _Reader
from perfreport.data.source import Node, Source

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


@given(values, st.sampled_from([None, 1, 2]), st.data())
def test_what_is_decoded_at_once_stands_where_it_is_found_value_by_value(
    value: object, indent: int | None, data: st.DataObject
) -> None:
    blanks = data.draw(st.text(" \t\r\n", max_size=3))
    text = f"{blanks}{json.dumps(value, ensure_ascii=False, indent=indent)}{blanks}"
    nodes = read(f"{text} ").root
    assert isinstance(nodes, JsonNode)
    by_value = _Reader(text, None).value()
    # Whatever is asked for first: each place is found on the way from another one.
    paths = data.draw(st.permutations(sorted(paths_in(by_value), key=repr)))
    assert [found(nodes, path).line for path in paths] == [
        found(by_value, path).line for path in paths
    ]
    assert nodes.plain() == by_value.plain() == value


def paths_in(node: Node, path: DataPath = NOWHERE) -> Iterator[DataPath]:
    yield path
    for key, child in node.children.items():
        yield from paths_in(child, path / key)


def found(node: Node, path: DataPath) -> Node:
    for key in path:
        node = node.children[key]
    return node


@given(values, st.data())
def test_whatever_stands_in_a_text_is_read_or_refused_as_it_is_value_by_value(
    value: object, data: st.DataObject
) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    at = data.draw(st.integers(0, len(text)))
    put_in = data.draw(st.sampled_from(['"', ",", "{", "]", ":", "\\", "NaN", "1e5", '"":0,', " "]))
    text = f"{text[:at]}{put_in}{text[at + data.draw(st.integers(0, 2)) :]}"
    assert told(lambda: json_reader.read(text, None)) == told(lambda: value_by_value(text))


def value_by_value(text: str) -> Source:
    reader = _Reader(text, None)
    root = reader.value()
    reader.end()
    return Source(None, root, tuple(reader.mistakes))


def told(read_it: Callable[[], Source]) -> object:
    try:
        source = read_it()
    except InputError as error:
        return str(error)
    return source.root.plain(), source.mistakes, [*map(source.line, paths_in(source.root))]


def test_a_sound_text_is_not_read_value_by_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reader, "_Reader", None)
    source = read('{"甲": [{"乙": 1},\n {"乙": 2}]}')
    assert source.root.plain() == {"甲": [{"乙": "1"}, {"乙": "2"}]}
    assert source.line(DataPath("甲", 1, "乙")) == 2


@pytest.mark.parametrize("inmost", ["1", "[]", "{}", "[1]"])
@pytest.mark.parametrize("depth", [39, 40, 41])
def test_what_is_nested_too_deep_is_refused_and_nothing_else(depth: int, inmost: str) -> None:
    text = "[" * depth + inmost + "]" * depth
    assert told(lambda: read(text)) == told(lambda: value_by_value(text))


def test_a_changed_node_stands_where_it_stood() -> None:
    item = read('[\n {"乙": 1},\n {"乙": 2}]').root.children[1]
    changed = item.but(children={"丙": item.children["乙"]})
    assert (changed.line, changed.children["丙"].line) == (3, 3)
    assert (changed.plain(), item.plain()) == ({"丙": "2"}, {"乙": "2"})


def test_what_is_put_into_a_node_is_part_of_it() -> None:
    root = read('{"甲": {}}').root
    root.children["甲"].children["乙"] = Node(None, "新")
    assert root.plain() == {"甲": {"乙": "新"}}


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


def test_a_node_that_is_changed_twice_keeps_the_first_change() -> None:
    node = read('{"甲": [1, 2]}').root.children["甲"]
    named = node.but(children={"名": node.children[0]}, is_list=False, is_mapping=True)
    again = named.but(children={**named.children, "二": node.children[1]})

    assert again.plain() == {"名": "1", "二": "2"}

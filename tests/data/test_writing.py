"""Documents are written as data files that read back, and that people like to read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.blocks.model import Document, Indicator
from perfreport.blocks.walk import walk_texts
from perfreport.data.data_files import parse_source
from perfreport.data.source import Node
from perfreport.data.validation import validate
from perfreport.data.writing import Noted, UnquotedNumber, Value, dump, write
from perfreport.kinds import KINDS
from tests.data.any_document import documents, lines
from tests.examples import EXAMPLES, FOLDER, example


def read_back(text: str) -> Document:
    source = parse_source(text)
    return validate(source, KINDS.models[str(source.root.children["文种"].value)])


def places(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    for key, child in node.children.items():
        yield from places(child, (*path, key))


@settings(deadline=None)
@given(documents())
def test_any_document_reads_back_as_it_was(document: Document) -> None:
    assert read_back(dump(document)) == document


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_back_as_it_was(name: str) -> None:
    assert perfreport.loads(dump(example(name))) == example(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_keys_come_in_the_order_in_which_people_wrote_them(name: str) -> None:
    written = list(places(parse_source(dump(example(name))).root))
    typed = list(places(parse_source((FOLDER / f"{name}.yaml").read_text("utf-8")).root))
    # What a form asks besides is written last; people put it where it stands on the page.
    typed, written = (
        [each for each in places if "附加项" not in each] for places in (typed, written)
    )
    assert [place for place in typed if place in written] == written


@given(lines)
def test_any_yaml_reader_takes_a_text_for_this_text(text: str) -> None:
    trees: list[dict[str, Value]] = [
        {"键": text},
        {"键": [{"甲": text, "乙": text}]},
        {"键": {"甲": [text]}},
    ]
    for written in trees:
        assert yaml.safe_load(write(written)) == written


@pytest.mark.parametrize("text", ["100%", "“三公”经费", "a:b", "5%以下", "第1—3期", "C++", "x-y"])
def test_a_harmless_text_is_not_quoted(text: str) -> None:
    assert write({"键": text}) == f"键: {text}\n"


@pytest.mark.parametrize(
    "text", ["98", "是: 否", "- 一", "甲 #乙", "true", "2024-01-01", "#1", "a:"]
)
def test_a_text_that_yaml_takes_for_something_else_is_quoted(text: str) -> None:
    assert write({"键": text}) == f'键: "{text}"\n'


def test_a_figure_is_not_quoted() -> None:
    assert write({"金额": UnquotedNumber("59.80"), "年度": 2024, "涉密": True}) == (
        "金额: 59.80\n年度: 2024\n涉密: true\n"
    )


def test_several_paragraphs_are_a_block_with_a_line_each() -> None:
    assert write({"目标": "一、“甲”: #1\n二、乙"}) == "目标: |-\n  一、“甲”: #1\n  二、乙\n"


def test_paragraphs_that_a_block_cannot_hold_are_a_list() -> None:
    written = write({"目标": "甲\ufeff\n乙"})
    assert written == '目标:\n  - "甲\\ufeff"\n  - "乙"\n'


def test_a_short_item_is_on_one_line_and_a_long_one_is_not() -> None:
    items = [{"名称": "甲", "值": "1,5"}, {"名称": "乙", "值": "长" * 200}]
    assert write({"指标": items}) == (
        f'指标:\n  - {{名称: 甲, 值: "1,5"}}\n  - 名称: 乙\n    值: {"长" * 200}\n'
    )


def test_items_that_have_parts_are_set_apart() -> None:
    item: Value = {"名称": "甲", "指标": [{"名称": "乙"}]}
    block = "  - 名称: 甲\n    指标:\n      - {名称: 乙}\n"
    assert write({"项目": [item, item]}) == f"项目:\n{block}\n{block}"


def test_comments_stand_beside_keys_and_above_items() -> None:
    tree: dict[str, Value] = {
        "金额": Noted(UnquotedNumber("待填"), "万元"),
        "表": Noted({"甲": Noted("一\n二", "两段")}, "说明"),
        "列": [Noted({"甲": "一"}, "其一"), Noted("乙", "其二")],
    }
    assert write(tree, ["头一行"]) == (
        "# 头一行\n金额: 待填  # 万元\n\n表:  # 说明\n  甲: |-  # 两段\n    一\n    二\n\n"
        "列:\n  # 其一\n  - {甲: 一}\n  - 乙  # 其二\n"
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_comment_never_becomes_content(comment: str) -> None:
    assert yaml.safe_load(write({"键": Noted("值", comment)}, [comment])) == {"键": "值"}


def test_what_has_its_default_is_left_out() -> None:
    indicator = Indicator(name="甲", annual_value="1次")
    assert dump(indicator) == "名称: 甲\n年度指标值: 1次\n"


def test_no_text_of_an_example_is_lost() -> None:
    for name in EXAMPLES:
        written = dump(example(name))
        for _, text in walk_texts(example(name)):
            assert text in written

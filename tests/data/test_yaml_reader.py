"""YAML becomes text in lists and mappings, and nothing of what was typed gets lost on the way."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.data.data_files import parse_source

plain_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
trees = st.recursive(
    plain_texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_texts, inner, max_size=4),
    max_leaves=20,
)


def plain(text: str) -> object:
    return parse_source(text).root.plain()


def mistakes(text: str) -> list[str]:
    return [mistake.describe(None) for mistake in parse_source(text).mistakes]


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_source(text)
    return str(caught.value)


@pytest.mark.parametrize("text", ["59.80", "0123", "1_000", "1e5", "2024-01-01", "yes", "0x1F"])
def test_a_value_stays_the_text_that_was_typed(text: str) -> None:
    assert plain(f"甲: {text}") == {"甲": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_nothing(text: str) -> None:
    assert plain(f"甲: {text}") == {"甲": None}


@pytest.mark.parametrize("text", ['""', '"~"', "'null'"])
def test_what_is_quoted_is_text(text: str) -> None:
    assert plain(f"甲: {text}") == {"甲": text[1:-1]}


@given(trees)
def test_any_tree_that_yaml_can_write_is_read_as_it_was(tree: object) -> None:
    text = yaml.safe_dump({"根": tree}, allow_unicode=True, default_style='"')
    assert plain(text) == {"根": tree}


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x9f", "\uffff"])
def test_control_characters_come_through_so_that_their_field_can_be_named(character: str) -> None:
    assert plain(f"甲: 一{character}二\n乙: 三") == {"甲": f"一{character}二", "乙": "三"}


def test_characters_that_carry_control_characters_through_stay_themselves() -> None:
    text = "甲: \U00100041\U0010abcd\n乙: \x07"
    assert plain(text) == {"甲": "\U00100041\U0010abcd", "乙": "\x07"}


def test_a_key_given_twice_is_a_mistake_at_the_second_place() -> None:
    text = "甲:\n  - 乙: 1\n    丙: 2\n    乙: 3\n"
    assert mistakes(text) == ["第 4 行：甲[1].乙：这个键写了两次（第 2 行已有），请删去一处"]


def test_every_key_given_twice_is_reported() -> None:
    assert len(mistakes("甲: 1\n甲: 2\n甲: 3\n乙: [{丙: 1, 丙: 2}]\n")) == 3


@pytest.mark.parametrize(
    ("value", "sign"),
    [("&重点 项目", "&"), ("&a 项目", "&"), ("!重要 项目", "!"), ("!!str 项目", "!"), ("*a", "*")],
)
def test_a_sign_that_yaml_would_swallow_is_a_mistake(value: str, sign: str) -> None:
    try:
        found = mistakes(f"甲: 1\n乙: {value}\n")
    except InputError as error:
        found = [str(error)]
    assert len(found) == 1
    assert found[0].startswith("第 2 行：")
    assert f"以“{sign}”打头" in found[0]
    assert "引号" in found[0]


def test_a_sign_before_a_list_or_a_key_is_a_mistake_too() -> None:
    found = mistakes("甲: &a [1]\n!b 乙: !c {丙: 1}\n")
    assert [each.split("：以")[0] for each in found] == ["第 1 行：甲", "第 2 行", "第 2 行：乙"]


def test_a_reference_never_stands_for_more_than_itself() -> None:
    text = "甲: &a [1, 1]\n乙: &b [*a , *a ]\n丙: [*b , *b ]\n"
    assert plain(text) == {"甲": ["1", "1"], "乙": ["*a", "*a"], "丙": ["*b", "*b"]}


def test_one_file_is_one_document() -> None:
    assert refused("甲: 1\n---\n乙: 2\n") == (
        "第 2 行：一个文件只能写一份文书，“---”之后的请另存为文件"
    )


def test_comments_alone_are_no_content() -> None:
    assert refused("# 还没有写\n").startswith("文件里没有内容，只有注释")


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "{{ x }}: a\n"])
def test_a_key_is_one_word(text: str) -> None:
    assert "键只能是一个词" in refused(text)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{甲: ", "}")])
def test_nesting_without_end_is_refused(opening: str, closing: str) -> None:
    assert plain(f"甲: {opening * 39}{closing * 39}")
    assert "嵌套超过 40 层" in refused(f"甲: {opening * 40}{closing * 40}")
    assert "嵌套超过 40 层" in refused(opening * 100_000)


@pytest.mark.parametrize("text", ["部门名称: 甲 #1 乙", "- 甲 #二", "{部门名称: 甲} # 注释\n"])
def test_text_behind_a_sign_that_begins_a_comment_is_not_lost_in_silence(text: str) -> None:
    found = [mistake.message for mistake in parse_source(text).mistakes]
    assert bool(found) == ("# " not in text)
    assert all("当作注释" in message for message in found)


@pytest.mark.parametrize("style", ["|-", ">"])
def test_a_comment_inside_a_block_is_a_mistake_for_it_would_be_printed(style: str) -> None:
    source = parse_source(f"甲: {style}  # 块外\n  一段\n  # 如：写一行\n# 也在块外\n乙: 二")
    assert [(one.path.label, one.line) for one in source.mistakes] == [("甲", 3)]
    assert "“# 如：写一行”" in source.mistakes[0].message


def test_a_number_sign_in_the_text_of_a_block_is_text() -> None:
    source = parse_source("甲: |-\n  #1 楼\n  二楼 # 三楼\n乙: '# 四楼'")
    assert source.mistakes == ()


PARTED = [
    ("{甲: 1,500.00, 乙: 2}", [("甲", "1500.00", "1,500.00")], {"甲": "1,500.00", "乙": "2"}),
    ("{甲: 12,345,678.90}", [("甲", "12345678.90", "12,345,678.90")], {"甲": "12,345,678.90"}),
    ('{甲: "1,234", 500}', [("甲", "1234500", "1,234,500")], {"甲": "1,234,500"}),
    ("{甲: 1, 500}", [("甲", "1500", "1,500")], {"甲": "1,500"}),
    ("{甲: -1,500.00万元}", [("甲", "-1500.00万元", "-1,500.00万元")], {"甲": "-1,500.00万元"}),
    (
        "{甲: 1,500.00, 乙: 2,500.00}",
        [("甲", "1500.00", "1,500.00"), ("乙", "2500.00", "2,500.00")],
        {"甲": "1,500.00", "乙": "2,500.00"},
    ),
]


@pytest.mark.parametrize(("braces", "told", "tree"), PARTED)
def test_a_number_that_a_comma_parts_inside_braces_is_told_once(
    braces: str, told: list[tuple[str, str, str]], tree: object
) -> None:
    text = f"丙: 1\n丁: {braces}\n"
    assert mistakes(text) == [
        f"第 2 行：丁.{key}：花括号里的逗号用来分项；请写 {plain_number}，"
        f'或加引号写成 "{with_commas}"'
        for key, plain_number, with_commas in told
    ]
    assert plain(text) == {"丙": "1", "丁": tree}


@pytest.mark.parametrize(
    "text",
    [
        '{甲: "1,500.00", 乙: 2}',
        "{甲: 1500.00, 乙: 2}",
        "{甲: 1，500.00}",
        "{甲: 1, 500: 丙}",
        "{甲: 1, 50}",
        "{甲: 乙, 500}",
        "{甲: 1.5, 500}",
        "{甲: {乙: 1}, 500}",
        "[1,500.00]",
        "\n  甲: 1,500.00",
        "\n  甲: 1\n  500:",
        "{500.00}",
    ],
)
def test_other_commas_and_numbers_are_not_put_together(text: str) -> None:
    assert mistakes(f"丁: {text}") == []


def test_a_number_that_a_comma_parts_hides_no_other_mistake() -> None:
    text = "丁: {甲: 1, 甲: 2, 乙: 1,234,567}"
    assert [message.split("：")[1] for message in mistakes(text)] == ["丁.甲", "丁.乙"]

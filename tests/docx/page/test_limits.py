"""Limits of what is read, each named where it is exceeded."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from perfreport.basics.errors import InputError
from perfreport.docx.page.package import excess, measured
from perfreport.forms.registry import FormRegistry
from perfreport.office.limits import LABELS, Limits, refusal
from perfreport.office.package import elements_in
from perfreport.office.xml import parse
from perfreport.roundtrip import read_docx
from tests.docx.page.small_pages import MAIN, cell, paragraph, parts_of, row, table
from tests.examples import EXAMPLES, rendered

NAMES = [field.name for field in fields(Limits)]


@pytest.mark.parametrize("name", NAMES)
def test_just_as_much_as_a_limit_allows_is_read(name: str) -> None:
    limits = Limits(**{name: 1_000})
    limits.require(**{name: 1_000})
    with pytest.raises(
        InputError, match=f"1,001）超过上限 1,000.*放宽上限（limits {LABELS[name]}=1001）"
    ):
        limits.require(**{name: 1_001})


def test_a_refusal_is_one_message_with_the_exit_code_of_wrong_input() -> None:
    error = refusal("不予读取")
    assert (str(error), len(error.mistakes), error.exit_code) == ("不予读取", 1, 2)


def test_all_that_is_too_much_is_named_with_what_to_raise() -> None:
    limits = Limits(blocks=10, characters=20)
    limits.require(blocks=10, characters=20)
    with pytest.raises(InputError) as error:
        limits.require(blocks=11, characters=2_000, parts=1)
    assert str(error.value) == (
        "段落和单元格（11）超过上限 10、文字（2,000）超过上限 20，不予读取；确属正常文件的，"
        "请放宽上限（limits 段落和单元格=11 文字=2000）"
    )


def test_every_limit_has_a_name_of_its_own() -> None:
    assert list(LABELS) == NAMES
    assert len(set(LABELS.values())) == len(NAMES)


def test_paragraphs_cells_and_characters_are_counted() -> None:
    body = paragraph("甲乙") + table(row(cell("丙"), cell("丁戊")))
    root = parse(parts_of(body)[MAIN])
    assert measured(root) == {"blocks": 5, "characters": 5}


@pytest.mark.parametrize(
    ("part", "count"),
    [
        (b"<a/>", 1),
        (b"<a><b/><b></b></a>", 3),
        (b'<a b="" c=""><d e=""/></a>', 5),
        (b"<a b = ''/>", 2),
        ("<a b='丙'/>".encode(), 2),
    ],
)
def test_elements_and_attributes_are_counted_without_a_tree(part: bytes, count: int) -> None:
    assert elements_in(part) == count


def test_a_part_in_another_unicode_encoding_is_not_counted_too_low() -> None:
    part = "<a><b/><b/></a>".encode("utf-16")
    assert elements_in(part) >= len(list(parse(part).iter())) == 3


@pytest.mark.parametrize(
    "part",
    [
        b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a+AD4APA-b/+AD4APA-/a+AD4-',
        '<?xml version="1.0" encoding="IBM037"?><a><b/></a>'.encode("cp037"),
    ],
)
def test_an_encoding_that_hides_elements_is_not_read(part: bytes) -> None:
    assert elements_in(part) <= 3
    with pytest.raises(ValueError, match="Start tag expected"):
        parse(part)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_ordinary_file_has_nothing_in_excess(name: str) -> None:
    assert excess(rendered(name, "docx")) is None


@pytest.mark.parametrize("name", ["file_bytes", "unpacked_bytes", "parts", "elements", "blocks"])
def test_what_a_reader_refuses_is_in_excess(name: str) -> None:
    limits = Limits(**{name: 5})
    file = rendered(EXAMPLES[0], "docx")
    with pytest.raises(InputError) as refused:
        read_docx(file, FormRegistry(), limits)
    told = excess(file, limits)
    assert told is not None
    assert LABELS[name] in told
    assert f"{LABELS[name]}=" in told
    assert LABELS[name] in str(refused.value)


def test_a_file_is_read_with_the_limits_that_are_told() -> None:
    file = rendered(EXAMPLES[0], "docx")
    told = excess(file, Limits(blocks=10, characters=100))
    assert told is not None
    names = {label: name for name, label in LABELS.items()}
    (values,) = re.findall("（limits (.*)）", told)
    options = (option.split("=") for option in values.split())
    raised = {names[label]: int(count) for label, count in options}
    assert set(raised) == {"blocks", "characters"}
    assert read_docx(file, FormRegistry(), Limits(**raised)).document

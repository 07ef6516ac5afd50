"""What the JSON Schema says is accepted is accepted, and what it refuses is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

import perfreport
from perfreport.basics.decimals import NO_NUMBER
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import PENDING_FIGURE, Amount
from perfreport.blocks.model import Document, Model
from perfreport.blocks.walk import models_inside
from perfreport.data.data_files import parse_source
from perfreport.data.schema import json_schema
from perfreport.data.validation import validate
from perfreport.kinds import KINDS
from perfreport.kinds.project_targets.model import Project
from perfreport.kinds.self_evaluation.sections import Effectiveness
from tests.data.from_schema import Tree, Written, exact_validator, trees, written
from tests.examples import EXAMPLES, example

PARTS = {
    part.__name__: part
    for kind in KINDS.models.values()
    for part in models_inside(kind)
    if part.model_config["extra"] == "forbid"
}
"""The models of all kinds and those inside them, but for those that are open without a form."""

SCHEMAS = {name: exact_validator(part.model_json_schema()) for name, part in PARTS.items()}
STRATEGIES = {name: trees(part.model_json_schema()) for name, part in PARTS.items()}

MONEY = '"名称": "甲", "财政拨款": '
IN_YUAN = "sichuan-2023-project-targets"
JUNK: tuple[Any, ...] = (
    "", " ", "甲", "-", "1e2", "1,2,3", "59.80美元", "99.91", "１２％", "1.1234567", "<p></p>",
    "-3", "2024", "是", "或许", "一\n二", "一\x07二", "甲\n", "0001.5", "1000000000000", "3分",
    None, True, False, [], {}, [""], [None], [[]], {"内容": "甲"}, {"涉密": True}, ["甲", " "],
    *map(Written.of, ("0", "-1", "-0", "2024.5", "1e12", "3e3", "-5e-1", "1949", "5000")),
)  # fmt: skip
"""Values that are wrong in some field."""


def is_accepted(model: type[BaseModel], tree: Tree) -> bool:
    try:
        model.model_validate_json(written(tree))
    except InputError:
        return False
    return True


def with_known_names(tree: Tree) -> Tree:
    """``tree`` whose reasons for lost points name indicators that are there.

    No schema can say that a name stands in another part of the document.
    """
    section = tree.get("管理效率", tree) if isinstance(tree, dict) else {}
    rows = section.get("指标", ()) if isinstance(section, dict) else ()
    if rows and isinstance(rows[0], dict):
        for deduction in section.get("扣分原因", ()):
            deduction["指标"] = [rows[0]["名称"] for _ in deduction.get("指标", ())]
    if isinstance(tree, dict) and isinstance(tree.get("资金"), list):
        tree["资金"] = tree["资金"][:1]  # nor that no two items of a list have one name
    for part in tree.values() if isinstance(tree, dict) else ():
        for item in part if isinstance(part, list) else [part]:
            with_known_names(item)
    return tree


@pytest.mark.parametrize("name", PARTS)
@settings(max_examples=30)
@given(data=st.data())
def test_what_fits_the_schema_of_a_model_is_accepted(name: str, data: st.DataObject) -> None:
    tree = with_known_names(data.draw(STRATEGIES[name]))
    assert SCHEMAS[name].is_valid(tree)
    assert PARTS[name].model_validate_json(written(tree))


@pytest.mark.parametrize("kind", KINDS.models)
@settings(max_examples=30)
@given(data=st.data())
def test_a_data_file_in_json_says_what_the_model_takes(kind: str, data: st.DataObject) -> None:
    model = KINDS.models[kind]
    text = written(with_known_names(data.draw(STRATEGIES[model.__name__])))
    from_file = validate(parse_source(text, is_json=True), model)
    assert from_file == model.model_validate_json(text)


def is_taken_all_the_same(value: Tree) -> bool:
    """Whether ``value`` is one of the ways to write that models take and schemas do not list."""
    if isinstance(value, dict):
        return any(map(is_taken_all_the_same, value.values()))
    if isinstance(value, list):
        # Empty lines among paragraphs are dropped; a number is a paragraph as well.
        return any(isinstance(i, Decimal) or (isinstance(i, str) and i.strip()) for i in value)
    if isinstance(value, Written | int):
        return value in (0, 1)  # To pydantic they are no and yes, as in spreadsheets.
    if not isinstance(value, str):
        return False
    text = re.sub("</?p>", "", value).strip()
    return (
        text != value  # Blanks and residue of web pages are dropped.
        or text == PENDING_FIGURE  # What a draft prints comes back from Word so.
        or bool(re.fullmatch(r"\d+", text))  # A whole number in quotes; YAML has texts alone.
        or bool(re.match(r"[+-]?0\d", text))  # Zeros in front, as codes have them.
    )


def places(tree: Tree, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = enumerate(tree) if isinstance(tree, list) else ()
    parts = tree if isinstance(tree, dict) else dict(items)
    for key, part in parts.items():
        yield from places(part, (*path, key))


def mutated(tree: Tree, random: Random) -> Tree:
    """``tree`` with one value replaced, taken out or put in."""
    tree = deepcopy(tree)
    *around, last = random.choice(list(places(tree))[1:])
    holder = tree
    for key in around:
        holder = holder[key]
    match random.randrange(4):
        case 0:
            del holder[last]
        case 1 if isinstance(holder, dict):
            holder["多余"] = "甲"
        case _:
            holder[last] = random.choice(JUNK)
    return tree


@pytest.mark.parametrize("name", PARTS)
@settings(max_examples=100)
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_what_a_schema_refuses_is_refused(name: str, data: st.DataObject, random: Random) -> None:
    fitting = data.draw(STRATEGIES[name].filter(lambda tree: isinstance(tree, dict) and tree))
    tree = mutated(with_known_names(fitting), random)
    errors = list(SCHEMAS[name].iter_errors(tree))
    if errors and is_accepted(PARTS[name], tree):
        assert [e.instance for e in errors if not is_taken_all_the_same(e.instance)] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_document_comes_back_from_the_json_that_pydantic_makes(name: str) -> None:
    document = example(name)
    for by_alias in (True, False):
        text = document.model_dump_json(by_alias=by_alias, exclude_defaults=False)
        assert type(document).model_validate_json(text) == document


@pytest.mark.parametrize(
    ("number", "value"),
    [("12.5", "12.5"), ("59.80", "59.80"), ("1e2", "100"), ("2024.0", "2024.0"), ("-5E-1", "-0.5")],
)
def test_a_number_is_taken_as_it_is_written(number: str, value: str) -> None:
    project = Project.model_validate_json(f'{{"名称": 98.10, "财政拨款": {number}}}')
    assert project.name == "98.10"
    assert project.appropriation is not None
    assert str(project.appropriation.value) == value
    assert type(project.appropriation.value) is Decimal


@pytest.mark.parametrize(
    "body", ['{"名称": "甲"}', b'{"\xe5\x90\x8d\xe7\xa7\xb0": "\xe7\x94\xb2"}']
)
def test_a_body_may_be_text_or_bytes_with_a_mark_in_front(body: str | bytes) -> None:
    marked = f"\ufeff{body}" if isinstance(body, str) else bytearray(b"\xef\xbb\xbf" + body)
    for each in (body, marked):
        assert Project.model_validate_json(each) == Project(name="甲")


def refusal(model: type[Model], body: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        model.model_validate_json(body)
    return caught.value.mistakes[0].message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (f"{{{MONEY}NaN}}", "NaN 不是 JSON 的数，请写数字，没有的写 null"),
        (f"{{{MONEY}-Infinity}}", "-Infinity 不是 JSON 的数，请写数字，没有的写 null"),
        (f"{{{MONEY}1, {MONEY}2}}", "键“名称”写了两次，请删去一处"),
        (f"{{{MONEY}1,\n}}", "第 2 行第 1 个字不合 JSON 的写法，请核对引号、逗号和括号"),
        ("[" * 100_000, "JSON 嵌套超过 40 层，请核对括号"),
        ('"' + '\\"[' * 100_000, "第 1 行第 1 个字不合 JSON 的写法，请核对引号、逗号和括号"),
        (b'{"\xff"}', "不是 UTF-8 编码的 JSON，请按 UTF-8 发送"),
        (f"{{{MONEY}1e12}}", "“1e12”的整数部分超过 12 位，请核对数字和单位"),
        (f"{{{MONEY}0e999999999}}", f"“0e999999999”{NO_NUMBER}"),
        (f"{{{MONEY}1e-99999999}}", f"“1e-99999999”{NO_NUMBER}"),
        (
            f"{{{MONEY}0.1234567}}",
            "“0.1234567”有 7 位小数，以万元为单位最多 6 位（精确到分），请核对后取舍",
        ),
    ],
)
def test_what_is_wrong_with_a_body_is_said(body: str | bytes, message: str) -> None:
    assert refusal(Project, body) == message


@pytest.mark.parametrize("year", ["2024.5", "2e9", "1e400", "-2024"])
def test_a_number_that_is_no_year_is_refused(year: str) -> None:
    body = json.dumps({"文种": "项目支出绩效目标表", "部门名称": "甲", "年度": 2024})
    with pytest.raises(InputError) as caught:
        Document.model_validate_json(body.replace("2024", year))
    assert [mistake.path for mistake in caught.value.mistakes] == [("年度",)]


def test_a_float_of_python_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(InputError, match="二进制小数，不精确；请用 Decimal 或文本"):
        Project.model_validate({"名称": "甲", "财政拨款": 12.5})


def test_a_data_file_in_json_may_have_exponents() -> None:
    body = example("zengcheng-2024-project-targets").model_dump_json(by_alias=True)
    document = perfreport.loads(body.replace('"年度":2024', '"年度":2.024e3'), notation="json")
    assert document == example("zengcheng-2024-project-targets")
    with pytest.raises(InputError, match="不是整数，请只写阿拉伯数字"):
        perfreport.loads(body.replace('"年度":2024', '"年度":2024.5'), notation="json")


@pytest.mark.parametrize("number", ["1e1", "1e-3", "10"])
def test_an_amount_of_a_form_in_yuan_says_its_unit_however_it_is_written(number: str) -> None:
    body = (
        f'{{"文种": "项目支出绩效目标表", "版式": "{IN_YUAN}", "年度": 2024, "部门名称": "甲",'
        f'"资金使用单位": [{{"名称": "乙", "项目": [{{"名称": "丙", "财政拨款": {number}}}]}}]}}'
    )
    with pytest.raises(InputError, match="没有写单位；这个版式以元为单位"):
        perfreport.loads(body, notation="json")


@pytest.mark.parametrize("number", ["0.07", "19.99", "59.80"])
def test_no_amount_is_refused_for_what_binary_fractions_make_of_it(number: str) -> None:
    schema = TypeAdapter(Amount).json_schema()
    assert jsonschema.Draft202012Validator(schema).is_valid(float(number))


def test_a_score_of_zero_has_no_sign() -> None:
    part = Effectiveness.model_validate_json('{"分值": 0, "得分": -0}')
    assert str(part.score) == "0"


@pytest.mark.parametrize("kind", KINDS.models)
def test_the_schema_of_a_kind_takes_what_its_model_does_and_asks_for_the_kind(kind: str) -> None:
    model = KINDS.models[kind]
    schema = json_schema(model)
    assert {*schema["required"]} == {"文种", *model.model_json_schema()["required"]}

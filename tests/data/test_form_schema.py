"""The schema of a form refuses what the loading of the form refuses, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import perfreport
from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.blocks.form import Figures, Form
from perfreport.blocks.walk import attributes, models_in
from perfreport.data.data_files import read_source
from perfreport.data.schema import json_schema, properties
from perfreport.data.source import Node
from tests.data.from_schema import Tree, Written, exact_validator, written
from tests.examples import EXAMPLES, FOLDER, form_of
from tests.strategies import FORMS, documents

EVERY = {form.id: form for form in map(form_of, EXAMPLES)}
SCHEMAS = {form.id: json_schema(form.model, form) for form in EVERY.values()}
VALIDATORS = {name: exact_validator(schema) for name, schema in SCHEMAS.items()}

SAMPLES: dict[str, Any] = {
    "涉密": True, "涉密说明": "保密法", "一级": "效益指标", "二级": "数量指标", "下属二级单位数": 2,
    "绩效指标": [], "财政拨款": "1.00",
}  # fmt: skip
"""What is put into a field that was absent; other fields take a text."""

REPLACEMENTS: tuple[Any, ...] = (
    "甲", "产出指标", "生态指标", "保密项目", "59.803", "59.80万元", "598030元", "1亿", [], False,
    "是",
    *map(Written.of, ("59.803", "59.80", "0.07", "1e1", "1e-3")),
)  # fmt: skip


def as_json(node: Node) -> Tree:
    """The values of a YAML file as JSON has them: years, counts and yes or no are no texts."""
    if node.is_mapping:
        return {str(key): as_json(child) for key, child in node.children.items()}
    if node.is_list:
        return [as_json(child) for child in node.children.values()]
    text = str(node.value)
    if text in ("true", "false"):
        return text == "true"
    return Written.of(text) if text.isdecimal() and not text.startswith("0") else text


TREES = {name: as_json(read_source(FOLDER / f"{name}.yaml").root) for name in EXAMPLES}


def is_loaded(tree: Tree) -> bool:
    try:
        perfreport.loads(written(tree), notation="json")
    except InputError as error:
        # Which schemes there are depends on the folders, and no schema can say.
        return all(each.path == DataPath("评分办法") for each in error.mistakes)
    return True


def fits(tree: Tree) -> bool:
    return bool(VALIDATORS[tree["版式"]].is_valid(tree))


def parts(tree: Tree, model: type[BaseModel]) -> Iterator[tuple[dict[str, Any], type[BaseModel]]]:
    """Every mapping inside ``tree`` with its model."""
    yield tree, model
    for key, name in attributes(model).items():
        value = tree.get(key)
        for inner in models_in(model.model_fields[name].annotation):
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    yield from parts(item, inner)


def mutated(tree: Tree, form: Form, random: Random) -> Tree:
    """``tree`` with a field taken out, put in, or saying something else."""
    tree = deepcopy(tree)
    part, model = random.choice(list(parts(tree, form.model)))
    key = random.choice([key for key in attributes(model) if key not in ("文种", "版式")])
    if key not in part:
        part[key] = SAMPLES.get(key, "甲")
    elif random.random() < 0.5:
        del part[key]
    else:
        part[key] = random.choice(REPLACEMENTS)
    # An empty list says nothing, which no schema need allow where the form prints none.
    if part.get(key) == [] and model.model_fields[attributes(model)[key]].default == ():
        del part[key]
    return tree


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
def test_a_schema_of_a_form_is_one_itself(form: Form) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[form.id])
    for name, field in properties(SCHEMAS[form.id]):
        assert field["title"], name
        assert field["description"], name


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_fit_their_forms(name: str) -> None:
    tree = TREES[name]
    assert [error.message for error in VALIDATORS[tree["版式"]].iter_errors(tree)] == []


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=20)
@given(data=st.data())
def test_what_fits_a_form_fits_its_schema(form_id: str, data: st.DataObject) -> None:
    document = data.draw(documents(form_id))
    body = document.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert fits({**body, "文种": document.kind, "版式": form_id})


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_field_taken_out_is_missed_by_both_or_by_neither(name: str) -> None:
    whole = smaller(TREES[name])
    model = EVERY[whole["版式"]].model
    for position, (part, _) in enumerate(parts(whole, model)):
        for key in part:
            tree = deepcopy(whole)
            changed, _ = list(parts(tree, model))[position]
            del changed[key]
            refused = key in ("版式", "文种") or not fits({"版式": whole["版式"], **tree})
            assert refused == (not is_loaded(tree)), (position, key)


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=150)
@given(random=st.randoms(use_true_random=False), times=st.integers(1, 3))
def test_loading_and_schema_refuse_the_same(name: str, random: Random, times: int) -> None:
    tree = smaller(TREES[name])
    for _ in range(times):
        tree = mutated(tree, EVERY[tree["版式"]], random)
    if names_are_known(tree):
        assert fits(tree) == is_loaded(tree), written(tree)


def names_are_known(tree: Tree) -> bool:
    """Whether the indicators that lost points are there, which no schema can say."""
    section = tree.get("管理效率")
    if not isinstance(section, dict) or not all(
        isinstance(rows, list) for rows in section.values()
    ):
        return True
    known = {as_text(row.get("名称")) for row in section.get("指标", ())}
    lists = [row.get("指标", ()) for row in section.get("扣分原因", ())]
    named = [name for names in lists if isinstance(names, list) for name in names]
    return all(as_text(name) in known for name in named)


def as_text(value: Tree) -> str:
    return value.text if isinstance(value, Written) else str(value)


def smaller(tree: Tree) -> Tree:
    """``tree`` with at most two rows in each list, but for those that others name."""
    if isinstance(tree, list):
        return [smaller(item) for item in (tree[:2] if isinstance(tree[0], dict) else tree)]
    if isinstance(tree, dict):
        return {k: v if k == "管理效率" else smaller(v) for k, v in tree.items()}
    return tree


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_form_must_be_named_and_is_the_one(name: str) -> None:
    tree = TREES[name]
    for form in (None, "别的版式"):
        changed = {key: value for key, value in tree.items() if key != "版式"}
        changed |= {"版式": form} if form else {}
        assert not VALIDATORS[tree["版式"]].is_valid(changed)
        assert not is_loaded(changed)


@pytest.mark.parametrize("form", EVERY.values(), ids=EVERY)
def test_what_a_form_does_not_print_is_not_in_its_schema(form: Form) -> None:
    for field in form.not_printed:
        *around, last = field.split(".")
        node = reduce(inside, around, SCHEMAS[form.id])
        assert last not in node["properties"]
        assert node["additionalProperties"] is False


def inside(node: Any, key: str) -> Any:
    """The schema of the objects under ``key``, in a list or not."""
    return next(objects(node["properties"][key]))


def objects(node: Any) -> Iterator[Any]:
    """The objects that a field may be, or else what the items of a list may be."""
    ways = node.get("anyOf", [node])
    yield from (each for each in ways if "properties" in each)
    for each in ways:
        yield from objects(each["items"] if "items" in each else {"anyOf": each.get("anyOf", [])})


@pytest.mark.parametrize(
    ("unit", "places", "written_so", "is_right"),
    [
        ("万元", 2, "59.80", True),
        ("万元", 2, "59.803", False),
        ("万元", 2, "598030元", True),
        ("万元", 0, "59.0", True),
        ("万元", 0, "59.5", False),
        ("元", 0, "59.803", False),
        ("元", 0, "59.803万元", True),
        ("元", 0, "59.80元", False),
    ],
)
def test_amounts_have_the_decimals_that_are_printed(
    unit: Any, places: int, written_so: str, is_right: bool
) -> None:
    rounding = Figures(unit=unit, amount_places=places).rounding
    validator = exact_validator({"anyOf": [*rounding.amount_schemas]})
    assert validator.is_valid(written_so) == is_right
    if "元" not in written_so:
        number: Any = Written.of(written_so)
        assert validator.is_valid(number) == is_right


def test_every_amount_of_a_model_is_narrowed() -> None:
    form = FORMS["guangzhou-district-project-targets"]
    steps = [one["multipleOf"] for one in _numbers(SCHEMAS[form.id])]
    assert steps
    assert set(steps) == {0.01}


def _numbers(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "number":
            yield schema
        for part in schema.values():
            yield from _numbers(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _numbers(part)

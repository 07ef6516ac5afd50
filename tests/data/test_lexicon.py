"""The lexicon knows every label that officers type, and no code keeps a second list of them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from perfreport.basics.quantities import Amount, Number, Percent, Score
from perfreport.blocks.lexicon import SCOPES, Entry, normal, scopes_of
from perfreport.blocks.model import Passage
from perfreport.blocks.walk import bare, models_in, models_inside
from perfreport.data.lexicon import entry_of, lexicon
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from perfreport.kinds.department_targets.model import Task
from perfreport.kinds.self_evaluation.sections import KeyIndicator

PACKAGE = Path(__file__).parents[2] / "perfreport"
WORDS = lexicon()
MODELS = tuple(dict.fromkeys(each for kind in KINDS.all for each in models_inside(kind.model)))
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]
FORMS = [form for registry in (FormRegistry(),) for form in map(registry.get, registry.ids)]
SORTS: dict[object, str] = {
    Amount: "金额",
    Score: "数字",
    Number: "数字",
    int: "数字",
    Percent: "百分比",
    bool: "是否",
    Passage: "段落",
    tuple[str, ...]: "段落",
    str: "文字 选择",
}


def field_of(model: type[BaseModel], name: str) -> tuple[FieldInfo, list[Entry]]:
    """A field, and the entries that know its key where it stands."""
    field = model.model_fields[name]
    found = [WORDS.recognise(field.alias or name, scope) for scope in scopes_of(model)]
    return field, [entry for entry in found if entry and name in entry.fields]


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_every_key_that_an_officer_types_is_known(model: type[BaseModel], name: str) -> None:
    field, entries = field_of(model, name)
    assert entries, f"templates/lexicon.yaml: {model.__name__}.{name} {field.alias}"


def sort_of(field: FieldInfo) -> str:
    annotation = bare(field.annotation)
    if annotation in SORTS:
        return SORTS[annotation]
    if get_origin(annotation) is tuple:
        return "表" if any(models_in(annotation)) else "段落"
    return "组" if any(models_in(annotation)) else "选择 文字"


def test_entries_are_of_a_sort_that_some_field_has() -> None:
    sorts: dict[Entry, set[str]] = {}
    for model, name in FIELDS:
        field, entries = field_of(model, name)
        for entry in entries:
            sorts.setdefault(entry, set()).update(sort_of(field).split())
    assert {e.label: (e.sort, s) for e, s in sorts.items() if e.sort not in s} == {}


def labels_of_forms() -> Iterator[tuple[str, str, str]]:
    for form in FORMS:
        funds = form.funds
        yield from ((form.id, each.label, "资金栏目") for each in (funds.stages if funds else ()))
        for source in funds.sources if funds else ():
            yield from ((form.id, each.label, "资金来源") for each in (source, *source.parts))
        yield from ((form.id, each.label, each.belongs_to) for each in form.declared)


def test_labels_of_the_forms_own_are_known() -> None:
    unknown = [
        f"{form}: {label}（{scope}）"
        for form, label, scope in labels_of_forms()
        if not any(WORDS.recognise(label, each) for each in SCOPES if each == scope)
    ]
    assert unknown == []


COLLECTIONS = ast.List | ast.Tuple | ast.Set | ast.Dict
WRITTEN = [
    (path.relative_to(PACKAGE).as_posix(), node)
    for path in sorted(PACKAGE.rglob("*.py"))
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, COLLECTIONS)
]
"""Every list, tuple, set and mapping that code writes out."""


def texts_in(nodes: Iterable[ast.expr | None]) -> Iterator[str]:
    for each in nodes:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def test_what_labels_are_called_elsewhere_stands_in_no_code() -> None:
    keys = {normal(model.model_fields[name].alias or name) for model, name in FIELDS}
    known = {normal(name) for entry in WORDS.entries for name in entry.names} - keys
    found = []
    for file, node in WRITTEN:
        parts = (*node.keys, *node.values) if isinstance(node, ast.Dict) else node.elts
        labels = {text for text in texts_in(parts) if normal(text) in known}
        if len(labels) > 2:
            found.append((file, sorted(labels)))
    assert found == []


def test_the_key_of_an_attribute_stands_at_its_field_alone() -> None:
    pairs = {(name, model.model_fields[name].alias) for model, name in FIELDS}
    found = []
    for file, node in WRITTEN:
        items = zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ()
        repeated = [pair for item in items if (pair := tuple(texts_in(item))) in pairs]
        if len(repeated) > 2:
            found.append((file, repeated))
    assert found == []


BLANKS = st.text(" \u3000\t\n\u200b\xa0", max_size=2)
ENDS = st.sampled_from(
    ["", "（万元）", "(元)", "：", ":", "（单位：万元）", "(%)", "。", "（10分）", "（A）"]
)
NAMES = st.sampled_from([(entry, name) for entry in WORDS.entries for name in entry.names])


@given(st.data(), NAMES, ENDS, st.sampled_from(["", "1.", "（一）", "其中：", "“"]))
def test_a_variant_is_known_with_blanks_brackets_and_in_either_width(
    data: st.DataObject, name: tuple[Entry, str], end: str, start: str
) -> None:
    entry, words = name
    wide = str.maketrans("0123456789-/()", "０１２３４５６７８９－／（）")
    letters = data.draw(st.permutations([words, words.translate(wide)]))[0]
    typed = start + "".join(each + data.draw(BLANKS) for each in letters) + end
    assert WORDS.recognise(typed, entry.belongs_to) is entry


def test_what_is_merely_like_a_label_is_not_taken_for_it() -> None:
    assert WORDS.recognise("年度指标直", "指标") is None


def test_a_part_without_a_scope_is_of_the_one_that_knows_most_of_its_keys() -> None:
    of_indicators = entry_of("名称", KeyIndicator)
    assert of_indicators is WORDS.recognise("三级指标", "指标")
    assert entry_of("名称", Task) is WORDS.recognise("任务名称", "任务")
    assert entry_of("天气", Task) is None

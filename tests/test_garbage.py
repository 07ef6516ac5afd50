"""Whatever stands in a data file, it loads or is refused in words; nothing else ever happens."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import perfreport
from perfreport import InputError
from perfreport.blocks.printing import build_view
from perfreport.blocks.walk import attributes, models_in
from perfreport.data.data_files import parse_source
from perfreport.data.validation import examine
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.small_files import ALL, DEPARTMENT, PROJECTS, REPORT

CHINESE = re.compile("[\u4e00-\u9fff]")
OF_A_MACHINE = re.compile(
    r"Input should|Traceback|Extra inputs|valid |<class|\bobject\b|\bNone\b|\bTrue\b|\bFalse\b"
    r"|Decimal\(|\{'|\['|\('"
)
QUOTED = re.compile("“[^”]*”")
TRAPS = ("", "null", "true", "-1", "1e9", "9%", "5.8", "2024", "文种", "<p>", "\x07", "😀", "待填")
SIGNS = (*"{}[]:,-?&*!|>'\"%@`#\n\t 一1", "- ", ": ", "\n  ")
Notation = Literal["yaml", "json"]


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    for key, name in attributes(model).items():
        yield key
        for inner in models_in(model.model_fields[name].annotation):
            yield from keys_of(inner)


KEYS = sorted({key for model in KINDS.models.values() for key in keys_of(model)})
scalars = st.none() | st.booleans() | st.sampled_from(TRAPS) | st.text(max_size=8)
keys = st.sampled_from(KEYS) | st.text(max_size=6)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=25,
)
heads = st.fixed_dictionaries(
    {"文种": st.sampled_from([*KINDS.models, "通知"]), "版式": st.sampled_from(FormRegistry().ids)}
)


def refusal(text: str, notation: Notation) -> InputError | None:
    """Why ``text`` does not load; what loads can be viewed."""
    try:
        document = perfreport.loads(text, notation=notation)
    except InputError as error:
        return error
    build_view(document, FormRegistry().get(document.form or ""))
    return None


def check_outcome(text: str, notation: Notation = "yaml") -> None:
    """Load ``text``; if it does not load, every message is well made."""
    error = refusal(text, notation)
    if error is None:
        return
    assert error.mistakes
    assert all(map(CHINESE.search, str(error).splitlines()))
    for mistake in error.mistakes:
        assert not OF_A_MACHINE.search(QUOTED.sub("", mistake.message))


@given(st.text() | st.lists(st.sampled_from(SIGNS)).map("".join))
@settings(deadline=None)
def test_any_text_at_all(text: str) -> None:
    for notation in get_args(Notation):
        assert refusal(text, notation)
        check_outcome(text, notation)


@given(heads, st.dictionaries(keys, trees, max_size=12))
@settings(deadline=None)
def test_any_structure_of_known_and_unknown_keys(
    head: dict[str, str], tree: dict[str, object]
) -> None:
    whole = {**head, **tree}
    check_outcome(json.dumps(whole), "json")
    try:
        text = yaml.safe_dump(whole, allow_unicode=True)
    except UnicodeEncodeError:
        return
    check_outcome(text)


@given(st.sampled_from([*ALL.values()]), st.data())
@settings(deadline=None)
def test_any_change_to_a_right_file(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        part = data.draw(st.text(max_size=6) | st.sampled_from([*TRAPS, "\n", "  ", ": ", "- "]))
        text = text[:start] + part + text[end:]
    check_outcome(text)


@given(st.sampled_from([*ALL.values()]), st.data())
@settings(deadline=None)
def test_any_exchange_of_lines(text: str, data: st.DataObject) -> None:
    lines = text.splitlines(keepends=True)
    numbers = st.integers(0, len(lines) - 1)
    for one, other in data.draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4)):
        lines[one], lines[other] = lines[other], lines[one]
    check_outcome("".join(lines))


@pytest.mark.parametrize("text", [PROJECTS, DEPARTMENT, REPORT])
@given(data=st.data())
@settings(deadline=None)
def test_any_value_in_any_place(text: str, data: st.DataObject) -> None:
    tree = parse_source(text).root.plain()
    place = tree
    while isinstance(place, dict | list) and place:
        key = data.draw(st.sampled_from([*place] if isinstance(place, dict) else range(len(place))))
        if data.draw(st.integers(0, 3)) == 0 or not isinstance(place[key], dict | list):
            place[key] = data.draw(trees)
            break
        place = place[key]
    check_outcome(json.dumps(tree), "json")


@given(heads, st.dictionaries(keys, trees, max_size=8))
@settings(deadline=None)
def test_what_is_right_in_a_wrong_file_is_found_without_failing(
    head: dict[str, str], tree: dict[str, object]
) -> None:
    source = parse_source(json.dumps({**head, **tree}), is_json=True)
    for model in KINDS.models.values():
        examination = examine(source, model)
        assert len(examination.mistakes) >= (not isinstance(examination.content, model))

"""Addresses are tuples of their steps, and three kinds of them that are not each other's."""

from __future__ import annotations

import copy
import json
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.addresses import Address, DataPath, FieldPath, ViewPath

KINDS = (DataPath, FieldPath, ViewPath)
STEPS = st.lists(st.one_of(st.text("ab", max_size=2), st.integers(0, 3)), max_size=5)
NAME = DataPath("项目", 0, "名称")


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_goes_on_step_by_step(kind: type[Address]) -> None:
    address = kind() / "projects" / 0 / "name"
    assert type(address) is kind
    assert address == kind("projects", 0, "name") == ("projects", 0, "name")


def test_several_steps_are_joined_at_once() -> None:
    assert NAME.parent / ("绩效指标", "名称") == ("项目", 0, "绩效指标", "名称")
    assert DataPath("资金使用单位", 1) / NAME == ("资金使用单位", 1, "项目", 0, "名称")


def test_a_text_is_one_step_and_not_its_letters() -> None:
    assert DataPath("项目") == ("项目",)


def test_an_address_looks_like_its_tuple() -> None:
    assert repr(NAME) == "('项目', 0, '名称')"
    assert json.dumps(NAME) == json.dumps(tuple(NAME))


def test_nothing_is_kept_beside_the_steps() -> None:
    with pytest.raises(AttributeError):
        NAME.name = "甲"  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_copies_are_of_the_same_kind(kind: type[Address], protocol: int) -> None:
    address = kind("projects", 0)
    for other in (pickle.loads(pickle.dumps(address, protocol)), copy.deepcopy(address)):
        assert (type(other), other) == (kind, address)


def test_a_place_is_known_by_what_is_around_it() -> None:
    assert list(NAME.prefixes()) == [("项目",), ("项目", 0), ("项目", 0, "名称")]
    assert NAME.parent.parent.items(2) == [("项目", 0), ("项目", 1)]
    assert NAME.parent == ("项目", 0)


def test_an_item_is_in_the_field_that_holds_its_list() -> None:
    assert NAME.field == NAME
    assert NAME.parent.field == ("项目",)


def test_an_address_without_steps_is_around_all() -> None:
    assert DataPath().parent == DataPath() == ()
    assert not list(DataPath().prefixes())
    assert NAME.starts_with(DataPath())
    assert not DataPath().starts_with(NAME)


@given(STEPS, STEPS)
def test_addresses_are_compared_as_their_tuples_are(one: list[str | int], two: list[str]) -> None:
    first, second = FieldPath(*one), FieldPath(*two)
    assert (first == second) == (one == two)
    assert hash(first) == hash(tuple(one))
    assert {tuple(one): True}[first]
    assert first / second == (*one, *two)
    assert (first / second).starts_with(first)
    assert first.starts_with(second) == (one[: len(two)] == two)


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
def test_they_are_in_the_order_of_their_tuples(one: list[int], two: list[int]) -> None:
    assert (ViewPath(*one) < ViewPath(*two)) == (one < two)


@given(STEPS, st.slices(5))
def test_a_slice_is_an_address_of_the_same_kind(steps: list[str | int], part: slice) -> None:
    address = ViewPath(*steps)
    assert address[part] == tuple(steps[part])
    assert type(address[part]) is ViewPath
    assert [address[i] for i in range(len(steps))] == steps


_TAKEN = """
from perfreport.basics.addresses import DataPath, FieldPath, ViewPath

def line(path: DataPath) -> int:
    return len(path)

line(DataPath("a", 0) / "b")
line(DataPath("a", 0)[1:])
line(DataPath("a") / ("b", "c"))
"""
_REFUSED = """
line(ViewPath("a"))
line(FieldPath("a"))
line(("a", 0))
line(())
line(DataPath("a") / FieldPath("b"))
line(DataPath("a") + DataPath("b"))
DataPath("a").starts_with(ViewPath("a"))
"""


def test_a_type_checker_takes_none_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = pytest.importorskip("mypy.api")
    monkeypatch.chdir(Path(__file__).parents[2])
    mixed = tmp_path / "mixed.py"
    mixed.write_text(_TAKEN + _REFUSED.lstrip(), encoding="utf-8")
    said, _, _ = api.run(["--no-error-summary", "--no-pretty", str(mixed)])
    wrong = [int(re.split(r":(\d+): error: ", line)[1]) for line in said.splitlines()]
    first = _TAKEN.count("\n") + 1
    assert wrong == list(range(first, first + _REFUSED.strip().count("\n") + 1))

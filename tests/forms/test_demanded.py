"""What blanks mark as required is what loading and checks ask for, and nothing else is."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import PENDING
from perfreport.data.data_files import parse_source
from perfreport.data.source import Node, Source
from perfreport.documents.blanks import blank_called, blank_text, blank_workbook
from perfreport.documents.checking import check_loaded
from perfreport.documents.loading import understand
from perfreport.forms.asked import asked_by, flat
from perfreport.forms.registry import FormRegistry
from perfreport.sheets.reading import read_workbook
from perfreport.workbooks.layout import layout_of
from tests.filled_blanks import REGISTRY, fields_of, filled, keys_alone, read

_GIVEN = (DataPath("文种"), DataPath("版式"))
_ABSENCE = ("IND-002", "IND-016", "IND-017")
"""The rules that ask for what is not there, whatever else is; others compare what is."""
CYCLE, ANNUAL = "实施周期指标值", "年度指标值"


@cache
def blank(form_id: str) -> str:
    return blank_text(blank_called(form_id, REGISTRY), REGISTRY)


@cache
def complete(form_id: str) -> Source:
    """The blank of a form with something in each place."""
    return read(filled(blank(form_id), form_id), form_id)


@cache
def places(form_id: str) -> tuple[DataPath, ...]:
    """The places of all fields that it says, but for what it is."""
    fields = fields_of(form_id)
    found = _inside(complete(form_id).root, DataPath())
    return tuple(
        each
        for each in found
        if isinstance(each[-1], str) and each not in _GIVEN and keys_alone(each) in fields
    )


def _inside(node: Node, path: DataPath) -> Iterator[DataPath]:
    for key, child in node.children.items():
        yield path / key
        yield from _inside(child, path / key)


def without(source: Source, dropped: Collection[DataPath]) -> Source:
    root = copy.deepcopy(source.root)
    # What is inside others goes first.
    for path in sorted(dropped, key=len, reverse=True):
        holder = root
        for step in path.parent:
            holder = holder.children[step]
        del holder.children[path[-1]]
    return replace(source, root=root)


def asked_for(source: Source) -> set[DataPath]:
    """The places at which loading, or else checks, ask for something that is not there."""
    try:
        loaded = understand(source, REGISTRY)
    except InputError as error:
        return {each.path for each in error.mistakes}
    return {e.path for e in check_loaded(loaded, REGISTRY) if e.code in _ABSENCE}


def marked(form_id: str, dropped: Collection[DataPath]) -> set[DataPath]:
    """The places of ``dropped`` that the blank marks as required in what is still there."""
    fields, form = fields_of(form_id), REGISTRY.get(form_id)
    found = set()
    for path in dropped:
        each = fields[keys_alone(path)]
        if any(around in dropped for around in path.parent.prefixes()):
            continue
        name = next(n for n, f in each.holder.model_fields.items() if (f.alias or n) == each.key)
        others = [path.parent / key for key in form.instead_of(each.holder, name)]
        assert each.is_one_of == bool(others)
        if each.is_required or (others and all(other in dropped for other in others)):
            found.add(path)
    return found


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_a_complete_blank_lacks_nothing(form_id: str) -> None:
    assert asked_for(complete(form_id)) == set()


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_what_is_left_out_is_asked_for_if_it_is_marked(form_id: str) -> None:
    seen = set()
    for path in places(form_id):
        if keys_alone(path) not in seen:
            seen.add(keys_alone(path))
            found = asked_for(without(complete(form_id), {path}))
            assert bool(found) == bool(marked(form_id, {path})), path
            # Of declared fields those are named that are asked for.
            assert all(each.starts_with(path) for each in found), path


@pytest.mark.parametrize("form_id", REGISTRY.ids)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_of_several_left_out_those_are_asked_for_that_are_marked(
    form_id: str, data: st.DataObject
) -> None:
    dropped = data.draw(st.sets(st.sampled_from(places(form_id)), max_size=6))
    expected = marked(form_id, dropped)
    found = asked_for(without(complete(form_id), dropped))
    assert bool(found) == bool(expected)
    assert all(any(each.starts_with(path) for path in expected) for each in found)


@pytest.mark.parametrize("form_id", REGISTRY.ids)
def test_the_workbook_marks_the_same(form_id: str) -> None:
    book = read_workbook(blank_workbook(blank_called(form_id, REGISTRY), REGISTRY))
    for sheet in layout_of(REGISTRY.get(form_id)).lists:
        found = book.sheet(sheet.name)
        if found is None:
            continue
        headings = {cell.shown for spot, cell in found.cells.items() if spot.row == 0}
        fields = (e for e in fields_of(form_id).values() if e.path.parent == sheet.path)
        for each in fields:
            if not each.parts and each.is_printed and not each.is_stated:
                mark = "*" if each.is_required else "**" if each.is_one_of else ""
                assert f"{each.key}{mark}" in headings


HALVES = [each for each in REGISTRY.ids if "不写的删去" in blank(each)]


def test_forms_of_two_halves_take_either_value() -> None:
    assert HALVES == ["henan-bond-project-targets", "zhengzhou-project-targets"]


@pytest.mark.parametrize("form_id", HALVES)
@pytest.mark.parametrize(("kept", "waiting"), [(CYCLE, ANNUAL), (ANNUAL, CYCLE)])
def test_a_half_that_waits_is_told_to_be_one_of_two(form_id: str, kept: str, waiting: str) -> None:
    lines = filled(blank(form_id), form_id).split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(waiting))
    lines[at] = f"{lines[at].partition(':')[0]}: {PENDING}"
    loaded = understand(parse_source("\n".join(lines)), REGISTRY, allow_pending=True)
    (found,) = check_loaded(loaded, REGISTRY)
    assert found.advice.endswith(f"与“{kept}”至少写一项，不写的删去")
    with pytest.raises(InputError, match=f"与“{kept}”至少写一项，不写的删去"):
        understand(parse_source("\n".join(lines)), REGISTRY)
    del lines[at]
    assert understand(parse_source("\n".join(lines)), REGISTRY).pending == ()


@pytest.mark.parametrize("form_id", HALVES)
def test_the_blanks_say_so(form_id: str) -> None:
    book = read_workbook(blank_workbook(blank_called(form_id, REGISTRY), REGISTRY))
    told = book.sheet("填写说明")
    assert told
    assert any("** 的几项至少填一项" in cell.shown for cell in told.cells.values())
    assert f"与“{ANNUAL}”至少写一项，不写的删去" in blank(form_id)


@pytest.mark.parametrize(
    ("required", "one_of"), [((), {CYCLE, ANNUAL}), ((ANNUAL,), set()), ((CYCLE, ANNUAL), set())]
)
def test_a_value_that_the_form_demands_is_no_choice(
    tmp_path: Path, required: tuple[str, ...], one_of: set[str]
) -> None:
    """A form with both values in columns of their own, none, one or both of them 必填."""
    manifest = {
        "版式": "own",
        "依照": "guangzhou-district-project-targets",
        **dict.fromkeys(("名称", "地区", "年度", "依据"), "某区"),
        "必填": [f"资金使用单位.项目.绩效指标.{each}" for each in required],
    }
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "own.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True), "utf-8")
    fields = list(flat(asked_by(FormRegistry([tmp_path]).get("own"))))
    assert {each.key for each in fields if each.is_one_of} == one_of
    values = {e.key for e in fields if e.is_required and e.key in (CYCLE, ANNUAL)}
    assert values == set(required)

"""``perfreport forms`` and ``schema``: what there is to fill in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import unstyle
from rich.cells import cell_len

from perfreport.data.schema import json_schema
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.cli.running import Runner
from tests.forms.own_templates import with_form


def test_every_form_stands_in_one_line_with_all_that_tells_it_apart(perfreport: Runner) -> None:
    outcome = perfreport("forms")
    assert outcome.code == 0
    registry = FormRegistry()
    for form in map(registry.get, registry.ids):
        (line,) = (line for line in outcome.out.splitlines() if f" {form.id} " in line)
        for word in (form.kind, form.name, form.region, form.year):
            assert word in line


def test_ids_are_whole_on_a_narrow_terminal(
    perfreport: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # taken for a terminal
    monkeypatch.setenv("COLUMNS", "80")
    outcome = perfreport("forms")
    assert max(map(cell_len, unstyle(outcome.out).splitlines())) <= 80
    for form_id in FormRegistry().ids:
        assert f" {form_id} " in outcome.out


def test_forms_of_ones_own_are_listed_with_their_brackets(
    perfreport: Runner, tmp_path: Path
) -> None:
    def renamed(text: str) -> str:
        return text.replace("名称: 项目支出绩效目标表（广州市级）", "名称: '[red]表[/red] :smile:'")

    folder = with_form(tmp_path, "guangzhou-project-targets", renamed, new_id="某市")
    outcome = perfreport("forms", "--templates", folder)
    assert "某市" in outcome.out
    assert "[red]表[/red] :smile:" in outcome.out


def test_forms_are_there_for_programs_too(perfreport: Runner) -> None:
    registry = FormRegistry()
    listed = json.loads(perfreport("forms", "--format", "json").out)["forms"]
    assert [each["id"] for each in listed] == list(registry.ids)
    for each in listed:
        form = registry.get(each["id"])
        assert [each["kind"], each["name"]] == [form.kind, form.name]
        assert [each["region"], each["year"]] == [form.region, form.year]


@pytest.mark.parametrize("kind", [(), ("project-targets",), ("项目支出绩效目标表",)])
def test_the_schema_for_a_form_is_that_of_its_kind(
    perfreport: Runner, kind: tuple[str, ...]
) -> None:
    form = FormRegistry().get("guangzhou-project-targets")
    outcome = perfreport("schema", *kind, "--form", form.id)
    assert outcome.code == 0
    assert json.loads(outcome.out) == json_schema(form.model, form)


def test_a_schema_for_a_form_of_ones_own_is_found_in_its_folder(
    perfreport: Runner, tmp_path: Path
) -> None:
    folder = with_form(tmp_path, "guangzhou-project-targets", str, new_id="某市")
    assert perfreport("schema", "--form", "某市").code == 2
    outcome = perfreport("schema", "--form", "某市", "--templates", folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert "部门名称" in outcome.out


def test_a_schema_of_one_kind_for_a_form_of_another_is_refused(perfreport: Runner) -> None:
    outcome = perfreport("schema", "self-evaluation", "--form", "guangzhou-project-targets")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("guangzhou-project-targets 是“项目支出绩效目标表”的版式；可写：")
    assert "guangzhou-self-evaluation" in outcome.err


@pytest.mark.parametrize("kind", [*KINDS.models, *KINDS.by_id])
def test_the_schema_of_a_kind_is_printed_by_either_name(perfreport: Runner, kind: str) -> None:
    outcome = perfreport("schema", kind)
    assert outcome.code == 0
    assert json.loads(outcome.out) == json_schema(KINDS.called(kind).model)
    assert "部门名称" in outcome.out


def test_the_schema_of_a_form_is_printed(perfreport: Runner) -> None:
    form = FormRegistry().get("guangzhou-project-targets")
    outcome = perfreport("schema", "project-targets", "--form", form.id)
    assert outcome.code == 0
    assert json.loads(outcome.out) == json_schema(form.model, form)


def test_a_schema_is_of_a_form_of_its_kind(perfreport: Runner) -> None:
    outcome = perfreport("schema", "self-evaluation", "--form", "guangzhou-project-targets")
    assert outcome.code == 2
    assert "guangzhou-project-targets 是“项目支出绩效目标表”的版式" in outcome.err
    assert perfreport("schema", "self-evaluation", "--form", "某市").code == 2

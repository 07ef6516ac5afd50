"""Every name in a template is a field of its view, or is told before anything is rendered."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating import Environment
from perfreport.forms.templating.names import unknown_names


class Part(NamedTuple):
    """An item of a list inside a row."""

    amount: str


class Row(NamedTuple):
    """An item of the view's list."""

    name: str
    parts: tuple[Part, ...]


class View(NamedTuple):
    """What the templates of these tests see."""

    title: str
    head: Part
    rows: tuple[Row, ...]


def unknown(source: str) -> list[tuple[int, str]]:
    environment = Environment()
    found = unknown_names(environment.parse(source), View, environment)
    return [(each.line, each.message) for each in found]


@pytest.mark.parametrize(
    "source",
    [
        "{{ title }}{{ head.amount }}{{ number('表') }}",
        "{% for row in rows %}{{ row.name }}{{ loop.index }}{% endfor %}",
        "{% for row in rows %}{% for part in row.parts %}{{ part.amount }}{% endfor %}{% endfor %}",
        "{% for row in rows if row.name %}{{ row.name }}{% else %}{{ title }}{% endfor %}",
        "{{ rows[0].parts[0].amount }}",
        "{% set row = rows[0] %}{{ row.name }}",
        "{% set text %}{{ title }}{% endset %}{{ text }}",
        "{% with row = rows[0], part = head %}{{ row.name }}{{ part.amount }}{% endwith %}",
        "{% macro cell(text, style=title) %}{{ text }}{{ style }}{% endmacro %}{{ cell(title) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ title }}{% endcall %}",
        "{% import 'x' as m %}{{ m.anything }}",
        "{% from 'x' import a, b as c %}{{ a }}{{ c }}",
        "{% if title %}{% set x = title %}{% endif %}{{ x }}",
        "{% block a %}{{ title }}{% endblock %}",
    ],
)
def test_names_that_the_view_has_are_known(source: str) -> None:
    assert unknown(source) == []


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("{{ titel }}", 1, "视图里没有“titel”，是不是 title？"),
        ("\n{{ colour }}", 2, "视图里没有“colour”，可用：title、head、rows"),
        ("{{ head.amonut }}", 1, "视图里没有“amonut”，是不是 amount？"),
        ("{{ title.upper }}", 1, "“upper”的前面已是文字或一组内容，没有下一级的名称"),
        ("{{ rows.name }}", 1, "“name”的前面已是文字或一组内容，没有下一级的名称"),
        ("{{ rows[0].nome }}", 1, "视图里没有“nome”，是不是 name？"),
        ("{% for row in rows %}\n{{ row.nome }}{% endfor %}", 2, "没有“nome”"),
        (
            "{% for row in rows %}{% for p in row.parts %}{{ p.sum }}{% endfor %}{% endfor %}",
            1,
            "“sum”",
        ),
        ("{% for row in rows if row.nome %}{% endfor %}", 1, "没有“nome”"),
        ("{% for row in lines %}{% endfor %}", 1, "没有“lines”"),
        ("{% for row in rows %}{% endfor %}{{ row }}", 1, "没有“row”"),
        ("{% if colour == 1 %}{% endif %}", 1, "没有“colour”"),
        ("{{ title|e(colour) }}", 1, "没有“colour”"),
        ("{% macro cell(a=colour) %}{% endmacro %}", 1, "没有“colour”"),
        ("{% macro cell(a) %}{{ b }}{% endmacro %}", 1, "没有“b”"),
        ("{% with a = 1 %}{% endwith %}{{ a }}", 1, "没有“a”"),
        ("{% with row = rows[0] %}{{ row.nome }}{% endwith %}", 1, "没有“nome”"),
        ("{% set text %}{{ colour }}{% endset %}", 1, "没有“colour”"),
        ("{% block a %}{{ colour }}{% endblock %}", 1, "没有“colour”"),
        ("{% call number(colour) %}{% endcall %}", 1, "没有“colour”"),
    ],
)
def test_a_name_that_the_view_lacks_is_told_with_its_line(
    source: str, line: int, message: str
) -> None:
    ((found_line, found),) = unknown(source)
    assert found_line == line
    assert message in found


def test_every_unknown_name_is_told() -> None:
    assert len(unknown("{{ a }}{{ b }}{% for row in rows %}{{ row.c }}{% endfor %}")) == 3


def test_names_are_looked_for_in_the_templates_extended_and_included_too(tmp_path: Path) -> None:
    (tmp_path / "底.xml").write_text(
        "{% for row in rows %}{% block cell %}{% endblock %}{% endfor %}{{ base }}", "utf-8"
    )
    (tmp_path / "片.xml").write_text("\n{{ piece }}{{ title }}", "utf-8")
    top = '{% extends "底.xml" %}{% block cell %}{{ row.nome }}{% include "片.xml" %}{% endblock %}'
    environment = Environment([tmp_path])
    found = unknown_names(environment.parse(top, "顶.xml"), View, environment, "顶.xml")
    assert sorted((each.template, each.line) for each in found) == [
        ("底.xml", 1),
        ("片.xml", 2),
        ("顶.xml", 1),
    ]


@pytest.mark.parametrize("form_id", FormRegistry().ids)
def test_every_name_in_a_built_in_pdf_template_is_a_field_of_its_view(form_id: str) -> None:
    registry = FormRegistry()
    environment = Environment([folder / "pdf" for folder in registry.folders])
    name = registry.pdf_template(form_id).name
    view = registry.get(form_id).view
    assert list(unknown_names(environment.parsed(name), view, environment, name)) == []

"""Which fields a template prints, however it comes by them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from perfreport.blocks.printed import Label
from perfreport.forms.templating import Environment
from perfreport.forms.templating.uses import Uses, uses_of


class Inner(NamedTuple):
    """A row of a row."""

    name: str
    lines: tuple[str, ...]


class Row(NamedTuple):
    """A row."""

    label: Label
    name: str
    inner: tuple[Inner, ...]


class View(NamedTuple):
    """What the templates of these tests see."""

    title: str
    year: str
    goals: tuple[str, ...]
    rows: tuple[Row, ...]


def uses(text: str, folder: Path | None = None, **others: str) -> Uses:
    """What a template of this ``text`` does, beside ``others`` in its ``folder``."""
    for name, content in others.items():
        assert folder
        (folder / f"{name}.xml").write_text(content, "utf-8")
    environment = Environment([folder] if folder else [])
    return uses_of(environment.parse(text), View, environment, "main.xml")


def printed(text: str, folder: Path | None = None, **others: str) -> set[str]:
    """The fields that it prints."""
    return {".".join(map(str, path)) for path in uses(text, folder, **others).printed}


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("{% if year %}{{ title }}{% endif %}", "title"),
        ("{% if not year or goals %}{{ title }}{% endif %}", "title"),
        ("{% if year == '2024' %}{{ title }}{% endif %}", ""),
        ("{% if year %}{% if not (year != '2024') %}{{ title }}{% endif %}{% endif %}", ""),
        ("{% if year == '2024' %}{{ title }}{% endif %}{{ title }}", "title"),
        ("{% if year < '2024' %}{{ title }}甲{% else %}{{ title }}{{ year }}{% endif %}", "title"),
        ("{% if year < '1' %}{{ title }}{% elif year %}{{ title }}{% endif %}", ""),
        ("{{ title if year == '2024' else '无' }}", ""),
        ("{{ title if year else '无' }}", "title"),
        ("{% set is_late = year > '2024' %}{% if is_late %}{{ title }}{% endif %}", ""),
        ("{% for row in rows %}{% if loop.first %}{{ row.name }}{% endif %}{% endfor %}",
         "rows.*.name"),
        ("{% for row in rows %}{% if loop.index < 5 %}{{ row.name }}{% endif %}{% endfor %}", ""),
        ("{% for row in rows %}{% if loop.index - 5 %}{{ row.name }}{% endif %}{% endfor %}", ""),
        ("{% for row in rows if row.name != '甲' %}{{ row.name }}{% endfor %}", ""),
        ("{% for row in rows if row.name %}{{ row.name }}{% endfor %}", "rows.*.name"),
        ("{% for row in rows[:5] %}{% for each in row.inner %}{{ each.name }}{% endfor %}"
         "{% endfor %}", ""),
        ("{{ rows[0].name }}{{ (goals|first) }}", ""),
        ("{% macro m(x) %}{% if x > '1' %}{{ title }}{% endif %}{{ x }}{% endmacro %}{{ m(year) }}",
         "year"),
    ],
)  # fmt: skip
def test_what_a_comparison_may_hide_is_not_printed_for_sure(text: str, sure: str) -> None:
    assert {".".join(map(str, path)) for path in uses(text).sure} == {*sure.split()}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("", ""),
        ("{{ title }}", "title"),
        ("{{ view_is_fixed }}", ""),
        ("{% if year %}x{% endif %}", ""),
        ("{% if year %}{{ title }}{% else %}{{ year }}{% endif %}", "title year"),
        ("{{ title if year else '无' }}", "title"),
        ("{{ title == year }}{{ not title }}{{ title is defined }}", ""),
        ("{{ year or title }}", "title year"),
        ("{{ year ~ '年' ~ title }}", "title year"),
        ("{{ title|escape }}{{ goals|length }}", "title"),
        ("{{ goals|first }}{{ goals[0] }}", "goals.*"),
        ("{% for goal in goals %}x{% endfor %}", ""),
        ("{% for goal in goals %}{{ goal }}{% endfor %}", "goals.*"),
        ("{% for goal in goals[1:] if goal %}{{ loop.index }}{{ goal }}{% endfor %}", "goals.*"),
        ("{% for row in rows %}{{ row.name }}{% endfor %}", "rows.*.name"),
        ("{% for row in rows %}{{ row['name'] }}{% endfor %}", "rows.*.name"),
        ("{% for row in rows %}{{ row.label.merge }}{% endfor %}", "rows.*.label.merge"),
        ("{% for row in rows %}{{ row.label.text }}{% endfor %}", "rows.*.label.text"),
        (
            "{% for row in rows %}{% for each in row.inner %}{{ each.name }}"
            "{% for line in each.lines %}{{ line }}{% endfor %}{% endfor %}{% endfor %}",
            "rows.*.inner.*.name rows.*.inner.*.lines.*",
        ),
        ("{% for row in [rows[0], rows[1]] %}{{ row.name }}{% endfor %}", "rows.*.name"),
        ("{% set x = title %}{{ year }}", "year"),
        ("{% set x = title %}{{ x }}", "title"),
        ("{% set x %}{{ title }}{% endset %}", ""),
        ("{% set x %}{{ title }}{% endset %}{{ x }}", "title"),
        ("{% if year %}{% set x = title %}{% else %}{% set x = year %}{% endif %}{{ x }}",
         "title year"),
        ("{% with x = title %}{{ x }}{% endwith %}", "title"),
        ("{% filter escape %}{{ title }}{% endfilter %}", "title"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}", ""),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(title) }}", "title"),
        ("{% macro m(x) %}x{% endmacro %}{{ m(title) }}", ""),
        ("{% macro m(x) %}{{ x.name }}{% endmacro %}{% for r in rows %}{{ m(x=r) }}{% endfor %}",
         "rows.*.name"),
        ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ title }}{% endcall %}",
         "title"),
        ("{% macro m() %}{{ varargs }}{% endmacro %}{{ m(title) }}", "title"),
        ("{% macro m(x) %}{{ x }}{{ m(x) }}{{ m(year) }}{% endmacro %}{{ m(title) }}",
         "title year"),
        ("{{ number('表') }}", ""),
    ],
)  # fmt: skip
def test_a_field_is_printed_where_something_put_out_is_made_of_it(text: str, fields: str) -> None:
    assert printed(text) == set(fields.split())


@pytest.mark.parametrize(
    ("text", "others", "fields"),
    [
        ("{% include 'a.xml' %}", {"a": "{{ title }}"}, "title"),
        (
            "{% for row in rows %}{% include 'a.xml' %}{% endfor %}",
            {"a": "{{ row.name }}"},
            "rows.*.name",
        ),
        ("{% extends 'a.xml' %}", {"a": "{{ title }}"}, "title"),
        ("{% extends 'a.xml' %}{{ year }}", {"a": "{{ title }}"}, "title"),
        (
            "{% extends 'a.xml' %}{% block b %}{{ year }}{% endblock %}",
            {"a": "{% block b %}{{ title }}{% endblock %}"},
            "year",
        ),
        (
            "{% extends 'a.xml' %}{% block b %}{{ year }}{{ super() }}{% endblock %}",
            {"a": "{% block b %}{{ title }}{% endblock %}"},
            "title year",
        ),
        (
            "{% import 'a.xml' as a %}{{ a.m(title) }}",
            {"a": "{% macro m(x) %}{{ x }}{% endmacro %}"},
            "title",
        ),
        (
            "{% from 'a.xml' import m as n %}{{ n(title) }}",
            {"a": "{% macro m(x) %}{{ x }}{% endmacro %}"},
            "title",
        ),
        ("{% include 'a.xml' %}", {"a": "{% include 'a.xml' %}{{ title }}"}, "title"),
    ],
)
def test_fields_are_followed_into_other_templates(
    tmp_path: Path, text: str, others: dict[str, str], fields: str
) -> None:
    assert printed(text, tmp_path, **others) == set(fields.split())


def test_loops_tell_what_they_call_their_items() -> None:
    text = "{% for row in rows %}{% for each in row.inner %}{% endfor %}{% endfor %}"
    assert uses(text).loops == {("rows",): "row", ("rows", "*", "inner"): "each"}

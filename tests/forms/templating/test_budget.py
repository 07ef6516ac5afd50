"""What one evaluation may do is counted, whatever way a template does it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from perfreport.basics.errors import TemplateError
from perfreport.forms.templating import Environment, budget, template_errors


class View(NamedTuple):
    """What the templates of these tests see."""

    title: str
    rows: tuple[str, ...] = ()


def evaluated(source: str, view: View) -> str:
    environment = Environment()
    with template_errors("模板"):
        return environment.from_string(source).render(environment.context(view))


def refusal(source: str, view: View) -> str:
    with pytest.raises(TemplateError) as caught:
        evaluated(source, view)
    return str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        "{{ title }}{{ title }}{{ title }}{{ title }}",
        "{% set s = title ~ title %}{% set s = title ~ title %}",
        "{% set s = title + title %}{% set s = title + title %}",
        "{% for row in rows %}{{ title }}{% endfor %}",
        "{% for row in rows %}" + "字" * 40 + "{% endfor %}",
        "{% if title == title %}{% endif %}{% if title != title %}{% endif %}",
        "{% for row in rows if title == row %}{% endfor %}",
        "{% for row in rows %}{% set s = title|e %}{% endfor %}",
        "{% for row in rows %}{% set s = title[1:] %}{% endfor %}",
        "{% macro m() %}{{ title }}{{ title }}{% endmacro %}{% set s = m() %}{% set s = m() %}",
    ],
)
def test_every_character_that_is_handled_counts(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View("字" * 40, ("行",) * 4)
    assert evaluated(source, view) is not None
    monkeypatch.setattr(budget, "MOST_CHARACTERS", 150)
    assert "字超过上限 150" in refusal(source, view).replace("文字", "字")


@pytest.mark.parametrize(
    "source",
    [
        "{% for row in rows %}{% endfor %}",
        "{% for row in rows if false %}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m() }}{{ m() }}{{ m() }}{{ m() }}",
        "{{ number('表') }}{{ number('表') }}{{ number('表') }}{{ number('表') }}",
        "{% macro m() %}{% for row in rows %}{% endfor %}{% endmacro %}{{ m() }}",
    ],
)
def test_every_step_counts(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    view = View("字", ("行",) * 200)
    assert evaluated(source, view) is not None
    monkeypatch.setattr(budget, "MOST_STEPS", 150)
    assert "步数超过上限 150" in refusal(source, view)


def test_the_line_that_went_too_far_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_STEPS", 150)
    source = "\n\n{% for row in rows %}\n{{ row }}{% endfor %}"
    assert refusal(source, View("字", ("行",) * 200)).startswith("模板 第 3 行：")


def test_every_evaluation_has_a_budget_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_CHARACTERS", 150)
    for _ in range(10):
        assert evaluated("{{ title }}", View("字" * 40))


def test_numbers_stay_small() -> None:
    assert evaluated("{{ rows|length + 1 - 2 }}", View("字", ("行",) * 4)) == "3"
    assert "算出的数太大" in refusal("{% set n = 999999999999999 %}{{ n + n }}", View("字"))


def test_calls_within_one_another_have_an_end() -> None:
    levels = "{% macro m(n) %}{% if n|length < 40 %}{{ m(n ~ 'x') }}{% endif %}.{% endmacro %}"
    assert evaluated(levels + "{{ m('') }}", View("字")) == "." * 41
    assert "没有尽头（上限 50 层）" in refusal(
        levels.replace("40", "60") + "{{ m('') }}", View("字")
    )

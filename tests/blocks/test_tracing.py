"""Figures are marked where templates print them, and known by their places in the document."""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from perfreport.blocks.printing import build_page_view
from perfreport.blocks.tracing import Share, Sum, Traced, traced_view, unmarked
from tests.examples import EXAMPLES, example, form_of


def traced(name: str) -> Traced:
    return traced_view(example(name), form_of(name))


def marked(text: Any) -> tuple[str, int | None]:
    return unmarked(str(escape(text)))


def test_the_view_says_the_same() -> None:
    for name in EXAMPLES:
        assert traced(name).view == build_page_view(example(name), form_of(name))


def test_a_mark_is_told_where_a_figure_stands_alone() -> None:
    view, origins = traced("henan-2022-project-targets")
    total = view.units[0].projects[0].funds.total.annual
    text, mark = marked(total)
    assert mark is not None
    assert (text, origins[mark].text, origins[mark].is_amount) == ("1,234.50", "1,234.50", True)
    assert unmarked(f"共{escape(total)}万元") == ("共1,234.50万元", None)
    assert unmarked("1,234.50") == ("1,234.50", None)
    assert unmarked(f"{escape(total)}{escape(total)}") == ("1,234.501,234.50", None)


def test_a_blank_has_a_mark_too() -> None:
    view, _ = traced("guangzhou-2023-project-targets")
    text, mark = marked(view.funds.other)
    assert text == ""
    assert mark is not None


def test_what_follows_from_what() -> None:
    view, origins = traced("national-2020-project-evaluation")
    money = view.projects[0].funds

    def origin(text: str) -> Any:
        _, mark = marked(text)
        assert mark is not None
        return origins[mark]

    parts = [money.appropriation.annual, money.carried_over.annual, money.other.annual]
    assert origin(money.total.annual).follows == Sum(tuple(origin(each).key for each in parts))
    final, annual = origin(money.total.final).key, origin(money.total.annual).key
    assert origin(money.total.rate).follows == Share(final, annual)
    assert origin(money.appropriation.annual).follows is None
    scores = [origin(each.score).key for each in view.projects[0].indicators]
    rate_score = origin(view.projects[0].rate_score).key
    assert set(origin(view.projects[0].total).follows.of) == {rate_score, *scores}

"""Rows read column by column say what rows read field by field say, whatever stands in them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport.blocks import reading_back
from perfreport.blocks.found import FoundRow, Text
from perfreport.blocks.printing import build_view
from perfreport.blocks.reading_back import find
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.roundtrip.trees import assembled
from tests.examples import example
from tests.strategies import FORMS, documents

REGISTRY = FormRegistry()
SLOW = [HealthCheck.too_slow, HealthCheck.large_base_example]
ODD = (
    "",
    "甲",
    "12.5",
    "1,200.00",
    "12万元",
    "待填",
    "—",
    "无",
    "不详",
    "保密项目",
    "（按规定不予公开）",
)


def changed(view: Any, chance: Random) -> Any:
    """``view`` with other texts in some places."""
    if isinstance(view, str):
        return chance.choice((*ODD, view + "；甲", view[1:])) if chance.random() < 0.1 else view
    if not isinstance(view, tuple):
        return view
    inside = [changed(each, chance) for each in view]
    return type(view)(*inside) if hasattr(view, "_fields") else tuple(inside)


def without_row_readers(view: Any, form: Any) -> Text:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_back, "row_reader", lambda *_: None)
        return find(view, form)


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_rows_say_the_same_column_by_column(form_id: str, data: st.DataObject) -> None:
    form = REGISTRY.get(form_id)
    chance = data.draw(st.randoms(use_true_random=False))
    view = changed(build_view(data.draw(documents(form_id)), form), chance)
    text, other = find(view, form), without_row_readers(view, form)
    assert [*text.found] == [*other.found]
    assert text.unclear == other.unclear
    assert text.stated == other.stated
    assert {**text.by_source()} == {**other.by_source()}
    assert assembled(text) == assembled(other)
    edited = {each.source for each in other.found if chance.random() < 0.3}
    assert assembled(text, edited) == assembled(other, edited)


def test_projects_are_read_column_by_column() -> None:
    document = example("zengcheng-2024-project-targets")
    form = REGISTRY.get(str(document.form))
    text = find(build_view(document, form), form)
    assert isinstance(document, ProjectTargets)
    rows = [each for each in text.said if isinstance(each, FoundRow)]
    # But for classified ones, and those with indicators that have to be read.
    assert len(rows) > 0.75 * sum(len(unit.projects) for unit in document.units)


def test_what_a_text_says_is_found_wherever_it_is_asked_for() -> None:
    document = example("zengcheng-2024-project-targets")
    form = REGISTRY.get(str(document.form))
    text = find(build_view(document, form), form)
    says = text.by_source()
    for each in reversed([*text.found]):
        assert says[each.source][each.path] == each.value
        assert each.source in says
        assert each.source / "nothing" not in says
    assert len(says) == len({each.source for each in text.found})

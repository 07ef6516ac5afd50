"""A single figure changed anywhere in a document whose figures agree is found.

Every figure that takes part in an equation is changed, one at a time, and by as little as a cent.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport.basics.addresses import DataPath
from perfreport.blocks.model import Document
from perfreport.documents.checking import check_document
from tests.strategies import FORMS, TABLES, consistent_documents, form_of

_IN_EQUATIONS = (
    ("预算整体情况",),
    ("合计",),
    ("资金使用单位", "小计"),
    ("资金使用单位", "项目"),
    ("年初预算收入",),
    ("决算支出",),
    ("部门整体支出",),
    ("履职效能",),
    ("履职效能", "扣分原因"),
    ("管理效率", "指标"),
    ("管理效率", "扣分原因"),
    ("项目",),
)
"""Where the figures stand that an equation binds when every sum is stated."""

_FIGURES = {
    *("基本支出", "项目支出", "财政专项资金", "其他事业发展性支出", "财政拨款", "其他资金"),
    *("本级使用资金", "拟用于对下转移支付资金", "财政专户拨款", "总计", "合计", "金额"),
    *("年初预算数", "全年预算数", "决算数", "分值", "得分", "扣分"),
    *("全年执行数", "执行率得分", "总分", "执行数", "全年预计执行数"),
}

counted = {"changed": 0, "found": 0}


def figures(tree: object, path: DataPath = DataPath()) -> Iterator[DataPath]:
    """The paths of the figures that take part in an equation."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from figures(value, path / key)
    elif isinstance(tree, list):
        for position, value in enumerate(tree):
            yield from figures(value, path / position)
    elif path and path[-1] in _FIGURES:
        place = tuple(key for key in path[:-1] if isinstance(key, str))
        if any(place[: len(bound)] == bound for bound in _IN_EQUATIONS):
            yield path


def with_figure(tree: dict[str, Any], path: DataPath, change: Decimal) -> dict[str, Any]:
    """``tree`` with the figure at ``path`` changed, the other way where it would be negative."""
    tree = copy.deepcopy(tree)
    part: Any = tree
    for key in path[:-1]:
        part = part[key]
    figure = Decimal(part[path[-1]])
    part[path[-1]] = str(figure + change if figure + change >= 0 else figure - change)
    return tree


cents = st.integers(1, 10**6).flatmap(lambda number: st.sampled_from((number, -number)))
changes = st.one_of(st.sampled_from((1, -1)), cents).map(lambda number: Decimal(number) / 100)


@pytest.fixture(scope="module", autouse=True)
def report() -> Iterator[None]:
    """Print the share of changed figures that were found."""
    yield
    share = counted["found"] / counted["changed"]
    sys.stderr.write(
        f"\n{counted['found']} of {counted['changed']} changed figures found: {share:.2%}\n"
    )


@pytest.mark.parametrize("form_id", [*FORMS, *TABLES])
def test_a_figure_changed_at_random_is_found(form_id: str) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        document=consistent_documents(form_id, states_sums=True),
        change=changes,
        choice=st.randoms(use_true_random=False),
    )
    def changed_figure_is_found(document: Document, change: Decimal, choice: Any) -> None:
        tree = document.model_dump(mode="json", by_alias=True, exclude_none=True)
        places, form = list(figures(tree)), form_of(document)
        for path in choice.sample(places, min(len(places), 12)):
            mutant = form.model.model_validate(with_figure(tree, path, change))
            found = check_document(mutant, form)
            counted["changed"] += 1
            counted["found"] += bool(found)
            assert found, path

    changed_figure_is_found()

"""Kinds as they are listed, beside what they say themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfreport.kinds import KINDS, listed
from perfreport.kinds.kind import Kind

ALL = KINDS.all


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.id)
def test_a_kind_is_listed_as_it_calls_itself(kind: Kind) -> None:
    assert KINDS.by_id[kind.id] is kind
    assert KINDS.by_name[kind.name] is kind
    assert KINDS.called(kind.id) is KINDS.called(kind.name) is kind
    assert (kind.name in KINDS.names) is not kind.is_open


def test_every_kind_is_listed() -> None:
    modules = {path.stem for path in Path(listed.__path__[0]).glob("[a-z]*.py")}
    assert {kind.id.replace("-", "_") for kind in ALL} == modules


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.id)
def test_rules_about_a_kind_are_those_of_all_that_are_for_it(kind: Kind) -> None:
    document = kind.model.model_construct(kind=kind.name)
    about = [rule.code for rule in KINDS.rules if issubclass(kind.model, rule.kinds)]
    found = [rule for rule in KINDS.rules_about(document) if issubclass(kind.model, rule.kinds)]
    assert [rule.code for rule in found] == about


def test_an_open_kind_may_have_reports_called_as_another_kind_is() -> None:
    report = KINDS.by_id["report"]
    named_alike = report.model.model_construct(kind=ALL[0].name)
    assert KINDS.of(named_alike) is report
    assert KINDS.know(named_alike)
    assert not KINDS.know(object())

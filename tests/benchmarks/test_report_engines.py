"""Every engine of the benchmarks makes the same report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.reports import PUBLISHED, other_report
from tests.benchmarks.making import engines_for, made, texts_of
from tests.content import squeeze


def prose(said: Any) -> Iterator[str]:
    """Whatever is longer than a label."""
    match said:
        case dict():
            for name, value in said.items():
                yield from prose(value) if name not in {"文种", "版式"} else ()
        case list():
            for each in said:
                yield from prose(each)
        case str() if len(said) > 20:
            yield from said.splitlines()


@pytest.mark.parametrize("engine", engines_for("reports", "the same report"))
@pytest.mark.parametrize("which", ["published", "another"])
def test_an_engine_sets_the_report(engine: str, ready: str, which: str, tmp_path: Path) -> None:
    data = PUBLISHED if which == "published" else other_report(7, tmp_path)
    (text,) = texts_of(made(ready, data, tmp_path))
    expected = squeeze("".join(prose(yaml.safe_load(data.read_text("utf-8")))))
    assert len(expected) > 3_000
    # The cells of a row that goes on on the next page are told in turn: not whole sentences.
    assert Counter(expected) <= Counter(text)

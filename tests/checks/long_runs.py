"""Every text of a document made a long run of one character, or of two in turn.

A rule that looks at a run again from each of its places takes hundreds of times as long as with a
plain letter. ``python -m tests.checks.long_runs`` tries all characters, some twenty minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from time import process_time
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from perfreport.blocks.model import with_fields
from perfreport.checks.engine.case import Case
from perfreport.checks.engine.rule import Rule
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds import KINDS
from tests.small_files import ALL

LENGTH = 100_000
"""Characters of each run."""

CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u3000　，。；：、！？…—～·“”‘’（）《》【】〈〉「」〔〕￥％‰℃≥≤＜＞＝×＊＿－＋"
    + "．／０９Ｘｘａ①⑳"
    + "年月日元万亿个次人名项天季度一二三十百两第和及或其中待请填约达到不未因甲"
)
"""What stands in the table."""

COMPANIONS = "x1 ，（年。、万"
"""What takes turns with each of them."""

T = TypeVar("T", bound=BaseModel)

_PLAIN = "甲"
_MOST_TIMES = 30
_KEPT = {"form", "level_one", "level_two", "subject", "kind"}


class Slow(NamedTuple):
    """A rule that takes with a run many times what all take together with a plain letter."""

    document: str
    run: str
    rule: str
    times: float


def slow_rules(runs: Iterable[str], length: int = LENGTH) -> Iterator[Slow]:
    """The rules that are slow with one of ``runs``, repeated to ``length`` characters."""
    for name in ALL:
        usual = sum(_times(name, _PLAIN, length).values())
        for run in runs:
            taken = _times(name, run, length)
            for rule, seconds in taken.items():
                if seconds > _MOST_TIMES * usual:
                    yield Slow(name, run, rule, seconds / usual)


def all_runs() -> Iterator[str]:
    """Each character, and each in turn with a companion."""
    yield from CHARACTERS
    for character in CHARACTERS:
        yield from (character + each for each in COMPANIONS if each != character)


def _times(name: str, run: str, length: int) -> dict[str, float]:
    """The processor's seconds that each rule takes for a document full of ``run``."""
    loaded = _loaded(name)
    text = (run * length)[:length]
    case = Case(_filled(loaded.document, text), loaded.form)
    return {rule.code: _time(rule, case) for rule in KINDS.rules}


def _time(rule: Rule, case: Case) -> float:
    start = process_time()
    list(rule.findings(case))
    return process_time() - start


@cache
def _loaded(name: str) -> Loaded:
    return understand(parse_source(ALL[name]), FormRegistry())


def _filled(part: T, text: str) -> T:
    """``part`` with ``text`` for all texts that the form does not lay down."""
    changed = {
        field: _value(getattr(part, field), text)
        for field in type(part).model_fields
        if field not in _KEPT
    }
    return with_fields(part, changed)


def _value(value: object, text: str) -> object:
    if isinstance(value, BaseModel):
        return _filled(value, text)
    if isinstance(value, tuple):
        return tuple(_value(each, text) for each in value)
    return text if isinstance(value, str) else value


def main() -> None:
    """Try them all, or those that are given."""
    for slow in slow_rules(sys.argv[1:] or list(all_runs())):
        sys.stdout.write(f"{slow}\n")


if __name__ == "__main__":
    main()

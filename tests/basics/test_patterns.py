"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from math import prod
from re import _constants as codes  # type: ignore[attr-defined] # what the parser gives
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import perfreport.checks
import perfreport.kinds
from perfreport.basics.patterns import may_match, regex
from perfreport.checks.quantities.periods import _periods

OFFERED = [name for name in dir(re.Pattern) if not name.startswith("_")]
MOST_SPELLINGS = 500


@pytest.mark.parametrize("name", OFFERED)
def test_it_offers_what_a_compiled_pattern_does(name: str) -> None:
    compiled = re.compile("(?P<number>[0-9]+)元", re.IGNORECASE)
    waiting = regex("(?P<number>[0-9]+)元", re.IGNORECASE)
    one, other = getattr(waiting, name), getattr(compiled, name)
    if not callable(other):
        assert one == other
    elif name in ("sub", "subn"):
        assert one("角", "共5元，7元") == other("角", "共5元，7元")
    else:
        found, expected = one("5元，7元"), other("5元，7元")
        if name not in ("findall", "split"):
            assert str(next(found) if name == "finditer" else type(found)) == str(
                next(expected) if name == "finditer" else type(expected)
            )
        else:
            assert found == expected


def test_bytes_have_patterns_too() -> None:
    assert regex(rb"[a-z]+").findall(b"ab 12 cd") == [b"ab", b"cd"]


def test_a_pattern_may_be_part_of_another_before_it_is_compiled() -> None:
    assert regex(f"x(?:{regex('[0-9').pattern}])").fullmatch("x5")


def test_a_faulty_pattern_fails_when_it_is_used() -> None:
    faulty = regex("(")
    with pytest.raises(re.error):
        faulty.search("")


def test_what_no_pattern_has_is_an_attribute_error() -> None:
    waiting = regex("a")
    with pytest.raises(AttributeError):
        waiting.serch  # type: ignore[attr-defined] # noqa: B018
    assert waiting.search("a")


def test_threads_that_come_together_get_the_same() -> None:
    waiting = regex("(?:甲|乙)+")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: waiting.fullmatch(text) is not None, ["甲乙"] * 64))
    assert all(found)


def test_a_pattern_is_looked_for_where_a_word_is_that_it_needs() -> None:
    needing = regex("(?:公|盖)章$", needs=["公章", "盖章"])
    assert may_match(needing, "请盖章处")
    assert not may_match(needing, "文章")
    assert needing.search("盖章")
    assert may_match(needing, "公章")
    assert may_match(regex("章"), "无")
    assert may_match(re.compile("章"), "无")


def needing_patterns() -> Iterator[tuple[str, re.Pattern[str], Sequence[str]]]:
    """The patterns of rules that say what they need, with their places and needs."""
    packages = [perfreport.checks, perfreport.kinds]
    names = [
        each.name
        for package in packages
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    for name in names:
        for constant, value in vars(importlib.import_module(name)).items():
            if (
                needs := getattr(value, "needs", ())
                if type(value).__module__.endswith("patterns")
                else ()
            ):
                yield f"{name}.{constant}", value, needs
    yield "periods", _periods(2024), _periods(2024).needs  # type: ignore[attr-defined]


NEEDING = list(needing_patterns())


@pytest.mark.parametrize(
    ("pattern", "needs"), [each[1:] for each in NEEDING], ids=[n for n, *_ in NEEDING]
)
def test_no_match_is_without_what_its_pattern_needs(
    pattern: re.Pattern[str], needs: Sequence[str]
) -> None:
    assert has_one(
        _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), pattern.flags, needs
    )


def test_a_match_without_what_is_needed_would_be_noticed() -> None:
    assert has_one(_parser.parse("a(?:bc|dc)"), 0, ["bc", "dc"])
    assert not has_one(_parser.parse("a(?:bc|dc)"), 0, ["bc"])
    assert not has_one(_parser.parse("a?b*"), 0, "ab")
    assert not has_one(_parser.parse("a", re.IGNORECASE), re.IGNORECASE, "a")


def has_one(parsed: Sequence[Any], flags: int, needs: Sequence[str]) -> bool:
    """Whether all that ``parsed`` matches has one of ``needs``, as far as is easily told."""
    if any(within(each, flags, needs) for each in parsed):
        return True
    spelt = [spellings([each], flags) for each in parsed]
    runs = (
        [each for each in spelt[first:last] if each is not None]
        for first in range(len(spelt))
        for last in range(first + 1, len(spelt) + 1)
        if None not in spelt[first:last]
    )
    return any(
        all(any(word in text for word in needs) for text in map("".join, product(*run)))
        for run in runs
        if prod(map(len, run)) <= MOST_SPELLINGS
    )


def within(step: Any, flags: int, needs: Sequence[str]) -> bool:
    """Whether what a single ``step`` matches or looks at has one of ``needs``."""
    code, value = step
    if code is codes.BRANCH:
        return all(has_one(each, flags, needs) for each in value[1])
    if code is codes.SUBPATTERN:
        return has_one(value[3], flags, needs)
    if code is codes.ASSERT:
        return has_one(value[1], flags, needs)
    if code in (codes.MAX_REPEAT, codes.POSSESSIVE_REPEAT) and value[0]:
        return has_one(value[2], flags, needs)
    return False


def spellings(parsed: Sequence[Any], flags: int) -> list[str] | None:
    """All texts that ``parsed`` matches; None where they are too many to tell."""
    texts = [""]
    for code, value in parsed:
        more: list[str] | None = None
        if code is codes.LITERAL:
            more = sorted({chr(value), chr(value).swapcase()} if flags & re.I else {chr(value)})
        elif code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            more = [""]
        elif code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
            more = [chr(each) for _, each in value]
        elif code is codes.SUBPATTERN:
            more = spellings(value[3], flags)
        elif code is codes.BRANCH:
            of_each = [spellings(each, flags) for each in value[1]]
            more = None if None in of_each else [text for each in of_each for text in each or ()]
        elif code is codes.MAX_REPEAT and value[1] == 1:
            inner = spellings(value[2], flags)
            more = inner and ["", *inner]
        if more is None or len(texts) * len(more) > MOST_SPELLINGS:
            return None
        texts = [text + each for text in texts for each in more]
    return texts

"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from perfreport.basics.patterns import regex

OFFERED = [name for name in dir(re.Pattern) if not name.startswith("_")]


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

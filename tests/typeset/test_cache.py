"""What is kept, and for how long."""

from __future__ import annotations

from perfreport.typeset.cache import Cache


def test_a_value_is_kept() -> None:
    cache: Cache[str, int] = Cache(10)
    assert cache.get("a") is None
    cache.put("a", 1, 1)
    assert cache.get("a") == 1


def test_no_more_is_kept_than_the_limit() -> None:
    cache: Cache[int, int] = Cache(10)
    for number in range(100):
        cache.put(number, number, 1)
    kept = [number for number in range(100) if cache.get(number) is not None]
    assert len(kept) <= 10
    assert kept[-5:] == [95, 96, 97, 98, 99]


def test_what_is_asked_for_stays() -> None:
    cache: Cache[int, int] = Cache(10)
    cache.put(-1, 7, 1)
    for number in range(100):
        cache.put(number, number, 1)
        assert cache.get(-1) == 7


def test_what_would_fill_half_of_the_room_is_not_kept() -> None:
    cache: Cache[str, int] = Cache(10)
    cache.put("small", 1, 1)
    cache.put("large", 2, 6)
    assert cache.get("large") is None
    assert cache.get("small") == 1

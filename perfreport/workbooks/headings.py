"""What columns and sheets are called: by as few of their keys as tell them apart."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import replace

from perfreport.basics.addresses import DataPath
from perfreport.basics.invisible import without
from perfreport.basics.patterns import regex
from perfreport.workbooks.entries import Entry

JOINT = "·"
"""Between the keys of a name."""
_MOST_OF_A_NAME = 31
_BLANKS = regex(r"\s")
_NOT_IN_NAMES = regex(r"[\[\]:*?/\\]")


def with_headings(entries: Iterable[Entry]) -> Iterator[Entry]:
    """``entries`` of one sheet, each with a heading that no other one has."""
    found = list(entries)
    # What is seldom there makes no heading longer that is always there.
    others = {_full(each.path) for each in found if not each.is_usual}
    usual = _called([each.path for each in found if each.is_usual], others)
    known = _called([each.path for each in found]) | usual
    return (replace(each, heading=known[each.path]) for each in found)


def sheet_names(paths: Collection[DataPath], taken: Iterable[str]) -> dict[DataPath, str]:
    """The names of the sheets of lists at ``paths``, as Excel allows them; none is ``taken``."""
    names: dict[DataPath, str] = {}
    for path, name in _called(paths).items():
        allowed = _NOT_IN_NAMES.sub("", name)[:_MOST_OF_A_NAME].strip("'") or "表"
        while allowed in (*taken, *names.values()):
            allowed = f"{allowed[: _MOST_OF_A_NAME - 1]}表"
        names[path] = allowed
    return names


def free(name: str, other: str, taken: Container[str]) -> str:
    """``name``, or ``other`` where that is ``taken``."""
    return other if name in taken else name


def as_compared(text: str) -> str:
    """``text`` as names and headings are compared: without blanks, full width as half width."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", without(text)))


def _called(paths: Collection[DataPath], taken: Iterable[str] = ()) -> dict[DataPath, str]:
    """For each path the fewest of its last keys that no other one ends with, nor is ``taken``."""
    ends = Counter(taken)
    ends.update(end for path in paths for end in _ends(path))
    return {path: next((e for e in _ends(path) if ends[e] == 1), _full(path)) for path in paths}


def _ends(path: DataPath) -> list[str]:
    return [_full(path[depth:]) for depth in range(len(path) - 1, -1, -1)]


def _full(path: DataPath) -> str:
    return JOINT.join(map(str, path))

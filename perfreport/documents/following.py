"""Points, rates and sums that a sheet says and that follow from the rest: they are not data."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount, Percent, Score, Unit
from perfreport.basics.totals import is_total
from perfreport.blocks.form import Form
from perfreport.blocks.model import Document
from perfreport.blocks.walk import bare, field_at
from perfreport.compare import Difference, apply
from perfreport.workbooks.maps.entries import Entries
from perfreport.workbooks.maps.leaves import computed, stated
from perfreport.workbooks.maps.values import same


def without(entries: Entries, paths: Container[DataPath]) -> Entries:
    """``entries`` but those at ``paths``."""
    return {path: each for path, each in entries.items() if path not in paths}


def following(
    entries: Entries,
    document: Document,
    form: Form,
    unit: Unit,
    understood: Callable[[Entries], tuple[Document, object]],
) -> frozenset[DataPath]:
    """The points, rates and sums among ``entries`` that ``form`` computes alike of the others."""
    printed = computed(document, form, unit)
    figures = [
        path
        for path, text in printed.items()
        if path in entries and may_follow(form, path) and same(entries[path].text, text, "数")
    ]
    dropped: frozenset[DataPath] = frozenset()
    # By halves: where one has to be stated, the points of a goal in words, none is computed.
    waiting = [figures] if figures else []
    while waiting:
        some = waiting.pop()
        tried = dropped | set(some)
        try:
            others, _ = understood(without(entries, tried))
            follows = computed(others, form, unit)
        except InputError:
            follows = {}
        if all(follows.get(path) == printed[path] for path in tried):
            dropped = tried
        elif half := len(some) // 2:
            waiting += [some[half:], some[:half]]
    return dropped


def may_follow(form: Form, path: DataPath) -> bool:
    """Whether ``path`` is of a rate, points, or a sum of money."""
    field = field_at(form.model, path)
    kind = field and bare(field.annotation)
    is_of_sum = any(isinstance(step, str) and is_total(step) for step in path)
    return kind in (Score, Percent) or (kind is Amount and is_of_sum)


def without_what_follows(
    differences: Sequence[Difference], document: Document, form: Form, unit: Unit
) -> list[Difference]:
    """``differences`` without those that add what ``form`` computes alike of the rest."""
    said = stated(apply(differences, document), unit)
    added = [_figures_of(each, said, form) for each in differences]
    dropped = {number for number, paths in enumerate(added) if paths}
    while True:
        kept = [each for number, each in enumerate(differences) if number not in dropped]
        follows = computed(apply(kept, document), form, unit)
        left = {
            number
            for number in dropped
            if all(same(said[path], follows.get(path, ""), "数") for path in added[number])
        }
        if left == dropped:
            return kept
        # What was computed of one that does not follow has to be computed anew.
        dropped = left


def _figures_of(
    difference: Difference, said: Mapping[DataPath, str], form: Form
) -> tuple[DataPath, ...]:
    """The figures that ``difference`` adds; none where it adds anything else."""
    place = difference.after
    if difference.before is not None or place is None:
        return ()
    added = tuple(path for path in said if path.starts_with(place))
    return added if all(may_follow(form, path) for path in added) else ()

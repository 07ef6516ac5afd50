"""Points that somebody typed into a page: stated, unless they follow from the rest of it (得分)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from itertools import groupby

from perfreport.basics.addresses import ViewPath
from perfreport.blocks.form import Form
from perfreport.blocks.found import Found, Tree
from perfreport.blocks.printing import build_view
from perfreport.blocks.reading_back import find
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip.completion import completed
from perfreport.roundtrip.printed_texts import names_in
from perfreport.roundtrip.trees import put


def state_points(
    tree: Tree,
    found: Iterable[Found],
    is_typed: Callable[[ViewPath], bool],
    form: Form,
    registry: FormRegistry,
) -> None:
    """State in ``tree`` the points that were typed and are not those that follow.

    Args:
        tree: of the document, as it was read and corrected.
        found: the figures of the page that are meant to stand if somebody typed them.
        is_typed: whether somebody may have typed what stands at a place.
        form: of the page.
        registry: that has the scheme which the document goes by.
    """
    typed = [each for each in found if is_typed(each.source)]
    for group in _in_turn(typed):
        # What follows from points is looked at when these are settled: a total after its scores.
        document = completed(form.model, deepcopy(tree))[0]
        says = find(build_view(document, registry.going_by(form, document)), form).by_source()
        for each in group:
            if says.get(each.source, {}).get(each.path) != each.value:
                put(tree, each.path, each.value)


def _in_turn(typed: list[Found]) -> Iterator[Iterator[Found]]:
    """The points of one sort after the other, those of inner rows first."""
    order = list(dict.fromkeys(names_in(each.source) for each in typed))

    def place(each: Found) -> tuple[int, int]:
        return -len(each.source), order.index(names_in(each.source))

    return (group for _, group in groupby(sorted(typed, key=place), key=place))

"""Which cells of a page are the heads of which columns: by their words, names and neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from perfreport.compare.likeness import likeness_to_longer
from perfreport.data.lexicon import lexicon
from perfreport.page.blocks import Cell
from perfreport.roundtrip.layout import CellLayout
from perfreport.roundtrip.pattern import squeezed

_LEAST_LIKE = 0.5
_MOST_LETTERS = 60


def same_words(
    layouts: Sequence[CellLayout], cells: Sequence[Cell], *, only_all: bool = False
) -> Iterator[tuple[int, int]]:
    """The cells that say what those of the template say: their places here and there.

    None are looked for behind one that is missing where ``only_all`` of them are of use.
    """
    left = dict(enumerate(cells))
    for index, layout in enumerate(layouts):
        if not layout.words:
            continue
        place = next((place for place, cell in left.items() if layout.says(cell.text)), None)
        if place is not None:
            del left[place]
            yield place, index
        elif only_all:
            return


def _known(layouts: Sequence[CellLayout], cells: Sequence[Cell]) -> dict[int, int]:
    """The places of heads that say what the template says, or what it is called elsewhere."""
    known = _sure(layouts, cells, dict(same_words(layouts, cells)))
    if not known:
        return known
    pairs = [
        (place, index)
        for index, layout in enumerate(layouts)
        if index not in known.values()
        for place, cell in enumerate(cells)
        if place not in known and is_other_name(layout, cell)
    ]
    places, indices = ([pair[side] for pair in pairs] for side in (0, 1))
    # What may be either of two columns is neither.
    return known | {p: i for p, i in pairs if places.count(p) == indices.count(i) == 1}


def _sure(
    layouts: Sequence[CellLayout], cells: Sequence[Cell], found: Mapping[int, int]
) -> dict[int, int]:
    """Without those of which the template has more alike, or the page: neighbours tell these."""
    taken = found.values()
    left = [cell for place, cell in enumerate(cells) if place not in found]
    lost = {layout.words for index, layout in enumerate(layouts) if index not in taken}
    return {
        place: index
        for place, index in found.items()
        if layouts[index].words not in lost
        if not any(layouts[index].says(cell.text) for cell in left)
    }


def is_other_name(layout: CellLayout, cell: Cell) -> bool:
    """Whether ``cell`` says what the fixed words of ``layout`` are called elsewhere."""
    words, text = layout.words, cell.text
    # The lexicon is read for a head that was typed otherwise, and for nothing else.
    return bool(words and text) and is_short(text) and lexicon().mean_the_same(text, words)


def places_of(
    layouts: Sequence[CellLayout],
    cells: Sequence[Cell],
    above: Sequence[CellLayout] = (),
    cells_above: Sequence[Cell] = (),
) -> dict[int, int]:
    """The places of all ``layouts`` that are on the page, by those of their cells.

    Beside a known one its neighbour is known by words that are like its own, blank ones too, but
    where these are merged with a name of the row ``above`` that name tells. The last one that is
    left is the last cell that is, if the page still says its name in ``cells_above``.
    """
    names = {each.column: each for each in above if each.words}
    over = [None if each.words else names.get(each.column) for each in layouts]
    places = _known(layouts, cells)
    whole = _whole(places, len(layouts), cells)
    for place, index in _merged(over, cells):
        if place not in places and index in whole:
            places[place] = index
    while True:
        where = {index: place for place, index in places.items()}
        found = {
            place: index
            for index, layout in enumerate(layouts)
            if index not in where
            for place in _beside(index, where)
            if 0 <= place < len(cells) and place not in places
            if _is_like(layout, cells[place]) and not _is_of_another(index, cells[place], over)
        }
        if not found:
            places |= _last_left(places, over, cells, cells_above)
            return dict(sorted(places.items()))
        place, index = next(iter(found.items()))
        places[place] = index


def _whole(
    places: Mapping[int, int], columns: int, cells: Sequence[Cell]
) -> frozenset[int] | range:
    """The columns below whose names no cell was taken out.

    Where a cell goes on with nothing some were: those between two known heads, or before the
    first, are all there if they are as many here as in the template.
    """
    if not any(cell.above == "" and not cell.text for cell in cells):
        return range(columns)
    ends = [(-1, -1), *sorted(places.items()), (len(cells), columns)]
    runs = (
        range(before[1], behind[1])
        for before, behind in pairwise(ends)
        if behind[0] - before[0] == behind[1] - before[1]
    )
    return frozenset(chain.from_iterable(runs))


def _beside(index: int, where: Mapping[int, int]) -> list[int]:
    """Where the cell at ``index`` would stand by its neighbours."""
    places = ((where[index + step] - step) for step in (1, -1) if index + step in where)
    return list(places)


def _merged(over: Sequence[CellLayout | None], cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """The blank cells that go on with the name ``over`` a column, and the columns."""
    for index, name in enumerate(over):
        found = [place for place, cell in enumerate(cells) if name and _continues(name, cell)]
        if len(found) == 1:
            yield found[0], index


def _last_left(
    places: Mapping[int, int],
    over: Sequence[CellLayout | None],
    cells: Sequence[Cell],
    cells_above: Sequence[Cell],
) -> dict[int, int]:
    """The one column without a place, at the one cell left, if that goes on with nothing.

    So it is where a name was moved among those of several columns: it no longer stands right
    above its blank cell, but no other one can be meant.
    """
    columns = [index for index in range(len(over)) if index not in places.values()]
    left = [place for place in range(len(cells)) if place not in places]
    if len(columns) != 1 or len(left) != 1:
        return {}
    name, cell = over[columns[0]], cells[left[0]]
    is_torn = not cell.text and cell.above == ""
    if name and is_torn and any(name.says(each.text) for each in cells_above):
        return {left[0]: columns[0]}
    return {}


def _continues(name: CellLayout, cell: Cell) -> bool:
    return bool(cell.above) and not cell.text and name.says(cell.above or "")


def _is_of_another(index: int, cell: Cell, over: Sequence[CellLayout | None]) -> bool:
    """Whether ``cell`` goes on with the name of another column, or with nothing below a name."""
    if not over[index] or cell.above is None:
        return False
    return not cell.above or any(each and _continues(each, cell) for each in over)


def _is_like(layout: CellLayout, cell: Cell) -> bool:
    words, text = layout.words, squeezed(cell.text)
    if not words or not text:
        return words == text
    is_alike = likeness_to_longer(words, text[: 2 * len(words)]) >= _LEAST_LIKE
    return is_alike or is_other_name(layout, cell)


def is_short(text: str) -> bool:
    """Whether ``text`` may be a label; one of data is not looked into."""
    return len(text) < _MOST_LETTERS

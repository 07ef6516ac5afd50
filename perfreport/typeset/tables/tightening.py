"""Cells of rows whose height is fixed: text that is higher gives way, and nothing of it is lost.

Word cuts off what does not go into such a row. Here the padding gives way first, then the distance
of the lines, then the size of the text, as where a number has no room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from perfreport.typeset.paragraphs import SLACK, TextBox, stack_height

_CLOSEST = 1.05
"""Distance of lines, in sizes of their text, at which they do not touch yet."""


def tightened(
    set_at: Callable[[float], Sequence[TextBox]], sizes: Iterable[float], height: float
) -> Sequence[TextBox] | None:
    """What ``set_at`` gives for the largest of ``sizes`` at which it is no higher than ``height``.

    Args:
        set_at: sets the text at a size.
        sizes: from the largest to the smallest.
        height: of the row.

    Returns:
        The lines, closer to each other where that is enough; None if no size does.
    """
    found = None
    remaining = list(sizes)
    # Of the sizes half are ruled out each time, as a strange template may have thousands.
    while remaining:
        middle = (len(remaining) - 1) // 2
        closer = _closed_up(set_at(remaining[middle]), height)
        if closer is None:
            remaining = remaining[middle + 1 :]
        else:
            found, remaining = closer, remaining[:middle]
    return found


def _closed_up(boxes: Sequence[TextBox], height: float) -> Sequence[TextBox] | None:
    lines = sum(box.height for box in boxes)
    part = (height + SLACK - (stack_height(boxes) - lines)) / lines
    if part >= 1:
        return boxes
    if any(box.leading * part < _CLOSEST * box.style.text.size for box in boxes):
        return None
    return [box._replace(leading=box.leading * part) for box in boxes]

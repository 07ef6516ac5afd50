"""What stands behind a report (附件): its number at the head, its name in the list after the text.

As GB/T 9704 (7.3.4, 7.3.7) has it: 附件：1.甲 and 2.乙, or 附件：甲 alone; at the head 附件1.
A line of the list is set by its place among those that are printed, which the data decide: so a
template may name each line by its place, with a style for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from perfreport.blocks import printed

if TYPE_CHECKING:
    from perfreport.kinds.report.outline import Section

_HEAD = "附件"


def attachment_names(section: Section) -> Iterator[str]:
    """What templates may name of ``section`` where it is an attachment."""
    if section.is_attachment:
        yield f"{section.name}_attachment"
        yield f"{section.name}_listed"
        yield from (f"{section.name}_{place}" for place in _PLACES)


def attachment_fields(sections: Sequence[Section]) -> Iterator[tuple[str, Any]]:
    """The heads of the attachments among ``sections``, and their lines after the text."""
    attached = [each for each in sections if each.is_attachment]
    for section in attached:
        head, listed, *by_place = attachment_names(section)
        yield head, _computed(section, attached, "附件号", _head)
        yield listed, _computed(section, attached, "附件说明", _line)
        for name, (label, has) in zip(by_place, _PLACES.values(), strict=True):
            yield name, _computed(section, attached, label, _line_if(has))


def _computed(
    section: Section,
    attached: Sequence[Section],
    label: str,
    worded: Callable[[Section, int, int], str],
) -> Any:
    def text(document: Any, _form: Any, _: int) -> str:
        there = [each for each in attached if getattr(document.sections, each.name or "")]
        return worded(section, there.index(section) + 1, len(there)) if section in there else ""

    basis = f"“{section.heading}”在各附件里的次序"
    return Annotated[str, printed.Computed(label=label, basis=basis, text=text)]


def _head(_: Section, number: int, count: int) -> str:
    return _HEAD if count == 1 else f"{_HEAD}{number}"


def _line(section: Section, number: int, count: int) -> str:
    named = section.heading if count == 1 else f"{number}.{section.heading}"
    return f"{_HEAD}：{named}" if number == 1 else named


def _line_if(has: Callable[[int, int], bool]) -> Callable[[Section, int, int], str]:
    """The line of an attachment whose place among the others is such; nothing else."""
    return lambda section, number, count: (
        _line(section, number, count) if has(number, count) else ""
    )


_PLACES: Mapping[str, tuple[str, Callable[[int, int], bool]]] = {
    "alone": ("附件说明（只有一个附件时）", lambda _, count: count == 1),
    "first": ("附件说明首条（有几个附件时）", lambda number, count: number == 1 < count),
    "following": ("附件说明其余各条", lambda number, _: number > 1),
}
"""The places in the list: what a line there is called, and which number of how many it has."""

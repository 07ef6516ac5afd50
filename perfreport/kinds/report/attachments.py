"""What stands behind a report (附件): its number at the head, its name in the list after the text.

As GB/T 9704 (7.3.4, 7.3.7) has it: 附件：1.甲 and 2.乙, or 附件：甲 alone; at the head 附件1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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


def attachment_fields(sections: Sequence[Section]) -> Iterator[tuple[str, Any]]:
    """The heads of the attachments among ``sections``, and their lines after the text."""
    attached = [each for each in sections if each.is_attachment]
    for section in attached:
        head, listed = attachment_names(section)
        yield head, _computed(section, attached, "附件号", _head)
        yield listed, _computed(section, attached, "附件说明", _line)


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

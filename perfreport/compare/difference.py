"""A difference between two documents, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from perfreport.basics.addresses import DataPath
from perfreport.compare.segments import Segment
from perfreport.compare.wording import text_of


class Change(Enum):
    """What happened to a field or a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"

    @property
    def label(self) -> str:
        """As printed: 修改, 增加, 删除, 移动."""
        return _LABELS[self]


_LABELS = {
    Change.CHANGED: "修改",
    Change.ADDED: "增加",
    Change.REMOVED: "删除",
    Change.MOVED: "移动",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference.

    A row that was moved and edited is one difference that says so and one for each edit.

    Attributes:
        change: what happened.
        before: the place in the earlier document, by the keys of the data file; None for what was
            added.
        after: the place in the later document; None for what was removed.
        label: the place in words, rows by their names.
        old: what stood there, a field's content or a whole row; None for what was added or moved.
        new: what stands there now; None for what was removed or moved.
        segments: for a changed text what became of its words, else empty.
    """

    change: Change
    before: DataPath | None
    after: DataPath | None
    label: str
    old: object = None
    new: object = None
    segments: tuple[Segment, ...] = ()

    @property
    def old_text(self) -> str | None:
        """``old`` as text; None where there is none."""
        return None if self.old is None else text_of(self.old)

    @property
    def new_text(self) -> str | None:
        """``new`` as text; None where there is none."""
        return None if self.new is None else text_of(self.new)

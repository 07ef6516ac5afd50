"""What a form is objected to, and how to mend it."""

from __future__ import annotations

from typing import NamedTuple

AS_TOLD = "请照所说的改正，再核对一次"
"""The cure of what is told with its place and with what to do."""


class Objection(NamedTuple):
    """Something that keeps a form from printing, or giving back, all that it should.

    Attributes:
        form: its id.
        template: the file that has to be mended.
        part: of the file: 正文, 页眉; empty where it is not known.
        place: in it: the paragraph, the cell or the line; empty where nothing stands yet.
        tag: that is wrong, or is missing; empty where none is.
        message: what is wrong.
        cure: what to do.
        sample: the document that showed it; empty where none was needed.
    """

    form: str
    template: str
    message: str
    cure: str
    part: str = ""
    place: str = ""
    tag: str = ""
    sample: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """By which the same objection to another sample is known."""
        if "、" in self.template:  # two that say different things, in every sample otherwise
            return (self.template,)
        is_placed = bool(self.tag or self.place)
        return self.template, self.place, self.tag, "" if is_placed else self.message

    @property
    def line(self) -> str:
        """All of it in one line; what names its place itself as it is."""
        if self.cure == AS_TOLD:
            return self.message
        where = "".join(filter(None, (self.part, f"　{self.place}" if self.place else "")))
        shown_by = f"（{self.sample}）" if self.sample else ""
        # A tag that is missing is named with the cure.
        tag = f"　标签 {self.tag}" if self.tag and self.place else ""
        place = f"{self.template}{f' {where}' if where else ''}{tag}"
        return f"版式 {self.form}　{place}：{self.message}{shown_by}；{self.cure}"

"""Which headings the PDF numbers by itself, and how."""

from __future__ import annotations

from collections.abc import Iterable

from perfreport.derivation.paragraphs import Paragraph
from perfreport.derivation.places import refused


class Headings:
    """The headings of a template, all of which are known before the first is written."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        """Find how each level is numbered.

        Raises:
            TemplateError: when a level is numbered in a way that the PDF does not know, or one
                above it is not numbered.
        """
        self._schemes: dict[int, str] = {}
        for each in paragraphs:
            if each.heading and each.number and each.heading not in self._schemes:
                if not each.number.scheme:
                    raise refused(each.place, "PDF 没有标题的这种自动编号，请换一种，或直接写出")
                self._schemes[each.heading] = each.number.scheme
        if sorted(self._schemes) != list(range(1, len(self._schemes) + 1)):
            first = next(p for p in paragraphs if p.heading in self._schemes)
            raise refused(
                first.place, "上一级标题没有自动编号，PDF 数不了这一级；请各级都用，或都写出"
            )

    @property
    def scheme(self) -> str:
        """The numbers of the levels as the markup has them; empty when there are none."""
        return " ".join(self._schemes[level] for level in sorted(self._schemes))

    def leaves_out(self, paragraph: Paragraph) -> bool:
        """Whether a heading bears no number though others of its level do, as of an attachment."""
        return paragraph.heading in self._schemes and paragraph.number is None

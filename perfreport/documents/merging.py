"""Several documents in one PDF: one numbering, one outline, each font once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.properties import DRAFT, Properties
from perfreport.documents.loading import Loaded
from perfreport.documents.remarks import remarks_on
from perfreport.documents.rendering import Renderer

_SUBJECT = "预算绩效文书"


class Merging:
    """One file in the making; documents are taken one after the other, and none is kept.

    Attributes:
        pages: how many there are so far.
        remarks: what to know about the file, once it is whole.
    """

    def __init__(self, renderer: Renderer, title: str, *, draft: bool = False) -> None:
        """Render with ``renderer``; the file is called ``title``.

        Args:
            renderer: of all documents.
            title: that viewers show.
            draft: whether all of them are drafts, which may have gaps.
        """
        self._renderer = renderer
        self._draft = draft
        stamp = DRAFT if draft else ""
        self._properties = Properties(
            title=title,
            subject=_SUBJECT,
            created=renderer.created,
            accessible=renderer.accessible,
            stamp=stamp,
        )
        self.pages = 0
        self.remarks: tuple[str, ...] = ()

    def parts(self, documents: Iterable[Loaded]) -> Iterator[bytes]:
        """The bytes of the file of ``documents``, as far as it is ready.

        Raises:
            InputError: as ``Renderer.render`` does; when there are no documents.
            TemplateError: as ``Renderer.render`` does.
        """
        # What lays out pages is loaded when it is needed.
        from perfreport.pdf.writer import PdfWriter

        file = BytesIO()
        writer = PdfWriter(file, self._properties)
        for loaded in documents:
            self._renderer.add_pdf(loaded, writer, draft=self._draft)
            yield _taken_from(file)
        self.pages = writer.pages
        if not self.pages:
            raise InputError([Mistake(NOWHERE, "一份文书也没有，合不成一册")])
        self.remarks = remarks_on(writer.finish())
        yield _taken_from(file)


def _taken_from(file: BytesIO) -> bytes:
    """What was written to ``file``, which is empty then."""
    content = file.getvalue()
    file.seek(0)
    file.truncate()
    return content

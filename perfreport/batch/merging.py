"""The documents of a run in one PDF, when each of them is made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from perfreport.basics.errors import OutputError, concerning
from perfreport.basics.files import Outbox
from perfreport.basics.messages import shown
from perfreport.batch.making import Workshop
from perfreport.batch.papers import Task
from perfreport.batch.places import read_file
from perfreport.data.data_files import on_disk
from perfreport.documents.loading import Loaded, read_document
from perfreport.documents.merging import Merging
from perfreport.documents.overwriting import loss_of_pdf, refusal

_SAME = "合成的一册和其中一份的 PDF 是同一个文件；请给它另起一个名称"


class Merged(NamedTuple):
    """A PDF of several documents.

    Attributes:
        path: of it.
        documents: how many are in it.
        pages: how many it has.
        remarks: what to know about it.
    """

    path: Path
    documents: int
    pages: int
    remarks: tuple[str, ...]


def require_place(path: Path, *, overwrite: bool) -> None:
    """Refuse to write a PDF over what is none.

    Raises:
        OutputError: when there is such a file at ``path``.
    """
    if not overwrite and (lost := loss_of_pdf(path)):
        raise OutputError(refusal(lost))


def merge(tasks: Iterable[Task], path: Path, shop: Workshop) -> Merged:
    """Write the documents of ``tasks`` in their order to one PDF at ``path``, whole or not at all.

    Raises:
        InputError: when one of them cannot be read any more, or printed.
        TemplateError: when a form is wrong.
        OutputError: when the file cannot be written, or is that of one of the documents.
    """
    documents = _Documents(tasks, path, shop)
    merging = Merging(shop.renderer, path.stem, draft=shop.order.is_draft)
    with Outbox() as outbox:
        outbox.add(path, merging.parts(documents), sources=documents.sources)
    return Merged(path, documents.count, merging.pages, merging.remarks)


class _Documents:
    """What data files say, read one after the other.

    Attributes:
        count: how many were read.
        sources: the files that they are from, whose readers alone may read what is made.
    """

    def __init__(self, tasks: Iterable[Task], path: Path, shop: Workshop) -> None:
        self._tasks = tasks
        self._path = path
        self._shop = shop
        self.count = 0
        self.sources: list[Path] = []

    def __iter__(self) -> Iterator[Loaded]:
        order, shop = self._shop.order, self._shop
        for task in self._tasks:
            own = shop.out.path(f"{task.base}.pdf")
            if os.path.realpath(own) == os.path.realpath(self._path):
                raise OutputError(f"{shown(str(self._path))}：{_SAME}")
            file = read_file(task.file)
            with concerning(file):
                # What goes wrong while it is rendered is told with its name, too.
                yield read_document(
                    file, shop.registry, order.form_id, allow_pending=order.is_draft
                )
            self.count += 1
            self.sources += on_disk(file)

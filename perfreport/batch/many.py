"""Many documents for programs: files in, files out, with whatever executor does the work."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Executor
from contextlib import closing

from perfreport.batch.building import Built, Listener, build
from perfreport.batch.earlier import Earlier
from perfreport.batch.hands import hands
from perfreport.batch.named import listed
from perfreport.batch.papers import Order
from perfreport.batch.plan import Plan
from perfreport.documents.rendering import ALL_FORMATS, FORMATS, Format
from perfreport.documents.settings import AnyPath, Settings


def build_many(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath,
    *,
    executor: Executor | None = None,
    jobs: int | None = None,
    formats: Format | Iterable[Format] = FORMATS,
    form: str | None = None,
    draft: bool = False,
    allow_errors: bool = False,
    overwrite: bool = False,
    again: bool = False,
    settings: Settings | None = None,
    tell: Listener | None = None,
) -> Built:
    """Make the files of many documents, each of them on its own, and keep a record of them.

    Files lie in ``out`` as the data files do in the one folder that is named, or else as their
    paths have it, those that begin at the root from the innermost folder on that they share.
    What is there already, made of the same data in the same way, is left; a run that was killed
    goes on. Workbooks that an earlier run made in ``out`` are no data files.

    Args:
        paths: of data files, and of folders of them, or a single one; or their addresses in a
            storage, as fsspec has them (``s3://bucket/folder``).
        out: the folder of results, or its address in a storage.
        executor: that does the work, of any sort; only names and options are given to it, and
            receipts come back. Its workers need the same files under the same names.
        jobs: processes of this machine in place of an ``executor``; with 1, as where nothing is
            said, it is done here. For an ``executor``, how many work at one time; where nothing is
            said as many as this machine has cores.
        formats: as ``write`` takes them.
        form: as ``write`` takes it.
        draft: as ``write`` takes it.
        allow_errors: whether documents are made in which ``check`` finds errors.
        overwrite: as ``write`` takes it.
        again: whether documents are made of which nothing has changed.
        settings: as ``write`` takes them.
        tell: is called with the receipt of each document.

    Returns:
        how many were made, unchanged and not made, and why the first of these.

    Raises:
        TypeError: when ``jobs`` is no whole number.
        ValueError: when it is less than 1, or ``formats`` are none that there are.
        InputError: when a folder has no data files or no fonts, or there is no such form.
        TemplateError: when a folder has no forms, or the form is wrong.
        OutputError: when the record cannot be written, or another run uses the folder.
        ExecutorError: when the executor takes no more work.
    """
    wanted = (formats,) if isinstance(formats, str) else tuple(formats)
    if not wanted or not set(wanted) <= set(ALL_FORMATS):
        raise ValueError(f"formats are some of {ALL_FORMATS}, not {formats!r}")
    _require_number(jobs)
    chosen = settings or Settings()
    order = Order(os.fspath(out), chosen, wanted, form, allow_errors, draft, overwrite, again)
    named = (paths,) if isinstance(paths, str | os.PathLike) else paths
    # What reads and makes files is loaded when it is needed.
    from perfreport.batch.making import Workshop, building

    Workshop(order).require_form()
    tasks = listed((os.fspath(path) for path in named), order.out)
    many = jobs if executor else jobs or 1
    with (
        closing(Plan(Earlier(order.out).without(tasks))) as plan,
        hands(building(order), len(plan), many, executor) as working,
    ):
        return build(plan, order, working, tell or _nobody)


def _require_number(jobs: object) -> None:
    if jobs is None:
        return
    if not isinstance(jobs, int) or isinstance(jobs, bool):
        raise TypeError(f"jobs is a whole number, not {jobs!r}")
    if jobs < 1:
        raise ValueError(f"jobs is 1 or more, not {jobs}")


def _nobody(_receipt: object) -> None:
    """Is told, and does nothing."""

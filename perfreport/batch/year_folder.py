"""The documents in a folder, department by department and year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from perfreport.basics.errors import PerfreportError
from perfreport.batch.named import is_folder, tasks
from perfreport.data.source import refusal
from perfreport.documents.lacking import Lacking, Searcher
from perfreport.documents.year import (
    DepartmentYear,
    Held,
    by_department,
    compared_in_year,
    read_held,
    unplaced,
)
from perfreport.forms.registry import FormRegistry


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be read: its name, its first mistake, and the exit code for it."""

    file: str
    message: str
    code: int


@dataclass(frozen=True, slots=True)
class YearFound:
    """A department's year with what it lacks, and what may be begun besides."""

    year: DepartmentYear
    lacking: Sequence[Lacking]
    possible: Sequence[Lacking]


@dataclass(frozen=True, slots=True)
class FolderFound:
    """All that there is to say of a folder.

    Attributes:
        years: of each department.
        unread: the files that cannot be read.
        unplaced: those that do not say yet of which department or year they are, and what of it.
    """

    years: Sequence[YearFound]
    unread: Sequence[Unread]
    unplaced: Sequence[tuple[str, Sequence[str]]]


def found_in(folder: str, registry: FormRegistry, only: int | None = None) -> FolderFound:
    """All that is in ``folder``, of the year ``only`` if it is given.

    Raises:
        InputError: when there is no such folder, no data file in it, or none of that year nor of
            the year before.
        TemplateError: when the manifest of a form to be suggested is wrong.
    """
    if not is_folder(folder):
        raise refusal(folder, "没有这个文件夹；请写放着一个部门一年文书的文件夹")
    read, unread = _read(folder, registry)
    open_ones = [(each.file, unplaced(each)) for each in read if unplaced(each)]
    placed = by_department(each for each in read if not unplaced(each))
    years = [compared_in_year(held, registry.kinds) for held in placed.values()]
    searcher = Searcher(registry, years)
    wanted = [each for each in years if only in (None, each.year)]
    found = [YearFound(e, searcher.lacking(e), searcher.possible(e)) for e in wanted]
    begun = searcher.unbegun(only) if only else ()
    found += [YearFound(e, lacking, ()) for e in begun if (lacking := searcher.lacking(e))]
    if not (found or unread or open_ones):
        there = "、".join(map(str, sorted({each.year for each in years})))
        told = f"有的年度：{there}" if there else "只有不是数据的表格"
        raise refusal(folder, f"这个文件夹里没有 {only} 年度的文书；{told}" if only else told)
    found.sort(key=lambda each: (each.year.department, each.year.year))
    return FolderFound(found, unread, open_ones)


def _read(folder: str, registry: FormRegistry) -> tuple[list[Held], list[Unread]]:
    read: list[Held] = []
    unread: list[Unread] = []
    for task in tasks([folder], "", BytesIO()):
        try:
            held = read_held(task.file, Path(task.file), registry)
        except PerfreportError as error:
            first = str(error).split("\n", 1)[0]
            unread.append(Unread(task.file, first, max(error.exit_code, 2)))
        else:
            read += [held] if held else []
    return read, unread

"""What there is of the years of departments, for programs: plain values, and JSON of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from perfreport.basics.plain import plain
from perfreport.basics.shell import typed
from perfreport.batch.year_folder import FolderFound, YearFound
from perfreport.checks.engine.finding import Severity
from perfreport.documents.lacking import Lacking
from perfreport.documents.year import DepartmentYear, Held, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class YearComparison:
    """A document beside one before it.

    Attributes:
        name: what officers call the earlier one.
        files: of it; several that have the projects of the department between them.
        fits: whether neither an error nor a warning was found.
        error: how many were found.
        warning: likewise.
        information: likewise.
    """

    name: str
    files: tuple[str, ...]
    fits: bool
    error: int
    warning: int
    information: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRepetition:
    """Another document of the same stage that says the same.

    Attributes:
        file: of the other one.
        projects: that stand in both; none of documents about the department as a whole.
    """

    file: str
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDocument:
    """A document that there is.

    Attributes:
        name: what officers call it, with the period of a monitoring.
        kind: of it.
        form: id of its form.
        period: of a monitoring.
        file: that it stands in.
        pending: how many places are still 待填.
        projects: the names of its projects.
        compared: with each of those before it.
        repeats: what those before it of the same stage say as well.
    """

    name: str
    kind: str
    form: str
    period: str | None
    file: str
    pending: int
    projects: tuple[str, ...]
    compared: tuple[YearComparison, ...]
    repeats: tuple[YearRepetition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGap:
    """A document that is missing, or that may be begun.

    Attributes:
        name: what officers call it.
        kind: of it.
        projects: that no document of this stage tells of; none where there is no such document.
        fill_in_first: files that it is begun from and that have to be filled in first.
        keep_one_of: files that it is begun from and that say the same.
        form_is_open: whether 版式 in the command stands for a form that is to be chosen.
        arguments: the words of the command that begins it.
        command: the same as it is typed.
    """

    name: str
    kind: str
    projects: tuple[str, ...]
    fill_in_first: tuple[str, ...]
    keep_one_of: tuple[str, ...]
    form_is_open: bool
    arguments: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentOverview:
    """A department's year.

    Attributes:
        department: its name.
        year: it.
        fits: whether no two documents disagree.
        documents: those that there are, in the order of the year.
        missing: those that there are not, in the order in which they are to be begun.
        possible: what may be begun besides: reports that sum up its evaluation tables.
    """

    department: str
    year: int
    fits: bool
    documents: tuple[YearDocument, ...]
    missing: tuple[YearGap, ...]
    possible: tuple[YearGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedFile:
    """A file that does not say yet of which department or year it is; what of it is ``open``."""

    file: str
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFile:
    """A file that cannot be read, and its first mistake."""

    file: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOverview:
    """Which documents of the years of departments there are, fit, and are missing (一年的文书).

    Attributes:
        years: of each department.
        unplaced: files that belong to none yet.
        unread: files that cannot be read.
    """

    years: tuple[DepartmentOverview, ...]
    unplaced: tuple[UnplacedFile, ...]
    unread: tuple[UnreadFile, ...]

    def as_json(self) -> dict[str, Any]:
        """The same for ``json.dumps``: as ``perfreport year --format json`` prints it."""
        found: dict[str, Any] = plain(self)
        return found


def overview(found: FolderFound) -> YearOverview:
    """All that was ``found`` in a folder."""
    return YearOverview(
        years=tuple(map(_year, found.years)),
        unplaced=tuple(UnplacedFile(file=file, open=tuple(open)) for file, open in found.unplaced),
        unread=tuple(UnreadFile(file=each.file, message=each.message) for each in found.unread),
    )


def _year(found: YearFound) -> DepartmentOverview:
    year = found.year
    return DepartmentOverview(
        department=year.department,
        year=year.year,
        fits=year.fits,
        documents=tuple(_document(each, year) for each in year.held),
        missing=tuple(map(_gap, found.lacking)),
        possible=tuple(map(_gap, found.possible)),
    )


def _document(held: Held, year: DepartmentYear) -> YearDocument:
    return YearDocument(
        name=held.label,
        kind=held.document.kind,
        form=held.loaded.form.id,
        period=held.period or None,
        file=held.file,
        pending=len(held.loaded.pending),
        projects=held.projects,
        compared=tuple(_pair(pair) for pair in year.pairs if pair.later is held),
        repeats=tuple(
            YearRepetition(file=each.first.file, projects=each.projects)
            for each in year.repetitions
            if each.again is held
        ),
    )


def _pair(pair: Pair) -> YearComparison:
    return YearComparison(
        name=pair.earlier[0].label,
        files=tuple(each.file for each in pair.earlier),
        fits=pair.fits,
        error=pair.counts.get(Severity.ERROR, 0),
        warning=pair.counts.get(Severity.WARNING, 0),
        information=pair.counts.get(Severity.INFORMATION, 0),
    )


def _gap(one: Lacking) -> YearGap:
    return YearGap(
        name=one.label,
        kind=one.kind_name,
        projects=one.projects,
        fill_in_first=one.drafts,
        keep_one_of=one.repeated,
        form_is_open=one.is_form_open,
        arguments=one.words,
        command=typed(one.words),
    )

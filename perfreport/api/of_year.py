"""Evaluation tables summed up, and a department's year: for programs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from perfreport.api.given import chosen_settings, with_its_form
from perfreport.blocks.model import Document
from perfreport.documents.settings import AnyPath, Settings

if TYPE_CHECKING:
    from perfreport.batch.overview import YearOverview
    from perfreport.documents.loading import Loaded
    from perfreport.documents.summarising import Summed
    from perfreport.documents.summary_figures import EvaluationSummary

Sources = AnyPath | Document | Iterable[AnyPath | Document]


def summary(
    sources: Sources, *, year: int | None = None, settings: Settings | None = None
) -> EvaluationSummary:
    """What evaluation tables (自评表) come to, year by year, kind by kind, and unit by unit.

    Args:
        sources: documents, data files and folders of these, or a single one. Other documents are
            passed over; what is still 待填 counts nowhere.
        year: of the tables that are wanted; all by default.
        settings: where forms are.

    Raises:
        InputError: with every mistake in a file, when a folder has no data files, when there is no
            evaluation table, or none of that year, or when a project of a year stands in two.
        TemplateError: when a form's manifest is wrong.
    """
    from perfreport.documents.summary_figures import in_figures

    return in_figures(_summed(sources, year, chosen_settings(settings)))


def draft_report(
    sources: Sources,
    *,
    form: str | None = None,
    year: int | None = None,
    settings: Settings | None = None,
) -> str:
    """The text of the data file (YAML) of a report begun from the evaluation tables of projects.

    What the tables tell is filled in and the rest says 待填.

    Args:
        sources: as ``summary`` takes them.
        form: id of the report's form, which may go unsaid where one alone says how it is begun.
        year: of the tables; goes without saying where all are of one.
        settings: where forms are.

    Raises:
        InputError: as ``summary`` does; also when there are tables of several years or none of
            projects, when there is no such form, or when it does not say how it is begun.
        TemplateError: when a form's manifest is wrong.
    """
    from perfreport.documents.summarising import begun_report, form_of_report

    chosen = chosen_settings(settings)
    report = form_of_report(chosen.registry, form)
    return begun_report(_summed(sources, year, chosen), report).text


def year(
    folder: AnyPath, *, only: int | None = None, settings: Settings | None = None
) -> YearOverview:
    """Which documents of the years of departments are in ``folder``, fit, and are missing.

    Args:
        folder: with data files, those in the folders in it too.
        only: the year that is wanted; all by default.
        settings: where forms are.

    Raises:
        InputError: when there is no such folder, no data file in it, or none of that year nor of
            the one before. What cannot be read is among the results.
        TemplateError: when the manifest of a form to be suggested is wrong.
    """
    from perfreport.batch.overview import overview
    from perfreport.batch.year_folder import found_in

    return overview(found_in(os.fspath(folder), chosen_settings(settings).registry, only))


def _summed(sources: Sources, year: int | None, chosen: Settings) -> Summed:
    from perfreport.documents.inputs import read_all
    from perfreport.documents.summarising import summed

    given = [sources] if isinstance(sources, str | os.PathLike | Document) else sources
    found: list[Document | str] = []
    for each in given:
        found += [each] if isinstance(each, Document) else _files(each)
    once = {id(each) if isinstance(each, Document) else each: each for each in found}
    read = read_all(partial(_loaded, each, chosen) for each in once.values())
    return summed(read, chosen.registry, year)


def _files(path: AnyPath) -> Iterator[str]:
    """The data file at ``path``, or those in the folder there."""
    from perfreport.batch.named import listed

    return (task.file for task in listed([os.fspath(path)], ""))


def _loaded(source: Document | str, chosen: Settings) -> Loaded:
    from perfreport.batch.places import read_file
    from perfreport.documents.loading import read_document

    if isinstance(source, Document):
        return with_its_form(source, chosen)
    return read_document(read_file(source), chosen.registry, allow_pending=True)

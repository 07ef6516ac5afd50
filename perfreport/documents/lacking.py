"""Which documents of a department's year are missing, and the commands that begin them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from perfreport.blocks.form import Form
from perfreport.blocks.model import Declaration, Document, Evaluation, EvaluationTable, Monitoring
from perfreport.checks.likeness import plain_text
from perfreport.documents.year import OPEN_PERIOD, DepartmentYear, Held, Turn, called, turn_of
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.together import without_successor
from perfreport.kinds.kind import Kind

ANY_FORM = "版式"
"""Stands in a command where the form is for the user to choose."""

_STAGES: tuple[type[Document], ...] = (Declaration, Monitoring, Evaluation)
_WHOSE = ("项目", "部门")
_SORTS = ("转移支付", "债券")
"""Projects whose documents are on forms of their own, by words in the names of these."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document that a year lacks.

    Attributes:
        kind: of it.
        projects: that no document of this stage tells of; none where there is no such document.
        drafts: files that it is begun from and that have to be filled in first.
        words: of the command that begins it.
    """

    kind: Kind
    projects: tuple[str, ...]
    drafts: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """What officers call it."""
        return called(self.kind)

    @property
    def turn(self) -> Turn:
        """When it would come in the year."""
        return turn_of(self.kind, OPEN_PERIOD, self.label)

    @property
    def is_form_open(self) -> bool:
        """Whether the user has to choose the form."""
        return ANY_FORM in self.words


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stage of a year that lacks documents.

    Attributes:
        year: it.
        kinds: that the stage may be told in, tables first.
        sources: what comes before and has what is missing.
        missed: the missing projects by the files that have them; none where all is missing.
    """

    year: DepartmentYear
    kinds: Sequence[Kind]
    sources: Sequence[Held]
    missed: Mapping[str, tuple[str, ...]]


class Searcher:
    """Finds what is missing; no two commands that it suggests write to one file."""

    def __init__(self, registry: FormRegistry, years: Sequence[DepartmentYear]) -> None:
        """Suggest forms of ``registry``, and go by what there is of all ``years``."""
        self._registry = registry
        self._years = years
        self._taken: set[str] = set()

    def lacking(self, year: DepartmentYear) -> tuple[Lacking, ...]:
        """What ``year`` lacks, stage by stage.

        A stage of projects is whole when each project of those before it is in one of its
        documents, and a stage of the department when it has a document: a table or a report.

        Raises:
            TemplateError: when a manifest is wrong.
        """
        gaps = (self._gap(year, stage, about) for stage in _STAGES for about in _WHOSE)
        return tuple(each for gap in gaps if gap for each in self._begun(gap))

    def _gap(self, year: DepartmentYear, stage: type[Document], about: str) -> _Gap | None:
        known = self._registry.kinds.all
        kinds = [each for each in known if each.about == about and issubclass(each.model, stage)]
        kinds.sort(key=lambda each: not issubclass(each.model, EvaluationTable))
        there = [each.document for each in year.held if each.kind in kinds]
        before = [each for each in year.held if _comes_before(each, stage, about)]
        if not there:
            return _Gap(year, kinds, before, {}) if kinds else None
        found = {
            each.file: without_successor(each.document, there)
            for each in before
            if each.kind.about == about == "项目"
        }
        missed = {file: names for file, names in found.items() if names}
        sources = [each for each in before if each.file in missed]
        return _Gap(year, kinds, sources, missed) if missed else None

    def _begun(self, gap: _Gap) -> Iterator[Lacking]:
        """How the missing ones are begun, those on one form together."""
        chosen: dict[tuple[str, str], list[Held]] = {}
        for each in gap.sources:
            kind, form = self._choice(gap, each)
            if isinstance(each.document, kind.begun_from):
                chosen.setdefault((kind.id, form), []).append(each)
        for (kind_id, form), sources in chosen.items():
            names = dict.fromkeys(n for each in sources for n in gap.missed.get(each.file, ()))
            words = ("--form", form, *_from(sources))
            yield self._draft(self._registry.kinds.by_id[kind_id], gap, sources, words, names)
        if not chosen:
            yield self._without_sources(gap)

    def _without_sources(self, gap: _Gap) -> Lacking:
        """How one is begun from last year's documents, else a blank to fill in."""
        kind, form = self._choice(gap, gap.year.held[0])
        last = [each for each in self._last(gap.year) if kind.is_declaration]
        if len(same := [each for each in last if each.kind is kind]) == 1:
            return self._draft(kind, gap, same, _from(same))
        if begun := [each for each in last if isinstance(each.document, kind.begun_from)]:
            return self._draft(kind, gap, begun, ("--form", form, *_from(begun)))
        word = kind.id if form == ANY_FORM else form
        target = self._target(gap.year.held[0].file, kind, gap.year)
        return Lacking(kind, (), (), ("perfreport", "new", word, "-o", target))

    def _draft(
        self,
        kind: Kind,
        gap: _Gap,
        sources: Sequence[Held],
        words: Iterable[str],
        projects: Iterable[str] = (),
    ) -> Lacking:
        target = self._target((*gap.sources, *gap.year.held)[0].file, kind, gap.year)
        drafts = tuple(each.file for each in sources if each.is_draft)
        whole = ("perfreport", "draft", kind.id, *words, "-o", target)
        return Lacking(kind, tuple(projects), drafts, whole)

    def _last(self, year: DepartmentYear) -> Iterator[Held]:
        """The documents of the department's year before."""
        for each in self._years:
            is_its = plain_text(each.department) == plain_text(year.department)
            if is_its and each.year == year.year - 1:
                yield from each.held

    def _target(self, beside: str, kind: Kind, year: DepartmentYear) -> str:
        """A name that no file has yet, in the folder of the file ``beside`` it."""
        label = called(kind)
        longer = _NOT_IN_NAMES.sub("", f"{year.department}-{year.year}-{label}")
        numbered = (f"{longer}-{number}" for number in count(2))
        for name in chain((label, f"{year.year}-{label}", longer), numbered):
            target = str(Path(beside).parent / f"{name}.yaml")
            if target not in self._taken and not os.path.lexists(target):
                self._taken.add(target)
                return target
        raise AssertionError("there is always another number")

    def _choice(self, gap: _Gap, source: Held) -> tuple[Kind, str]:
        """The kind and the id of the form to begin from ``source``, both of its sort of projects.

        The form is one of its region, else of another document of the year; else to be chosen.
        """
        own = [each for each in (source, *gap.year.held) if each.kind.about == gap.kinds[0].about]
        first: Form = own[0].loaded.form if own else source.loaded.form
        sort = _sort(first.name)
        kinds = [each for each in gap.kinds if _sort(each.name) == sort]
        kinds = kinds or [each for each in gap.kinds if not _sort(each.name)]
        regions = [first.region, *(each.loaded.form.region for each in gap.year.held)]
        usable = [
            (regions.index(form.region), _sort(form.name) != sort, at, form.id, kind)
            for at, kind in enumerate(kinds)
            for form in self._registry.of_kind(kind.name)
            if isinstance(form, kind.form) and form.region in regions
            if _sort(form.name) in (sort, "")
        ]
        if not usable:
            return kinds[0], ANY_FORM
        *_, form_id, kind = min(usable, key=lambda each: each[:4])
        return kind, form_id


def _comes_before(held: Held, stage: type[Document], about: str) -> bool:
    """Whether it is of an earlier stage; the projects' evaluation comes before the department's."""
    # Of a stage the projects come first.
    position = _STAGES.index(stage) + (about == "部门" and held.kind.about == "项目")
    return isinstance(held.document, _STAGES[:position])


def _sort(name: str) -> str:
    return next((each for each in _SORTS if each in name), "")


def _from(held: Iterable[Held]) -> tuple[str, ...]:
    return tuple(word for each in held for word in ("--from", each.file))

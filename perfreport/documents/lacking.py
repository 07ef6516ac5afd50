"""Which documents of a department's year are missing, and the commands that begin them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from perfreport.basics.patterns import regex
from perfreport.blocks.form import Form
from perfreport.blocks.model import Declaration, Document, Evaluation, EvaluationTable, Monitoring
from perfreport.checks.likeness import plain_text
from perfreport.documents.year import OPEN_PERIOD, DepartmentYear, Held, Turn, called, turn_of
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.summarised import says_how
from perfreport.kinds.chain.summary import is_of_projects
from perfreport.kinds.chain.together import without_successor
from perfreport.kinds.kind import Kind

ANY_FORM = "版式"
"""Stands in a command where the form is for the user to choose."""

_STAGES: tuple[type[Document], ...] = (Declaration, Monitoring, Evaluation)
_WHOSE = ("项目", "部门")
_SORTS = ("转移支付", "债券")
"""Projects whose documents are on forms of their own, by words in the names of these."""
_NOT_IN_NAMES = regex(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class _Source:
    """What a document may be begun from: one that there is, or one that is to be begun before.

    Attributes:
        file: its name.
        kind: of it.
        form: of it; None where that is for the user to choose.
        is_waiting: whether it has to be filled in first.
    """

    file: str
    kind: Kind
    form: Form | None
    is_waiting: bool

    def begins(self, kind: Kind) -> bool:
        """Whether a document of ``kind`` is begun from such a one."""
        return issubclass(self.kind.model, kind.begun_from)


def _sources(held: Iterable[Held]) -> list[_Source]:
    return [_Source(each.file, each.kind, each.loaded.form, each.is_draft) for each in held]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document that a year lacks, or that may be begun.

    Attributes:
        kind: of it.
        label: what officers call it.
        projects: that no document of this stage tells of; none where there is no such document.
        drafts: files that it is begun from and that have to be filled in first.
        repeated: files that it is begun from and that say the same; one is to be kept.
        words: of the command that begins it, the new file last.
    """

    kind: Kind
    label: str
    projects: tuple[str, ...]
    drafts: tuple[str, ...]
    repeated: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def kind_name(self) -> str:
        """The name of its kind; that which its form has for one of an open kind."""
        return self.label if self.kind.is_open else self.kind.name

    @property
    def turn(self) -> Turn:
        """When it would come in the year."""
        return turn_of(self.kind, OPEN_PERIOD, self.label)

    @property
    def file(self) -> str:
        """The file that the command makes."""
        return self.words[-1]

    @property
    def is_form_open(self) -> bool:
        """Whether the user has to choose the form."""
        return ANY_FORM in self.words


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stage of a year that lacks documents.

    Attributes:
        year: it.
        stage: it.
        kinds: that the stage may be told in, tables first.
        sources: what comes before and has what is missing.
        missed: the missing projects by the files that have them; none where all is missing.
    """

    year: DepartmentYear
    stage: type[Document]
    kinds: Sequence[Kind]
    sources: Sequence[_Source]
    missed: Mapping[str, tuple[str, ...]]

    @property
    def about(self) -> str:
        """Whose stage it is."""
        return self.kinds[0].about


class Searcher:
    """Finds what is missing; no two commands that it suggests write to one file."""

    def __init__(self, registry: FormRegistry, years: Sequence[DepartmentYear]) -> None:
        """Suggest forms of ``registry``, and go by what there is of all ``years``."""
        self._registry = registry
        self._years = years
        self._taken: set[str] = set()

    def unbegun(self, year: int) -> tuple[DepartmentYear, ...]:
        """The departments with documents of the year before and none of this ``year`` yet."""
        begun = {plain_text(each.department) for each in self._years if each.year == year}
        return tuple(
            DepartmentYear(each.department, year, (), ())
            for each in self._years
            if each.year == year - 1 and plain_text(each.department) not in begun
        )

    def lacking(self, year: DepartmentYear) -> tuple[Lacking, ...]:
        """What ``year`` lacks, in the order in which it is to be begun.

        A stage of projects is whole when each project of those before it is in one of its
        documents, and a stage of the department when it has a document: a table or a report. A year
        that has no document yet lacks the targets that follow from last year's.

        Raises:
            TemplateError: when a manifest is wrong.
        """
        found: list[Lacking] = []
        for stage in _STAGES if year.held else _STAGES[:1]:
            for about in _WHOSE:
                if gap := self._gap(year, stage, about):
                    found += self._begun(gap, found)
        return tuple(found)

    def possible(self, year: DepartmentYear) -> tuple[Lacking, ...]:
        """The reports that sum up the evaluation tables of ``year``, where its region has a form.

        Raises:
            TemplateError: when a manifest is wrong.
        """
        tables = [each for each in year.held if is_of_projects(each.document)]
        kind = self._registry.kinds.open
        if not tables or kind is None:
            return ()
        known = [form for form in map(self._registry.get, self._registry.ids) if says_how(form)]
        there = {each.document.kind for each in year.held}
        regions = {each.loaded.form.region for each in tables}
        fitting = [form for form in known if {form.region} == regions and form.kind not in there]
        if not fitting:
            return ()
        (form, *_), sources = fitting, _sources(tables)
        chosen = ("--form", form.id) if len(known) > 1 else ()
        target = self._target(sources[0].file, form.kind, year)
        words = ("perfreport", "summary", *(each.file for each in sources), *chosen, "-o", target)
        return (_lacking(kind, form.kind, year, sources, words),)

    def _gap(self, year: DepartmentYear, stage: type[Document], about: str) -> _Gap | None:
        known = self._registry.kinds.all
        kinds = [each for each in known if each.about == about and issubclass(each.model, stage)]
        kinds.sort(key=lambda each: not issubclass(each.model, EvaluationTable))
        there = [each.document for each in year.held if each.kind in kinds]
        before = [each for each in year.held if _comes_before(each, stage, about)]
        if not there:
            return _Gap(year, stage, kinds, _sources(before), {}) if kinds else None
        found = {
            each.file: without_successor(each.document, there)
            for each in before
            if each.kind.about == about == "项目"
        }
        missed = {file: names for file, names in found.items() if names}
        sources = _sources(each for each in before if each.file in missed)
        return _Gap(year, stage, kinds, sources, missed) if missed else None

    def _begun(self, gap: _Gap, planned: Sequence[Lacking]) -> list[Lacking]:
        """How the missing ones are begun: from what there is, else from what is to be begun first.

        Targets are begun from last year's. What nothing comes before is a blank to fill in.
        """
        if issubclass(gap.stage, Declaration):
            found = self._next_year(gap)
        else:
            to_be = self._to_be(planned)
            # A department reports on what its projects came to in the same stage.
            of_stage = [each for each in to_be if issubclass(each.kind.model, gap.stage)]
            found = self._drafts(gap, [*gap.sources, *of_stage]) or self._drafts(gap, to_be)
        return found or ([self._blank(gap)] if gap.year.held else [])

    def _to_be(self, planned: Sequence[Lacking]) -> list[_Source]:
        """What is to be begun and filled in first."""
        ids = set(self._registry.ids)
        forms = ((each, next((w for w in each.words if w in ids), None)) for each in planned)
        return [
            _Source(each.file, each.kind, self._registry.get(form) if form else None, True)
            for each, form in forms
        ]

    def _drafts(self, gap: _Gap, sources: Sequence[_Source]) -> list[Lacking]:
        """The commands that go on from ``sources``, those on one form together."""
        chosen: dict[tuple[str, str], list[_Source]] = {}
        for each in sources:
            # Projects of several sorts are evaluated apart; a department has one document.
            kind, form = self._choice(gap, [each] if gap.about == "项目" else sources)
            if each.begins(kind):
                chosen.setdefault((kind.id, form), []).append(each)
        return [
            self._draft(self._registry.kinds.by_id[kind_id], gap, begun, ("--form", form))
            for (kind_id, form), begun in chosen.items()
        ]

    def _next_year(self, gap: _Gap) -> list[Lacking]:
        """How targets are begun: from last year's with its evaluation tables, else file by file."""
        last = _sources(self._last(gap.year))
        of_last = [each for each in last if each.kind.about == gap.about]
        if not of_last:
            return []
        kind, form = self._choice(gap, of_last)
        same = [each for each in of_last if each.kind is kind]
        begun = [each for each in of_last if each.begins(kind)]
        if any(each.kind is not kind for each in begun):
            # Last year's targets tell the form.
            return [self._draft(kind, gap, begun, () if same else ("--form", form))]
        return [self._draft(kind, gap, [each], ()) for each in same]

    def _last(self, year: DepartmentYear) -> Iterator[Held]:
        """The documents of the department's year before."""
        for each in self._years:
            is_its = plain_text(each.department) == plain_text(year.department)
            if is_its and each.year == year.year - 1:
                yield from each.held

    def _blank(self, gap: _Gap) -> Lacking:
        kind, form = self._choice(gap, [])
        word = kind.id if form == ANY_FORM else form
        target = self._target(gap.year.held[0].file, called(kind), gap.year)
        words = ("perfreport", "new", word, "-o", target)
        return _lacking(kind, called(kind), gap.year, (), words)

    def _draft(
        self, kind: Kind, gap: _Gap, sources: Sequence[_Source], form: Iterable[str]
    ) -> Lacking:
        beside = (*gap.sources, *_sources(gap.year.held), *sources)[0].file
        target = self._target(beside, called(kind), gap.year)
        words = ("perfreport", "draft", kind.id, *form, *_from(sources), "-o", target)
        projects = dict.fromkeys(n for each in sources for n in gap.missed.get(each.file, ()))
        return _lacking(kind, called(kind), gap.year, sources, words, projects)

    def _target(self, beside: str, label: str, year: DepartmentYear) -> str:
        """A name that no file has yet, in the folder of the file ``beside`` it."""
        longer = _NOT_IN_NAMES.sub("", f"{year.department}-{year.year}-{label}")
        numbered = (f"{longer}-{number}" for number in count(2))
        # Beside last year's documents the plain label would be taken for one of these.
        plain = (label,) if year.held else ()
        for name in chain((*plain, f"{year.year}-{label}", longer), numbered):
            target = str(Path(beside).parent / f"{name}.yaml")
            if target not in self._taken and not os.path.lexists(target):
                self._taken.add(target)
                return target
        raise AssertionError("there is always another number")

    def _choice(self, gap: _Gap, sources: Sequence[_Source]) -> tuple[Kind, str]:
        """The kind and the id of the form to begin from ``sources``, of their sort of projects.

        The form is one of their region, else to be chosen. Of several kinds that is taken which the
        region has a form of, then that which most of the sources go into.
        """
        there = [each for each in (*sources, *_sources(gap.year.held)) if each.form]
        own = [each for each in there if each.kind.about == gap.about]
        first = (own or there)[0].form
        assert first is not None
        sort = _sort(first.name)
        kinds = [each for each in gap.kinds if _sort(each.name) == sort]
        kinds = kinds or [each for each in gap.kinds if not _sort(each.name)]
        forms = {each.id: self._forms(each, first) for each in kinds}

        def rank(kind: Kind) -> tuple[bool, bool, int]:
            number = sum(each.begins(kind) for each in sources)
            return bool(sources) and not number, not forms[kind.id], -number

        kind = min(kinds, key=rank)
        return kind, next(iter(forms[kind.id]), ANY_FORM)

    def _forms(self, kind: Kind, like: Form) -> list[str]:
        """The ids of the forms of ``kind`` in the region of ``like``, its sort's first."""
        sort = _sort(like.name)
        usable = [
            (_sort(form.name) != sort, form.id)
            for form in self._registry.of_kind(kind.name)
            if isinstance(form, kind.form) and form.region == like.region
            if _sort(form.name) in (sort, "")
        ]
        return [form_id for _, form_id in sorted(usable)]


def _lacking(
    kind: Kind,
    label: str,
    year: DepartmentYear,
    sources: Sequence[_Source],
    words: tuple[str, ...],
    projects: Iterable[str] = (),
) -> Lacking:
    """What is begun from ``sources``, with what is to be done before."""
    files = {each.file for each in sources}
    pairs = ((each.first.file, each.again.file) for each in year.repetitions)
    repeated = dict.fromkeys(chain.from_iterable(pair for pair in pairs if files.issuperset(pair)))
    drafts = tuple(each.file for each in sources if each.is_waiting)
    return Lacking(kind, label, tuple(projects), drafts, tuple(repeated), words)


def _comes_before(held: Held, stage: type[Document], about: str) -> bool:
    """Whether it is of an earlier stage; the projects' evaluation comes before the department's."""
    # Of a stage the projects come first.
    position = _STAGES.index(stage) + (about == "部门" and held.kind.about == "项目")
    return isinstance(held.document, _STAGES[:position])


def _sort(name: str) -> str:
    return next((each for each in _SORTS if each in name), "")


def _from(held: Iterable[_Source]) -> tuple[str, ...]:
    return tuple(word for each in held for word in ("--from", each.file))

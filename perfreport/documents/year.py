"""The documents of a department's year: which there are, and which of them fit each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import concerning
from perfreport.blocks.model import Declaration, Document, Evaluation, EvaluationTable, Monitoring
from perfreport.checks.engine.finding import Finding, Severity
from perfreport.checks.likeness import plain_text
from perfreport.data.data_files import Input, read_source
from perfreport.documents.checking import compared
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.workbook_files import workbook_in
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.chain.together import names_of_projects, together, told_again, told_of
from perfreport.kinds.kind import Kind, Kinds
from perfreport.workbooks.reading import holds_data

_PLACING = (DataPath("年度"), DataPath("部门名称"))
_STAGES: tuple[tuple[type[Document], str], ...] = (
    (Declaration, "目标"),
    (Monitoring, "监控"),
    (EvaluationTable, ""),
    (Evaluation, ""),
)
"""The stages of a year in their order, and what their documents are called for short."""
OPEN_PERIOD = 13
"""Stands for the month of what says none."""
Turn = tuple[int, int, bool, str]
"""When a document comes in the year: stage, month, projects before departments, its label."""


@dataclass(frozen=True)
class Held:
    """A document of a year that there is.

    Attributes:
        file: its name, as it was given.
        loaded: it.
        kind: of it.
    """

    file: str
    loaded: Loaded
    kind: Kind

    @property
    def document(self) -> Document:
        """As it is typed."""
        return self.loaded.document

    @property
    def is_draft(self) -> bool:
        """Whether something is still to be filled in (待填)."""
        return bool(self.loaded.pending)

    @property
    def period(self) -> str:
        """Of a monitoring, as it is typed; empty where that is open."""
        is_open = DataPath("监控期间") in self.loaded.pending
        return "" if is_open else str(getattr(self.document, "period", ""))

    @property
    def label(self) -> str:
        """What officers call it among the documents of its year."""
        return f"{called(self.kind) or self.document.kind} {self.period}".strip()

    @cached_property
    def projects(self) -> tuple[str, ...]:
        """The names of its projects, of those that have one."""
        return names_of_projects(self.document) if self.kind.about == "项目" else ()

    @property
    def turn(self) -> Turn:
        """When it comes in the year."""
        months = getattr(self.document, "months", None)
        month = months.last if months else OPEN_PERIOD
        return turn_of(self.kind, month, self.label)


def called(kind: Kind) -> str:
    """What officers call documents of ``kind`` for short; empty where its forms name them."""
    word = next((word for each, word in _STAGES if issubclass(kind.model, each)), "")
    return f"{kind.about}{word}" if kind.about and word else kind.called * (not kind.is_open)


def turn_of(kind: Kind, month: int, label: str) -> Turn:
    """When a document of ``kind`` on the year until a ``month`` comes; what is no stage, last."""
    stages = (at for at, (each, _) in enumerate(_STAGES) if issubclass(kind.model, each))
    return next(stages, len(_STAGES)), month, kind.about != "项目", label


@dataclass(frozen=True, slots=True)
class Pair:
    """A later document beside the earlier ones of one kind and period.

    Attributes:
        later: it.
        earlier: one, or several that have the projects of the department between them.
        counts: how many findings of each severity there are; none where they fit.
    """

    later: Held
    earlier: tuple[Held, ...]
    counts: Mapping[Severity, int]

    @property
    def fits(self) -> bool:
        """Whether neither an error nor a warning was found."""
        return not (self.counts.get(Severity.ERROR) or self.counts.get(Severity.WARNING))


@dataclass(frozen=True, slots=True)
class Repetition:
    """Two documents of one stage that say the same.

    Attributes:
        first: one of them.
        again: the other, which comes behind it.
        projects: that stand in both; none where each is about the department as a whole.
    """

    first: Held
    again: Held
    projects: tuple[str, ...]


@dataclass(frozen=True)
class DepartmentYear:
    """A department's documents of one year.

    Attributes:
        department: its name.
        year: of them.
        held: those that there are, in the order of the year.
        pairs: those that can be compared.
    """

    department: str
    year: int
    held: tuple[Held, ...]
    pairs: tuple[Pair, ...]

    @cached_property
    def repetitions(self) -> tuple[Repetition, ...]:
        """The documents of one stage that say the same, two by two."""
        of_a_stage = (
            (first, again)
            for first, again in combinations(self.held, 2)
            if again.kind.about and first.turn == again.turn
        )
        found = (
            Repetition(first, again, told_again(again.document, first.document))
            for first, again in of_a_stage
        )
        return tuple(each for each in found if each.projects or each.again.kind.about == "部门")

    @property
    def fits(self) -> bool:
        """Whether no two documents disagree."""
        return all(pair.fits for pair in self.pairs)


def read_held(file: str, path: Input, registry: FormRegistry) -> Held | None:
    """The document in the data file at ``path``; None of a workbook that is no data file.

    Raises:
        InputError: with every mistake in the file.
        TemplateError: when the form's manifest is wrong.
    """
    with concerning(path):
        workbook = workbook_in(path)
        if workbook and not holds_data(workbook):
            return None
        given = workbook or read_source(path, registry.kinds.keys_of_lists)
        loaded = understand(given, registry, allow_pending=True)
    return Held(file, loaded, registry.kinds.of(loaded.document))


def unplaced(held: Held) -> tuple[str, ...]:
    """What is still open of year and department, without which it belongs nowhere."""
    return tuple(str(path[0]) for path in _PLACING if path in held.loaded.pending)


def by_department(held: Iterable[Held]) -> dict[tuple[str, int], tuple[Held, ...]]:
    """The documents by department and year, in the order of these and of the year."""
    found: dict[tuple[str, int], list[Held]] = {}
    for each in held:
        place = plain_text(each.document.department), each.document.year
        found.setdefault(place, []).append(each)
    return {
        place: tuple(sorted(every, key=lambda each: (each.turn, each.file)))
        for place, every in sorted(found.items())
    }


def compared_in_year(held: Sequence[Held], kinds: Kinds) -> DepartmentYear:
    """The documents ``held`` of one department and year, each compared with those before it."""
    groups = _groups(held)
    pairs = [
        pair
        for later in held
        for pair in _pairs(
            later,
            [each for each in groups if _are_comparable(each[0], later)],
            [each for each in held if each.turn[:3] == later.turn[:3] and each is not later],
            kinds,
        )
    ]
    first = held[0].document
    return DepartmentYear(first.department, first.year, tuple(held), tuple(pairs))


def _groups(held: Sequence[Held]) -> list[tuple[Held, ...]]:
    """Those of one stage that have the projects between them; what is there twice stands alone."""
    groups: list[list[Held]] = []
    for each in held:
        fitting = (
            group
            for group in groups
            if each.projects and group[0].turn == each.turn
            if set(each.projects).isdisjoint(name for one in group for name in one.projects)
        )
        if group := next(fitting, None):
            group.append(each)
        else:
            groups.append([each])
    return [tuple(group) for group in groups]


def _pairs(
    later: Held, groups: Sequence[tuple[Held, ...]], beside: Sequence[Held], kinds: Kinds
) -> Iterator[Pair]:
    """``later`` with each of the ``groups`` before it.

    What one earlier document lacks and another has is no difference, nor a project that stands
    in another document ``beside``: only what is found with all of them counts.
    """
    if not groups:
        return
    earlier = [_as_one(group) for group in groups]
    others = [each.document for each in beside]
    elsewhere = {
        (position, path)
        for position, each in enumerate(earlier, 1)
        for path in (told_of(each.document, others) if others else ())
    }
    with_all = [
        each
        for each in compared(later.loaded, earlier, kinds)
        if (each.document, each.path) not in elsewhere
    ]
    counting = set(map(_place, with_all))
    found: list[list[Finding]] = []
    for position, one in enumerate(earlier, 1):
        alone = compared(later.loaded, [one], kinds)
        placed = (replace(each, document=each.document and position) for each in alone)
        found.append([each for each in placed if _place(each) in counting])
    told = {_place(each) for every in found for each in every}
    # Some things show with several only; what is there twice is not to be added up.
    if len({group[0].turn for group in groups}) == len(groups):
        found[-1] += [each for each in with_all if _place(each) not in told]
    for group, findings in zip(groups, found, strict=True):
        yield Pair(later, group, Counter(each.severity for each in findings))


def _place(finding: Finding) -> tuple[str, int, DataPath]:
    return finding.code, finding.document, finding.path


def _are_comparable(earlier: Held, later: Held) -> bool:
    """Whether they can be compared; two of one stage can where one is of fewer months."""
    is_before = earlier.turn[:3] < later.turn[:3]
    return is_before and isinstance(earlier.document, later.kind.compared_on(later.loaded.form))


def _as_one(group: Sequence[Held]) -> Loaded:
    first = group[0].loaded
    if len(group) == 1:
        return first
    return replace(first, document=together([each.document for each in group]))

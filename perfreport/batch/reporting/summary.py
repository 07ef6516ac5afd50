"""What a record comes to: numbers, which SQLite counts, and long lists, read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from perfreport.batch.reporting.record import Record
from perfreport.documents.findings.handbook import all_rules

_SLOWEST = 10
_DECIMALS = 2
LIMITS = (60, 65, 70, 75, 80, 85, 90, 95)
"""Of the distribution of scores: the first part is below 60, the last from 95 on."""


class Run(NamedTuple):
    """A run of the program; ``ended`` is None for one that was cut off."""

    number: int
    started: datetime
    ended: datetime | None


class States(NamedTuple):
    """How many documents were made, were there already, were not made, and were not reached."""

    made: int
    unchanged: int
    failed: int
    unfinished: int


class Cause(NamedTuple):
    """How many documents were not made for the reason that an exit code stands for."""

    code: int
    documents: int


class RuleFindings(NamedTuple):
    """What a rule found at one severity: how often, in how many documents, of how many units."""

    code: str
    title: str
    severity: str
    findings: int
    documents: int
    units: int


class Printed(NamedTuple):
    """How many documents of a kind are there that were printed on a form."""

    kind: str
    form: str
    documents: int


class Grade(NamedTuple):
    """How many marks (得分) of a kind have a grade; empty where the scheme has none."""

    kind: str
    grade: str
    marks: int


class Scores(NamedTuple):
    """The scores of a kind: those of whole documents, or those of projects in documents."""

    kind: str
    of_whole: bool
    marks: int
    mean: Decimal
    lowest: Decimal
    highest: Decimal


class Slow(NamedTuple):
    """A document and the seconds that it took."""

    file: str
    seconds: float


class Failure(NamedTuple):
    """A document that was not made, the exit code it alone would have, and why.

    Attributes:
        file: its data file.
        unit: as far as that was read.
        code: the exit code.
        error: each mistake on its line.
        is_last: whether the last run was to make it.
    """

    file: str
    unit: str
    code: int
    error: str
    is_last: bool


class Unit(NamedTuple):
    """A unit (单位): its documents, what was found in them, and its mean scores.

    Attributes:
        name: empty for documents of which none was read.
        documents: how many.
        failed: how many of them were not made.
        errors: found by the checks.
        warnings: found by the checks.
        notes: 提示 found by the checks.
        mean: of the scores of whole documents; None without any.
        mean_of_projects: of the scores of projects in documents; None without any.
    """

    name: str
    documents: int
    failed: int
    errors: int
    warnings: int
    notes: int
    mean: Decimal | None
    mean_of_projects: Decimal | None


class Scored(NamedTuple):
    """One score; ``project`` is empty for that of a whole document."""

    kind: str
    unit: str
    project: str
    score: Decimal
    grade: str
    file: str


class Finding(NamedTuple):
    """One finding: ``severity`` is spelt as in the reports for programs."""

    unit: str
    file: str
    code: str
    title: str
    severity: str
    place: str
    message: str


class Summary(NamedTuple):
    """The numbers of a record.

    Findings are those of documents that the last run reached, be they made or not. Scores are
    those of documents of which there are files, for the others may still change.

    Attributes:
        runs: all of them, in their order.
        last: what became of the documents that the last run was to make.
        earlier: what became of others, in the last run that was to make them.
        causes: why documents were not made.
        rules: what the rules found, most first.
        kinds: what was printed on what.
        grades: by kind.
        scores: by kind.
        distribution: how many scores lie in each part, as ``LIMITS`` divides them.
        units: how many there are.
        unread: documents of which no unit was read.
        seconds: of work, in all documents.
        slowest: a few documents.
    """

    runs: tuple[Run, ...]
    last: States
    earlier: States
    causes: tuple[Cause, ...]
    rules: tuple[RuleFindings, ...]
    kinds: tuple[Printed, ...]
    grades: tuple[Grade, ...]
    scores: tuple[Scores, ...]
    distribution: tuple[int, ...]
    units: int
    unread: int
    seconds: float
    slowest: tuple[Slow, ...]

    def states(self) -> States:
        """What became of all documents."""
        return States(*map(sum, zip(self.last, self.earlier, strict=True)))

    def found(self, severity: str) -> int:
        """How many findings of a ``severity`` there are."""
        return sum(each.findings for each in self.rules if each.severity == severity)


def summary(record: Record) -> Summary:
    """The numbers of ``record``.

    Raises:
        InputError: when it is damaged.
    """
    seconds, units, unread = record.row(_WHOLE)
    return Summary(
        tuple(_runs(record)),
        _states(record, is_last=True),
        _states(record, is_last=False),
        tuple(Cause(*row) for row in record.rows(_CAUSES)),
        tuple(_rules(record)),
        tuple(Printed(*row) for row in record.rows(_KINDS)),
        tuple(Grade(*row) for row in record.rows(_GRADES)),
        tuple(_scores(record)),
        tuple(_distribution(record)),
        units,
        unread,
        seconds,
        tuple(Slow(*row) for row in record.rows(_SLOW, _SLOWEST)),
    )


def failures(record: Record) -> Iterator[Failure]:
    """What was not made: of the last run first, in the order in which it was to be made."""
    for row in record.rows(_FAILURES):
        file, unit, code, error, is_last = row
        yield Failure(file, unit, code, error, bool(is_last))


def units(record: Record) -> Iterator[Unit]:
    """The units, those with the most errors first."""
    for row in record.rows(_UNITS):
        name, documents, failed, errors, warnings, notes, mean, of_projects = row
        means = _decimal(mean), _decimal(of_projects)
        yield Unit(name, documents, failed, errors, warnings, notes, *means)


def scored(record: Record) -> Iterator[Scored]:
    """The scores, by kind and unit."""
    for kind, unit, project, score, grade, file in record.rows(_SCORED):
        with record.sound():
            number = Decimal(score)
        yield Scored(kind, unit, project, number, grade, file)


def findings(record: Record) -> Iterator[Finding]:
    """All that was found, by unit and document."""
    titles = _titles()
    for unit, file, code, *row in record.rows(_FINDINGS):
        yield Finding(unit, file, code, titles.get(code, ""), *row)


def _runs(record: Record) -> Iterator[Run]:
    query = "SELECT number, started, ended FROM runs ORDER BY 1"
    for number, started, ended in record.rows(query):
        with record.sound():
            dates = datetime.fromisoformat(started), ended and datetime.fromisoformat(ended)
        yield Run(number, *dates)


def _states(record: Record, *, is_last: bool) -> States:
    query = "SELECT became, count(*) FROM papers WHERE is_last = ? GROUP BY 1"
    counts = dict(record.rows(query, is_last))
    return States(*(counts.get(each, 0) for each in States._fields))


def _rules(record: Record) -> Iterator[RuleFindings]:
    titles = _titles()
    for code, *row in record.rows(_RULES):
        yield RuleFindings(code, titles.get(code, ""), *row)


def _scores(record: Record) -> Iterator[Scores]:
    for kind, of_whole, marks, mean, lowest, highest in record.rows(_SCORES):
        ends = (round(Decimal(str(each)), _DECIMALS) for each in (lowest, highest))
        yield Scores(kind, bool(of_whole), marks, Decimal(mean), *ends)


def _distribution(record: Record) -> Iterator[int]:
    counts = dict(record.rows(_PARTS))
    return (counts.get(part, 0) for part in range(len(LIMITS) + 1))


def _titles() -> dict[str, str]:
    return {rule.code: rule.title for rule in all_rules()}


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


_REACHED = "became <> 'unfinished'"
_THERE = "became IN ('made', 'unchanged')"
_NUMBER = "CAST(score AS REAL)"
_WHOLE = """
SELECT total(seconds), count(DISTINCT nullif(unit, '')), count(*) FILTER (WHERE unit = '')
  FROM papers
"""
_CAUSES = """
SELECT code, count(*) FROM papers WHERE became = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1
"""
_RULES = f"""
SELECT code, severity, count(*), count(DISTINCT key), count(DISTINCT unit)
  FROM (SELECT key, unit, findings.code AS code, severity
    FROM findings JOIN papers USING (key) WHERE {_REACHED})
  GROUP BY code, severity ORDER BY 3 DESC, code, severity
"""
_KINDS = f"""
SELECT kind, form, count(*) FROM papers WHERE {_THERE} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""
_GRADES = f"""
SELECT kind, coalesce(grade, ''), count(*) FROM marks JOIN papers USING (key)
  WHERE {_THERE} GROUP BY 1, 2 ORDER BY 1, max({_NUMBER}) DESC, 2
"""
_SCORES = f"""
SELECT kind, name = '', count(*), mean(score), min({_NUMBER}), max({_NUMBER})
  FROM marks JOIN papers USING (key) WHERE {_THERE} GROUP BY 1, 2 ORDER BY 1, 2 DESC
"""
_PARTS = f"""
SELECT {" + ".join(f"({_NUMBER} >= {limit})" for limit in LIMITS)}, count(*)
  FROM marks JOIN papers USING (key) WHERE {_THERE} GROUP BY 1
"""
_SLOW = """
SELECT file, seconds FROM papers WHERE seconds > 0 ORDER BY seconds DESC, file LIMIT ?
"""
_FAILURES = """
SELECT file, unit, code, error, is_last FROM papers
  WHERE became = 'failed' ORDER BY run DESC, place
"""
_UNITS = f"""
SELECT unit, documents, failed, coalesce(errors, 0) AS errors,
    coalesce(warnings, 0) AS warnings, coalesce(notes, 0), mean, projects
  FROM (SELECT unit, count(*) AS documents, sum(became = 'failed') AS failed
    FROM papers GROUP BY unit)
  LEFT JOIN (SELECT unit, sum(severity = 'error') AS errors, sum(severity = 'warning') AS warnings,
      sum(severity = 'information') AS notes
    FROM findings JOIN papers USING (key) WHERE {_REACHED} GROUP BY unit) USING (unit)
  LEFT JOIN (SELECT unit, mean(CASE WHEN name = '' THEN score END) AS mean,
      mean(CASE WHEN name <> '' THEN score END) AS projects
    FROM marks JOIN papers USING (key) WHERE {_THERE} GROUP BY unit) USING (unit)
  ORDER BY errors DESC, failed DESC, warnings DESC, unit
"""
_SCORED = f"""
SELECT kind, unit, name, score, coalesce(grade, ''), file FROM marks JOIN papers USING (key)
  WHERE {_THERE} ORDER BY kind, unit, run, place, marks.rowid
"""
_FINDINGS = f"""
SELECT unit, file, findings.code, severity, coalesce(place, ''), coalesce(message, '')
  FROM (SELECT key, unit, file, run, place AS position FROM papers WHERE {_REACHED}) AS papers
  JOIN findings USING (key) ORDER BY unit, run, position, findings.rowid
"""

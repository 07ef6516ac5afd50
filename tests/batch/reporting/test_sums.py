"""Sums of random records are those that are worked out otherwise."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import RefusedError
from perfreport.batch.papers import Found, Receipt
from perfreport.batch.reporting import summary as reading
from perfreport.batch.reporting.record import opened
from perfreport.batch.reporting.summary import LIMITS, States, Summary
from perfreport.documents.findings.handbook import all_rules
from perfreport.kinds.kind import Mark
from tests.batch.reporting.records import receipt, recorded

UNITS = ("甲局", "乙局", "=1+1", None)
TITLES = {rule.code: rule.title for rule in all_rules()}
CODES = ("SUM-001", "IND-005", "XXX-001")

scores = st.decimals(0, 100, places=2).map(str)
marks = st.builds(Mark, st.sampled_from(["", "项目"]), scores, st.sampled_from(["优", "良", ""]))
found = st.builds(
    Found,
    st.sampled_from(CODES),
    st.sampled_from(["error", "warning", "information"]),
    st.just("位置"),
    st.just("话"),
)
receipts = st.builds(
    receipt,
    st.just("x"),
    st.sampled_from(["made", "failed"]),
    unit=st.sampled_from(UNITS),
    kind=st.sampled_from(["自评", "申报"]),
    code=st.sampled_from([1, 2, 4]),
    error=st.text(max_size=20),
    marks=st.lists(marks, max_size=4),
    found=st.lists(found, max_size=4),
    seconds=st.integers(0, 8).map(lambda eighths: eighths / 8),
)


def named(given: list[Receipt], names: str) -> list[Receipt]:
    """Those ``given``, each with a name of its own."""
    kept = (f"{names}{number}" for number in range(len(given)))
    return [
        receipt(
            f"{name}.yaml",
            each.state,
            unit=each.subject.unit if each.subject else None,
            kind=each.subject.kind if each.subject else "",
            code=each.code if each.state == "failed" else 0,
            error=each.error,
            marks=each.subject.marks if each.subject else (),
            found=each.findings,
            seconds=each.seconds,
        )
        for name, each in zip(kept, given, strict=True)
    ]


def mean(numbers: list[Decimal]) -> Decimal | None:
    if not numbers:
        return None
    return (sum(numbers, Decimal(0)) / len(numbers)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def check(summary: Summary, given: list[Receipt], seconds: list[Receipt]) -> None:
    there = [each for each in given if each.state == "made" and each.subject]
    all_marks = [mark for each in there if each.subject for mark in each.subject.marks]
    by_rule = Counter((one.code, one.severity) for each in given for one in each.findings)
    assert {(each.code, each.severity): each.findings for each in summary.rules} == by_rule
    assert all(each.title == TITLES.get(each.code, "") for each in summary.rules)
    for rule in summary.rules:
        having = [
            each
            for each in given
            if (rule.code, rule.severity) in {(one.code, one.severity) for one in each.findings}
        ]
        assert rule.documents == len(having)
        assert rule.units == len({each.subject.unit if each.subject else "" for each in having})
    parts = Counter(sum(Decimal(mark.score) >= limit for limit in LIMITS) for mark in all_marks)
    assert summary.distribution == tuple(parts[part] for part in range(len(LIMITS) + 1))
    grades: Counter[tuple[str, str]] = Counter()
    for each in there:
        if each.subject:
            grades.update((each.subject.kind, mark.grade) for mark in each.subject.marks)
    assert {(each.kind, each.grade): each.marks for each in summary.grades} == grades
    causes = Counter(each.code for each in given if each.state == "failed")
    assert dict(summary.causes) == causes
    assert summary.seconds == sum(each.seconds for each in seconds)
    assert summary.units == len({each.subject.unit for each in given if each.subject})
    assert summary.unread == sum(each.subject is None for each in seconds)


@given(st.lists(receipts, max_size=12), st.lists(receipts, max_size=5), st.integers(0, 3))
def test_what_sqlite_counts_is_what_there_is(
    first: list[Receipt], second: list[Receipt], waiting: int
) -> None:
    with TemporaryDirectory() as name:
        early, late = named(first, "早"), named(second, "晚")
        folder = recorded(Path(name), early)
        recorded(folder, late, waiting=[f"等{n}.yaml" for n in range(waiting)], has_ended=False)
        left = [receipt(f"等{n}.yaml", unit=None, seconds=0) for n in range(waiting)]
        with opened(str(folder)) as record:
            summary = reading.summary(record)
            check(summary, [*early, *late], [*early, *late, *left])
            states = [Counter(each.state for each in some) for some in (late, early)]
            assert summary.last == States(states[0]["made"], 0, states[0]["failed"], waiting)
            assert summary.earlier == States(states[1]["made"], 0, states[1]["failed"], 0)
            check_lists(record_lists(folder), [*early, *late])
        with opened(str(folder), last_only=True) as record:
            check(reading.summary(record), late, [*late, *left])


def record_lists(
    folder: Path,
) -> tuple[list[reading.Failure], list[reading.Unit], list[reading.Scored], int]:
    with opened(str(folder)) as record:
        return (
            list(reading.failures(record)),
            list(reading.units(record)),
            list(reading.scored(record)),
            sum(1 for _ in reading.findings(record)),
        )


def check_lists(
    lists: tuple[list[reading.Failure], list[reading.Unit], list[reading.Scored], int],
    given: list[Receipt],
) -> None:
    failures, units, scored, found = lists
    failed = {each.file: each for each in given if each.state == "failed"}
    assert {(each.file, each.code) for each in failures} == {
        (each.file, each.code) for each in failed.values()
    }
    for failure in failures:
        expected = failed[failure.file]
        errors = [each for each in expected.findings if each.severity == "error"]
        # What the checks refuse a document for is told with the first error.
        is_told = expected.code == RefusedError.exit_code and bool(errors)
        before = failure.error.removesuffix(f"\n{expected.error}") if is_told else ""
        assert failure.error == (f"{before}\n{expected.error}" if is_told else expected.error)
        assert not is_told or f"（{errors[0].code}）" in before
    assert found == sum(len(each.findings) for each in given)
    for unit in units:
        own = [each for each in given if (each.subject.unit if each.subject else "") == unit.name]
        severities = Counter(one.severity for each in own for one in each.findings)
        assert unit.failed == sum(each.state == "failed" for each in own)
        assert unit.errors == severities["error"]
        assert unit.warnings == severities["warning"]
        assert unit.notes == severities["information"]
        marks = [
            mark
            for each in own
            if each.subject and each.state == "made"
            for mark in each.subject.marks
        ]
        assert unit.mean == mean([Decimal(mark.score) for mark in marks if not mark.name])
        assert unit.mean_of_projects == mean([Decimal(mark.score) for mark in marks if mark.name])
    assert sorted(each.score for each in scored) == sorted(
        Decimal(mark.score)
        for each in given
        if each.subject and each.state == "made"
        for mark in each.subject.marks
    )

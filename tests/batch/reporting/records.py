"""Records as runs leave them, without the documents."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from perfreport.batch.manifest import NAME, Manifest
from perfreport.batch.papers import Found, Origin, Receipt, State, Subject, Task
from perfreport.batch.plan import Plan
from perfreport.kinds.kind import Mark

BEGUN = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)
ENDED = datetime(2026, 3, 1, 2, 45, tzinfo=UTC)
ORIGIN = Origin("data", "recipe", "national-2020-project-evaluation", None)


def receipt(
    file: str,
    state: State = "made",
    *,
    unit: str | None = "某某局",
    kind: str = "项目支出绩效自评表",
    code: int = 0,
    error: str = "",
    marks: Iterable[Mark] = (),
    found: Iterable[Found] = (),
    seconds: float = 0.5,
) -> Receipt:
    """What became of a document."""
    subject = None if unit is None else Subject(kind, "2024", unit, tuple(marks))
    origin = ORIGIN if state == "made" else None
    base = file.removesuffix(".yaml")
    return Receipt(file, base, state, seconds, code, error, origin, subject, findings=tuple(found))


def recorded(
    folder: Path,
    receipts: Iterable[Receipt],
    *,
    waiting: Iterable[str] = (),
    has_ended: bool = True,
) -> Path:
    """A run in ``folder`` that left ``receipts``, and did not come to what was ``waiting``."""
    done = list(receipts)
    tasks = [Task(each.file, each.base) for each in done]
    left = [Task(each, each.removesuffix(".yaml")) for each in waiting]
    folder.mkdir(exist_ok=True)
    with closing(Plan([*tasks, *left])) as plan, Manifest(folder / NAME) as manifest:
        manifest.begin(BEGUN, "Order()", plan)
        manifest.record(done)
        if has_ended:
            manifest.end(ENDED)
    return folder

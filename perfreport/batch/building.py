"""A run from its plan to its record."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple, get_args

from perfreport.batch.hands import Hands
from perfreport.batch.manifest import Failure
from perfreport.batch.papers import Order, Receipt, State
from perfreport.batch.plan import Plan
from perfreport.batch.records import Record, record

_SECONDS_BETWEEN = 1.0
"""How much is done again at most when a run is killed: what was made since it was last noted."""

MOST_FAILURES = 20
"""That a summary names; all of them are in the record."""

Listener = Callable[[Receipt], None]


class Built(NamedTuple):
    """What became of the documents of a run.

    Attributes:
        made: how many were made.
        unchanged: how many were there already, with nothing changed that they are made from.
        failed: how many were not made.
        exit_code: the highest of theirs.
        failures: the first of those that were not made, in the order of the plan.
        record: the path or the address of the record (生成记录).
    """

    made: int
    unchanged: int
    failed: int
    exit_code: int
    failures: tuple[Failure, ...]
    record: PurePath


def build(plan: Plan, order: Order, hands: Hands[Receipt], tell: Listener) -> Built:
    """Make what is in ``plan`` and is not there yet; ``tell`` of each document.

    Raises:
        OutputError: when the record cannot be written, or another run is at work there.
    """
    with record(order.out) as opened:
        manifest = opened.manifest
        opened.sweep()
        for failed in manifest.begin(_now(), repr(order), plan):
            tell(failed)
        opened.keep()
        with closing(_Notes(opened)) as notes:
            for receipts in hands(manifest.waiting()):
                notes.add(receipts)
                for each in receipts:
                    tell(each)
        opened.sweep()
        manifest.end(_now())
        return _built(opened)


class _Notes:
    """Receipts on their way to the record, written together once in a while."""

    def __init__(self, opened: Record) -> None:
        self._record = opened
        self._receipts: list[Receipt] = []
        self._written = time.monotonic()

    def add(self, receipts: Sequence[Receipt]) -> None:
        self._receipts += receipts
        if time.monotonic() - self._written > _SECONDS_BETWEEN:
            self.close()
            self._record.keep()
            self._written = time.monotonic()

    def close(self) -> None:
        self._record.manifest.record(self._receipts)
        self._receipts.clear()


def _built(opened: Record) -> Built:
    manifest = opened.manifest
    counts = manifest.counts()
    made, unchanged, failed = (counts.get(each, 0) for each in get_args(State))
    failures = tuple(islice(manifest.failures(), MOST_FAILURES))
    return Built(made, unchanged, failed, manifest.exit_code, failures, opened.place)


def _now() -> datetime:
    return datetime.now(UTC)

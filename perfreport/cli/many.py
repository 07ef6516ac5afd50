"""``perfreport build`` of many documents: each on its own, with a record of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from perfreport.batch.building import Built
from perfreport.batch.building import build as build_all
from perfreport.batch.earlier import Earlier
from perfreport.batch.making import Workshop, building, whatever_happens
from perfreport.batch.named import tasks
from perfreport.batch.papers import Receipt
from perfreport.batch.plan import Plan
from perfreport.cli.merging import print_merged
from perfreport.cli.progress import progress
from perfreport.cli.receipts import print_built, print_passed, print_receipt
from perfreport.cli.sources import Source
from perfreport.cli.workers import Workers
from perfreport.kinds import KINDS

_MOST_TOLD = 20
"""Documents of which each is told; of more there is a summary."""


def build_many(
    sources: Sequence[Source], shop: Workshop, workers: Workers, merged: Path | None
) -> int:
    """Make the documents in ``sources``, and what is ``merged`` of them; the exit code."""
    order = shop.order
    shop.require_form()
    names = [each for each in sources if isinstance(each, str)]
    earlier = Earlier(order.out)
    found = earlier.without(tasks(names, order.out, sys.stdin.buffer))
    with closing(Plan(workers.tasks(found))) as plan:
        print_passed(earlier)
        built = _build_many(plan, shop, workers, names)
        print_merged(merged, plan.tasks(), len(plan), built.failed, shop)
    return built.exit_code


def _build_many(plan: Plan, shop: Workshop, workers: Workers, names: Sequence[str]) -> Built:
    """Make what is in ``plan``, each document on its own; what became of them."""
    few = len(plan) <= _MOST_TOLD
    order = shop.order
    here = None if shop.registry.kinds is KINDS else partial(whatever_happens, shop=shop)
    ready = workers.ready(building(order), len(plan), order.settings, (order.out, *names), here)
    with ready as done, progress(len(plan)) as bar:

        def tell(receipt: Receipt) -> None:
            bar.advance()
            if few:
                with bar.aside():
                    print_receipt(receipt, shop.out)

        built = build_all(plan, order, done, tell)
    print_built(built)
    return built

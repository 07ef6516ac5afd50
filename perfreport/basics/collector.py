"""Python's cyclic garbage collector, kept from searching where there is nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cyclic garbage in the meantime; also a decorator.

    For work that makes objects by the hundred thousand and next to no cycles among them: the
    searches that all these objects set off would walk through the caller's whole heap in vain.
    """
    # Measured: a fifteenth of the time of 3,000 projects, a seventh of that of 30,000.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

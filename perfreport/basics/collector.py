"""Python's cyclic garbage collector, kept from searching where there is nothing to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pauses = 0
_was_enabled = False


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cyclic garbage in the meantime, in any thread; also a decorator.

    For work that makes objects by the hundred thousand and next to no cycles among them: the
    searches that all these objects set off would walk through the caller's whole heap in vain.
    """
    # Measured: a fifteenth of the time of 3,000 projects, a seventh of that of 30,000.
    _begin()
    try:
        yield
    finally:
        _end()


# Counted: of two threads that pause it, the one that ends last must turn it on again.
def _begin() -> None:
    global _pauses, _was_enabled
    with _lock:
        if not _pauses:
            _was_enabled = gc.isenabled()
            gc.disable()
        _pauses += 1


def _end() -> None:
    global _pauses
    with _lock:
        _pauses -= 1
        if not _pauses and _was_enabled:
            gc.enable()

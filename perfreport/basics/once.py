"""What is made once and kept, however many threads ask for it together."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import RLock
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

MAKING = RLock()
"""Held while something is made of which there must be no second one.

One lock for all of it: what is made asks for other things that are made once, and two threads
that wait for each other would wait for ever.
"""


def once(make: Callable[P, T]) -> Callable[P, T]:
    """``make``, which is called once for what is given to it; all get that one result.

    Of two threads that come together ``functools.cache`` lets each make its own: good where both
    are equal, as texts are, and wrong for classes, of which each is another.
    """
    made: dict[tuple[Hashable, ...], Any] = {}

    @wraps(make)
    def kept(*given: Any) -> Any:
        try:
            return made[given]
        except KeyError:
            pass
        with MAKING:
            if given not in made:
                made[given] = make(*given)  # type: ignore[call-arg] # by position alone
            return made[given]

    return cast("Callable[P, T]", kept)

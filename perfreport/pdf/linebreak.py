"""Where a line of Chinese may end."""

from __future__ import annotations


def opportunities(text: str) -> list[int]:
    """Every index in ``text`` at which a line may end, its length included."""
    return list(range(1, len(text) + 1))

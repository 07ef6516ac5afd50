"""One of several, printed as boxes and read back by the one that is ticked (□ ☑)."""

from __future__ import annotations

from collections.abc import Sequence

_EMPTY, _TICKED = "□", "☑"
_TICKS = "☑☒√✓✔■▣"


def printed_choices(options: Sequence[str], chosen: str | None) -> str:
    """All ``options``, a box before each, that of the ``chosen`` one ticked."""
    boxes = (_TICKED if option == chosen else _EMPTY for option in options)
    return "  ".join(f"{box}{option}" for box, option in zip(boxes, options, strict=True))


def chosen_of(text: str, options: Sequence[str]) -> str | None:
    """The one of ``options`` that ``text`` says; None where none or several are ticked."""
    ticked = [option for option in options if any(f"{tick}{option}" in text for tick in _TICKS)]
    return ticked[0] if len(ticked) == 1 else None

"""What every kind begins with, read back."""

from __future__ import annotations

from collections.abc import Sequence

from perfreport.forms.manifest import Form
from perfreport.forms.phrases import Phrase
from perfreport.reading.inverse.found import Findings, line, quantity, slots_of

_TITLE = ("title_lines",)


def heading(title_lines: Sequence[str], department: str, year: str, form: Form) -> Findings:
    """Year and department, from their own places and from the title."""
    yield from line(department, ("department",), ("department",))
    title = Phrase(form.title.text.strip())
    slots = slots_of(title, "\n".join(title_lines), ("year",)) or slots_of(
        Phrase(title.text.replace("\n", "")), "".join(title_lines), ("year",)
    )
    if slots:
        yield from quantity(int, slots.get("year", ""), ("year",), _TITLE)
        yield from line(slots.get("department", ""), ("department",), _TITLE)
    yield from quantity(int, year, ("year",), ("year",))

"""What every kind begins with, read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfreport.forms.manifest import Form
from perfreport.forms.phrases import Phrase
from perfreport.reading.inverse.found import Findings, line, quantity, slots_of, whole
from perfreport.reading.inverse.variants import TypedPhrase

TITLE = "title_lines"
"""The field of the view that holds the title."""


def title_slots(form: Form, title: str) -> dict[str, str] | None:
    """Year and department as ``title`` names them, in whatever lines it is set.

    None when it is worded otherwise.
    """
    lines, one_line = form.title.text.strip(), form.title.text.strip().replace("\n", "")
    slots = slots_of(Phrase(lines), title, ("year",))
    if slots is None or "\n" in "".join(slots.values()):
        slots = slots_of(Phrase(one_line), title.replace("\n", ""), ("year",))
    return slots


def heading(title_lines: Sequence[str], department: str, year: str, form: Form) -> Findings:
    """Year and department, from their own places and from the title."""
    yield from line(department, ("department",), ("department",))
    slots = title_slots(form, "\n".join(title_lines)) or _typed_title(form, "".join(title_lines))
    yield from quantity(whole, slots.get("year", ""), ("year",), (TITLE, "year"))
    named = "".join(part.strip() for part in slots.get("department", "").split("\n"))
    yield from line(named, ("department",), (TITLE, "department"))
    yield from quantity(whole, year, ("year",), ("year",))


def _typed_title(form: Form, title: str) -> Mapping[str, str]:
    """Year and department of a title whose fixed words are typed another way."""
    phrase = Phrase(form.title.text.replace("\n", ""))
    return TypedPhrase(phrase, {"year": r"(?<!\d)\d{4}(?!\d)"}).read(title) or {}

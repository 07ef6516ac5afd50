"""Raised and lowered characters that Unicode has of its own: m² for an m and a small 2."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−－＋=＝()（）ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁺⁼⁼⁽⁾⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−－＋=＝()（）ni", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₊₌₌₍₎₍₎ₙᵢ")
_TABLES = {"superscript": _RAISED, "subscript": _LOWERED}


def in_own_characters(text: str, alignment: str) -> str | None:
    """``text`` in the characters that stand raised or lowered by themselves.

    ``alignment`` is the value of ``w:vertAlign``; plain text stays as it is. None when Unicode
    lacks one of them: half of an exponent raised would say something else.
    """
    table = _TABLES.get(alignment)
    if table is None:
        return text
    if all(character.isspace() or ord(character) in table for character in text):
        return text.translate(table)
    return None

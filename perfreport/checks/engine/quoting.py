"""Texts of a document as messages quote them."""

from __future__ import annotations


def quote(text: str) -> str:
    """``text`` in quotation marks, those inside it single (GB/T 15834)."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"

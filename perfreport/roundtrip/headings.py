"""Headings that are known by their numbers (一、二、三、) and by being short."""

from __future__ import annotations

from perfreport.basics.patterns import regex

_NUMBER = regex(r"([（(]?)(?:([一二三四五六七八九十百]+)|\d+)([）)、.．])(?!\d)")
_STOPS = ("。", "！", "？", "；", "”", "…", ".", "!", "?", ";", "：", ":", "，", ",", "、")
_MOST_LETTERS = 40

NumberStyle = tuple[str, ...]
"""How a typed number is written: brackets, Chinese or not, what stands behind it."""


def number_of(text: str) -> str:
    """The number at the beginning of ``text``, with its marks; empty where there is none."""
    found = _NUMBER.match(text.strip())
    return found[0] if found else ""


def number_style(text: str) -> NumberStyle:
    """How the number at the beginning of ``text`` is written; empty where there is none."""
    found = _NUMBER.match(text.strip())
    return (found[1], "一" if found[2] else "1", found[3]) if found else ()


def may_be_heading(text: str) -> bool:
    """Whether ``text`` is as short as a heading, and no sentence."""
    return len(text.strip()) < _MOST_LETTERS and not text.strip().endswith(_STOPS)

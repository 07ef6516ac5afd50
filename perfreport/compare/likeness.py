"""How much two texts are alike: the one measure of it for rows, names and the words of a page."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

MOST_COMPARED = 2_000
"""Characters at the beginning of long texts that are compared: time is their product / 64."""


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1: the share of their characters that both have, in order.

    Twice the length of the longest common subsequence by both lengths together.
    """
    return fuzz.ratio(one[:MOST_COMPARED], other[:MOST_COMPARED]) / 100


def likeness_to_longer(one: str, other: str) -> float:
    """The same, by the longer length alone: what is missing and what is too much both count."""
    return LCSseq.normalized_similarity(one, other)

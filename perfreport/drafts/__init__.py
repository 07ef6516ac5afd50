"""Drafts (起草): data files begun from what earlier declarations already say."""

from perfreport.drafts.next_year import draft_next_year
from perfreport.drafts.self_evaluation import draft_self_evaluation

__all__ = ["draft_next_year", "draft_self_evaluation"]

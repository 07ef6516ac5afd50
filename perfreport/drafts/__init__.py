"""Drafts (起草): data files begun from what earlier declarations already say."""

from perfreport.drafts.next_year import draft_next_year

__all__ = ["draft_next_year"]

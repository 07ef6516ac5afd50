"""All rules about single documents, in the order of their codes.

A rule's code never changes its meaning; the code of a rule that is dropped is not used again.
"""

from __future__ import annotations

from perfreport.checks.classified_rules import CLASSIFIED_RULES
from perfreport.checks.figure_rules import FIGURE_RULES
from perfreport.checks.indicator_rules import INDICATOR_RULES
from perfreport.checks.item_rules import ITEM_RULES
from perfreport.checks.money_rules import MONEY_RULES
from perfreport.checks.rule import Rule
from perfreport.checks.text_rules import TEXT_RULES

RULES: tuple[Rule, ...] = (
    *MONEY_RULES,
    *FIGURE_RULES,
    *ITEM_RULES,
    *INDICATOR_RULES,
    *TEXT_RULES,
    *CLASSIFIED_RULES,
)
"""An evaluation against its declaration has rules of its own, in ``comparison``."""

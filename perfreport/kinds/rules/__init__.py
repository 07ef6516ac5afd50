"""Rules about documents of several kinds, by what these have in common.

Those that name kinds are listed by these (``kinds/listed``).
"""

from perfreport.checks.engine.rule import Rule
from perfreport.kinds.rules import declared_amounts, items, magnitude, printed_words

SHARED_RULES: tuple[Rule, ...] = (
    magnitude.amounts_of_one_magnitude,
    declared_amounts.amounts_in_prose,
    items.listed_once,
    items.goals_not_copied,
    items.indicators_listed_once,
    printed_words.no_stop_before_printed_stop,
    printed_words.texts_are_finished,
    printed_words.what_says_classified_is_marked,
)

"""The rules that any kind's documents are asked, and the order in which all rules are told.

A rule's code never changes its meaning; the code of a rule that is dropped is not used again.
"""

from __future__ import annotations

from perfreport.checks import amounts
from perfreport.checks.engine.rule import Rule
from perfreport.checks.indicators import levels, stated, values
from perfreport.checks.quantities import dates, limits, periods, units
from perfreport.checks.texts import (
    characters,
    gaps,
    garbled,
    leftovers,
    numbering,
    privacy,
    punctuation,
    residue,
    wording,
)

# What codes begin with, in the order of the handbook; others come last.
_GROUPS = ("SUM", "RATE", "SCORE", "ITEM", "IND", "TEXT", "CLASS")


def in_order(*rules: Rule) -> tuple[Rule, ...]:
    """``rules`` group by group, each by its codes."""

    def place(rule: Rule) -> tuple[int, str]:
        group = rule.code.split("-")[0]
        return (_GROUPS.index(group) if group in _GROUPS else len(_GROUPS)), rule.code

    return tuple(sorted(rules, key=place))


GENERAL_RULES: tuple[Rule, ...] = (
    amounts.amounts_not_negative,
    levels.level_two_under_level_one,
    levels.level_one_is_stated,
    levels.codes_match_names,
    levels.level_two_by_its_name,
    levels.required_levels,
    levels.expected_levels_two,
    levels.names_without_levels,
    stated.levels_and_values_are_stated,
    stated.there_are_indicators,
    values.values_make_sense,
    values.annual_value_within_cycle,
    values.values_agree_with_names,
    values.values_not_swapped,
    limits.shares_within_the_whole,
    limits.limits_said_once,
    residue.no_markup,
    leftovers.nothing_to_be_filled,
    gaps.no_gaps_to_be_filled,
    punctuation.marks_not_repeated,
    punctuation.marks_of_one_width,
    punctuation.brackets_of_one_width,
    punctuation.brackets_close,
    numbering.list_numbers_follow,
    numbering.counts_meet_lists,
    units.one_unit_of_money,
    dates.dates_exist,
    dates.deadlines_in_the_year,
    dates.results_in_the_year,
    dates.dates_written_alike,
    privacy.no_mobile_numbers,
    privacy.no_identity_numbers,
    leftovers.no_instructions,
    wording.words_not_doubled,
    wording.one_of_opposites_chosen,
    periods.periods_are_of_the_year,
    characters.characters_are_plain,
    garbled.texts_are_not_garbled,
    characters.characters_are_seen,
)
"""Rules about texts, quantities and indicators, which need not know the kind."""

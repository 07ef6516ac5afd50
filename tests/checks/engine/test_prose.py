"""All texts of a document are searched at once, and every match knows its place."""

from __future__ import annotations

import re

from perfreport.checks.engine.prose import Prose, others
from perfreport.kinds import KINDS
from tests.checks.snippets import BASES, Tree, changed


def prose(changes: Tree) -> Prose:
    tree = changed(BASES["部门"], changes)
    return Prose(KINDS.models[tree["文种"]].model_validate(tree))


def test_a_match_knows_its_text_and_where_in_it_it_stands() -> None:
    (spot,) = prose({"总体绩效目标[2]": "办好第3届论坛。"}).find(re.compile(r"第\d届"))
    assert spot.path == ("总体绩效目标", 1)
    assert (spot.before, spot.found, spot.after) == ("办好", "第3届", "论坛。")
    assert spot.beside == "好论"


def test_only_a_few_characters_around_a_match_are_shown() -> None:
    (spot,) = prose({"总体绩效目标[2]": "好" * 90 + "届" + "坛" * 90}).find(re.compile("届"))
    assert (spot.before, spot.after) == ("好" * 20, "坛" * 20)


def test_a_match_is_quoted_with_the_words_beside_it() -> None:
    (spot,) = prose({"总体绩效目标[2]": "甲" * 9 + "第3届" + "乙" * 9}).find(re.compile(r"第\d届"))
    assert spot.around == "甲" * 8 + "第3届" + "乙" * 8


def test_further_matches_in_one_text_are_counted() -> None:
    one, two = prose({"总体绩效目标": ["第1届", "第1届，第2届"]}).find_by_text(
        re.compile(r"第\d届")
    )
    assert (others(one), others(two)) == ("", "（这一段共2处）")


def test_matches_in_one_text_come_together() -> None:
    found = prose({"总体绩效目标": ["第1届，第2届", "第3届"]}).find_by_text(re.compile(r"第\d届"))
    assert [[spot.found for spot in spots] for spots in found] == [["第1届", "第2届"], ["第3届"]]


def test_matches_in_one_field_come_together() -> None:
    found = prose({"总体绩效目标": ["第1届，第2届", "第3届"]}).find_by_field(re.compile(r"第\d届"))
    assert [[spot.found for spot in spots] for spots in found] == [["第1届", "第2届", "第3届"]]


def test_paragraphs_of_a_field_are_counted_unless_there_is_only_one() -> None:
    texts = prose({"年度重点工作任务[1].主要实施内容": ["甲一", "甲二"]})
    paths = [spot.path for spot in texts.find(re.compile("甲"))]
    field = ("年度重点工作任务", 0, "主要实施内容")
    assert paths == [(*field, 0), (*field, 1)]
    assert {path.field for path in paths} == {field}
    (single,) = prose({"年度重点工作任务[1].主要实施内容": "甲一"}).find(re.compile("甲"))
    assert single.path == field


def test_a_field_is_had_whole_from_any_of_its_paragraphs() -> None:
    texts = prose({"年度重点工作任务[1].主要实施内容": ["甲一", "甲二", "甲三"]})
    position = texts.texts.index("甲二")
    path, text = texts.field_at(position)
    assert path == ("年度重点工作任务", 0, "主要实施内容")
    assert text == "甲一\n甲二\n甲三"


def test_names_of_forms_and_codes_are_no_prose() -> None:
    assert "guangzhou-district-department-targets" not in prose({}).texts

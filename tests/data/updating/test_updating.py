"""A data file is changed where it was edited, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import ndiff
from itertools import accumulate
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import perfreport
from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Document, Passage, with_fields
from perfreport.compare import Change, Difference, compare_documents
from perfreport.data.data_files import parse_source
from perfreport.data.extents import Extent, Style, read_extents
from perfreport.data.updating import rewrite
from perfreport.data.validation import validate
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.model import ProjectTargets
from tests import small_files
from tests.compare.edits import edited
from tests.data.any_document import documents
from tests.data.any_layout import as_json, as_yaml
from tests.examples import EXAMPLES, FOLDER, example

seeds = st.integers(0, 2**32)


def read_as(document: Document, text: str, *, is_json: bool = False) -> Document:
    return validate(parse_source(text, is_json=is_json), type(document))


@settings(deadline=None)
@given(documents(), documents(), seeds, seeds, st.integers(1, 4), st.booleans())
def test_an_updated_file_says_what_was_edited(
    before: Document, other: Document, layout: int, seed: int, edits: int, is_json: bool
) -> None:
    text = as_json(before, layout) if is_json else as_yaml(before, layout)
    after = edited(before, other, seed, edits)
    changed = rewrite(text, before, after, is_json=is_json)
    assert read_as(after, changed, is_json=is_json) == after


@settings(deadline=None)
@given(documents(), documents(), seeds, seeds)
def test_lines_that_hold_nothing_edited_stay(
    before: Document, other: Document, layout: int, seed: int
) -> None:
    text = as_yaml(before, layout)
    after = edited(before, other, seed, 1)
    changed = iter(rewrite(text, before, after).splitlines())
    touched = set(touched_lines(text, compare_documents(before, after)))
    for number, line in enumerate(text.splitlines()):
        # What is added to a row that stands elsewhere now takes the place of its nothing there.
        is_nothing = line.rstrip().endswith(": ~")
        assert number in touched or not line.strip() or is_nothing or line in changed


def touched_lines(text: str, differences: Iterable[Difference]) -> Iterator[int]:
    """The numbers of the lines that ``differences`` may change."""
    root = read_extents(text)
    ends = list(accumulate(map(len, text.splitlines(keepends=True))))
    for difference in differences:
        for span in touched(root, difference):
            first, last = (sum(end <= position for end in ends) for position in span)
            yield from range(first, last + 1)
            if difference.change is not Change.ADDED:
                yield from comments_around(text.splitlines(), first, last)


def touched(root: Extent, difference: Difference) -> Iterator[tuple[int, int]]:
    """From where to where the file may change for ``difference``."""
    around, start, end = root, root.start, root.end
    for key in difference.before or difference.after or ():
        entry = next((entry for entry in around.entries if entry.key == key), None)
        if around.style is Style.FLOW or entry is None:
            break
        if difference.new in (None, False):
            yield start, start  # the key of what may be empty now
        start, end = entry.start, entry.value.end
        around = entry.value
    is_added = difference.change is Change.ADDED and around.style is Style.BLOCK
    yield (around.start, around.start) if is_added else (start, end)


def comments_around(lines: list[str], first: int, last: int) -> Iterator[int]:
    for numbers in (range(first - 1, -1, -1), range(last + 1, len(lines))):
        for number in numbers:
            if lines[number].strip() and not lines[number].strip().startswith("#"):
                break
            yield number


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_that_was_not_edited_stays_to_the_byte(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    assert rewrite(text, example(name), example(name)) == text


FILE = dedent(
    """\
    # 抬头
    文种: 项目支出绩效目标表
    年度: 2024  # 预算年度
    部门名称: '市局'

    资金使用单位:
      - 名称: "市局"
        项目:
          # 各项目
          - 名称: 甲
            财政拨款: 1,234.50  # 已核
            绩效目标: |-  # 两段
              第一段
              第二段
            绩效指标:
              - {名称: 子, 年度指标值: 98}
              - {名称: 丑, 年度指标值: "1,5"}

          # 说的是乙
          - 名称: 乙
            财政拨款: 2

          # 单独的话

          - 名称: 丙
    # 末尾
    """
)
(DOCUMENT,) = (validate(parse_source(FILE), ProjectTargets),)


def updated(replacements: dict[str, object], path: DataPath = DataPath()) -> list[str]:
    """What the lines of FILE become where the fields at ``path`` get other contents.

    Only what went and what came, each with its sign.
    """
    tree = DOCUMENT.model_dump(mode="json", by_alias=True)
    part: Any = tree
    for key in path:
        part = part[key]
    part.update(replacements)
    after = ProjectTargets.model_validate(tree, by_alias=True)
    changed = rewrite(FILE, DOCUMENT, after)
    assert validate(parse_source(changed), ProjectTargets) == after
    return changes(FILE, changed)


def changes(old: str, new: str) -> list[str]:
    return [
        f"{line[0]}{line[2:]}"
        for line in ndiff(old.splitlines(), new.splitlines())
        if line[0] in "+-"
    ]


UNIT = DataPath("资金使用单位", 0)
FIRST: DataPath = UNIT / "项目" / 0
PROJECTS = DOCUMENT.model_dump(mode="json", by_alias=True, exclude_defaults=True)["资金使用单位"][
    0
]["项目"]


def test_a_text_keeps_its_quotes_and_the_comment_beside_it() -> None:
    assert updated({"年度": 2025}) == ["-年度: 2024  # 预算年度", "+年度: 2025  # 预算年度"]
    assert updated({"部门名称": "县's局"}) == ["-部门名称: '市局'", "+部门名称: '县''s局'"]
    assert updated({"名称": '市"局"'}, UNIT) == ['-  - 名称: "市局"', '+  - 名称: "市\\"局\\""']


def test_a_plain_text_is_quoted_where_it_has_to_be() -> None:
    assert updated({"名称": "甲: 乙"}, FIRST) == ["-      - 名称: 甲", '+      - 名称: "甲: 乙"']


def test_an_amount_keeps_its_commas() -> None:
    assert updated({"财政拨款": "12345.6"}, FIRST) == [
        "-        财政拨款: 1,234.50  # 已核",
        "+        财政拨款: 12,345.6  # 已核",
    ]


def test_a_number_in_brackets_stays_bare() -> None:
    indicator: DataPath = FIRST / "绩效指标" / 0
    assert updated({"年度指标值": "95"}, indicator)[1] == "+          - {名称: 子, 年度指标值: 95}"


def test_a_block_of_text_changes_by_its_lines() -> None:
    assert updated({"绩效目标": ["第一段", "新的一段", "第二段。"]}, FIRST) == [
        "+          新的一段",
        "-          第二段",
        "+          第二段。",
    ]


def test_a_block_of_one_line_stays_a_block() -> None:
    assert updated({"绩效目标": ["第一段"]}, FIRST) == ["-          第二段"]


def test_one_line_of_text_becomes_a_block_where_it_grows() -> None:
    assert updated({"绩效目标": ["一", "二"]}, UNIT / "项目" / 1) == [
        "+        绩效目标: |-",
        "+          一",
        "+          二",
    ]


def test_an_optional_field_comes_in_its_place_and_goes_with_its_comment() -> None:
    assert updated({"版式": "甲式"}) == ["+版式: 甲式"]
    assert rewrite(FILE, DOCUMENT, DOCUMENT.model_copy(update={"form": "甲式"})).splitlines()[
        1:3
    ] == [
        "文种: 项目支出绩效目标表",
        "版式: 甲式",
    ]
    assert updated({"财政拨款": None}, FIRST) == ["-        财政拨款: 1,234.50  # 已核"]


def test_a_row_in_brackets_comes_in_brackets() -> None:
    rows = [*PROJECTS[0]["绩效指标"], {"名称": "寅", "年度指标值": "3次"}]
    assert updated({"绩效指标": rows}, FIRST) == ["+          - {名称: 寅, 年度指标值: 3次}"]


def test_a_row_on_lines_comes_on_lines_after_a_blank_one() -> None:
    rows = [PROJECTS[0], {"名称": "新", "财政拨款": "4321"}, *PROJECTS[1:]]
    assert updated({"项目": rows}, UNIT) == ["+      - 名称: 新", "+        财政拨款: 4,321", "+"]


def test_a_removed_row_takes_its_comment_along() -> None:
    assert updated({"项目": [PROJECTS[0], PROJECTS[2]]}, UNIT) == [
        "-      # 说的是乙",
        "-      - 名称: 乙",
        "-        财政拨款: 2",
        "-",
    ]


def test_what_stands_apart_and_what_is_said_of_a_whole_list_stays() -> None:
    changed = updated({"项目": PROJECTS[1:2]}, UNIT)
    assert not {"-      # 单独的话", "-      # 各项目", "-# 末尾"} & set(changed)


def test_a_moved_row_moves_as_it_was_typed() -> None:
    tree = DOCUMENT.model_dump(mode="json", by_alias=True)
    rows = tree["资金使用单位"][0]["项目"]
    rows.append(rows.pop(0))
    changed = rewrite(FILE, DOCUMENT, ProjectTargets.model_validate(tree, by_alias=True))
    start = FILE.index("      - 名称: 甲")
    assert FILE[start : FILE.index("\n\n      # 说的是乙")] in changed
    assert changed.index("- 名称: 丙") < changed.index("- 名称: 甲")


def test_a_new_field_in_brackets_stands_in_its_place() -> None:
    changed = updated({"一级": "产出指标"}, FIRST / "绩效指标" / 0)
    assert changed[1] == "+          - {一级: 产出指标, 名称: 子, 年度指标值: 98}"


def test_line_ends_stay_as_they_are() -> None:
    text = FILE.replace("\n", "\r\n").removesuffix("\r\n# 末尾\r\n")
    after = DOCUMENT.model_copy(update={"form": "甲式"})
    changed = rewrite(text, DOCUMENT, after)
    assert changed == text.replace("年度:", "版式: 甲式\r\n年度:")


def test_a_byte_order_mark_in_front_changes_nothing_else() -> None:
    after = DOCUMENT.model_copy(update={"form": "甲式"})
    assert rewrite(f"\ufeff{FILE}", DOCUMENT, after) == f"\ufeff{rewrite(FILE, DOCUMENT, after)}"


def test_a_comment_below_does_not_become_text() -> None:
    text = "文种: 部门整体预算绩效目标申报表\n其他需完成的任务: 一\n  # 注\n"
    body = FOLDER / "panyu-2024-department-targets.yaml"
    rest = body.read_text("utf-8").replace("其他需完成的任务: 无。\n", "")
    text += rest.replace("文种: 部门整体预算绩效目标申报表\n", "")
    before = validate(parse_source(text), DepartmentTargets)
    changed = rewrite(text, before, before.model_copy(update={"other_tasks": ("一", "二")}))
    assert "其他需完成的任务: |-\n  一\n  二\n# 注\n" in changed


def test_a_passage_that_becomes_classified_loses_its_text() -> None:
    name = "guangzhou-2023-self-evaluation"
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    before = example(name)
    after = before.model_copy(update={"problems": Passage(classified=True)})
    assert "\n存在的主要问题:\n  涉密: true\n\n下一步" in rewrite(text, before, after)


JSON_FILE = """\
{
  "文种": "项目支出绩效目标表", "年度": 2024,
  "部门名称": "市局",
  "资金使用单位": [
    {"名称": "市局", "项目": [{"名称": "甲", "财政拨款": 1.50}]}
  ]
}
"""


def test_json_keeps_its_layout() -> None:
    before = validate(parse_source(JSON_FILE, is_json=True), ProjectTargets)
    (unit,) = before.units
    (project,) = unit.projects
    richer = project.model_copy(update={"appropriation": Amount("2.50")})
    unit = unit.model_copy(update={"projects": (richer, project.model_copy(update={"name": "乙"}))})
    after = before.model_copy(update={"units": (unit,), "department": '县"局"'})
    changed = rewrite(JSON_FILE, before, after, is_json=True)
    assert changed == JSON_FILE.replace('"市局",\n', '"县\\"局\\"",\n').replace(
        '{"名称": "甲", "财政拨款": 1.50}',
        '{"名称": "甲", "财政拨款": 2.50}, {"名称": "乙", "财政拨款": 1.50}',
    )


@pytest.mark.parametrize("typed", ["false", '"false"'])
def test_yes_and_no_in_json_are_words_of_json(typed: str) -> None:
    text = JSON_FILE.replace('"名称": "甲"', f'"名称": "甲", "涉密": {typed}')
    before = validate(parse_source(text, is_json=True), ProjectTargets)
    (unit,) = before.units
    project = unit.projects[0].model_copy(update={"classified": True})
    unit = unit.model_copy(update={"projects": (project,)})
    after = before.model_copy(update={"units": (unit,)})
    assert rewrite(text, before, after, is_json=True) == text.replace(typed, "true")


def test_a_comment_between_two_rows_in_brackets_is_not_repeated() -> None:
    rows = "\n  {名称: 甲, 财政拨款: 1},  # 续建\n  {名称: 乙, 财政拨款: 1}"
    units = f"[{{名称: 市局, 项目: [{rows}\n]}}]"
    text = f"文种: 项目支出绩效目标表\n年度: 2024\n部门名称: 市局\n资金使用单位: {units}\n"
    before = validate(parse_source(text), ProjectTargets)
    (unit,) = before.units
    third = unit.projects[0].model_copy(update={"name": "丙"})
    unit = unit.model_copy(update={"projects": (*unit.projects, third)})
    changed = rewrite(text, before, before.model_copy(update={"units": (unit,)}))
    assert changed == text.replace(rows, f"{rows},\n  {{名称: 丙, 财政拨款: 1}}")


def test_what_breaks_a_rule_of_its_kind_is_not_written() -> None:
    with pytest.raises(InputError):
        rewrite(FILE, DOCUMENT, with_fields(DOCUMENT, {"department": ""}))


def test_a_line_like_a_comment_costs_the_block_its_form_and_nothing_else() -> None:
    block = "绩效目标: |-\n          聘请。\n          管理。"
    text = small_files.altered(small_files.PROJECTS, ("绩效目标: 聘请编外人员。", block))
    before = perfreport.loads(text)
    after = perfreport.loads(text.replace("聘请。", "聘请编外人员。"))
    assert rewrite(text, before, after) == text.replace("聘请。", "聘请编外人员。")
    units = before.units  # type: ignore[attr-defined] # of this kind
    project = units[0].projects[0].model_copy(update={"goal": ("# 聘请。", "管理。")})
    projects = (project, *units[0].projects[1:])
    marked = before.model_copy(
        update={"units": (units[0].model_copy(update={"projects": projects}), *units[1:])}
    )
    changed = rewrite(text, before, marked)
    assert perfreport.loads(changed) == marked
    kept = set(text.splitlines()) - {"        绩效目标: |-", "          聘请。", "          管理。"}
    assert kept <= set(changed.splitlines())


AMOUNTS_LEFT_OUT = """\
文种: 项目支出绩效目标表
版式: guangzhou-district-project-targets
年度: 2024
部门名称: 某部门
资金使用单位:
  - 名称: 某单位
    项目:
      - 名称: 甲
        财政拨款: -  # 没有
        其他资金: 5.00
      - {名称: 乙, 财政拨款: -, 财政专户拨款: 无}
"""


@pytest.mark.parametrize(
    ("project", "amounts", "before", "after"),
    [
        (0, {"other": 6}, "其他资金: 5.00", "其他资金: 6"),
        (0, {"appropriation": 7}, "财政拨款: -  # 没有", "财政拨款: 7  # 没有"),
        (1, {"appropriation": 7}, "财政拨款: -, ", "财政拨款: 7, "),
        (1, {"special_account": 7}, "财政专户拨款: 无", "财政专户拨款: 7"),
    ],
)
def test_a_dash_for_no_money_stays_until_there_is_some(
    project: int, amounts: dict[str, int], before: str, after: str
) -> None:
    old = validate(parse_source(AMOUNTS_LEFT_OUT), ProjectTargets)
    projects = list(old.units[0].projects)
    typed = {name: Amount(number) for name, number in amounts.items()}
    projects[project] = projects[project].model_copy(update=typed)
    unit = old.units[0].model_copy(update={"projects": tuple(projects)})
    new = old.model_copy(update={"units": (unit,)})
    assert AMOUNTS_LEFT_OUT.count(before) == 1
    assert rewrite(AMOUNTS_LEFT_OUT, old, new) == AMOUNTS_LEFT_OUT.replace(before, after)


def test_a_dash_in_json_stays_until_there_is_money() -> None:
    text = (
        '{"文种": "项目支出绩效目标表", "年度": 2024, "部门名称": "某部门", "资金使用单位": '
        '[{"名称": "某单位", "项目": [{"名称": "甲", "财政拨款": "-", "其他资金": 5}]}]}'
    )
    old = validate(parse_source(text, is_json=True), ProjectTargets)
    project = old.units[0].projects[0]
    assert (project.appropriation, project.other) == (None, Amount(5))
    unit = old.units[0].model_copy(
        update={"projects": (project.model_copy(update={"appropriation": Amount(7)}),)}
    )
    new = old.model_copy(update={"units": (unit,)})
    assert rewrite(text, old, old, is_json=True) == text
    changed = rewrite(text, old, new, is_json=True)
    assert changed == text.replace('"财政拨款": "-"', '"财政拨款": "7"')

"""From a file to a document and its form: everything that is wrong is told in one message."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from perfreport.basics.addresses import DataPath
from perfreport.basics.errors import InputError, TemplateError
from perfreport.basics.messages import choices
from perfreport.basics.quantities import Amount
from perfreport.blocks.model import Indicator
from perfreport.data.data_files import parse_source
from perfreport.data.source import EXAMPLES
from perfreport.documents.loading import fitted, read_document, understand
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.project_targets.model import Project, ProjectTargets, SpendingUnit
from tests.small_files import ALL, DEPARTMENT, PROJECTS, altered, line_with

DISTRICT = "guangzhou-district-project-targets"
REGISTRY = FormRegistry()
PROJECT_FORMS = [form.id for form in REGISTRY.of_kind("项目支出绩效目标表")]


def mistakes(text: str, form_id: str | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        understand(parse_source(text), REGISTRY, form_id)
    return [mistake.describe(None) for mistake in caught.value.mistakes]


def test_a_file_becomes_a_document_with_its_form_and_its_places(tmp_path: Path) -> None:
    path = tmp_path / "数据.yaml"
    path.write_text(PROJECTS, "utf-8")
    loaded = read_document(path, REGISTRY)
    assert isinstance(loaded.document, ProjectTargets)
    assert loaded.form.id == DISTRICT
    error = loaded.mistakes([(DataPath("资金使用单位", 0, "名称"), "某事")])
    assert str(error) == f"{path}:6：资金使用单位[1].名称：某事"


def test_a_document_built_in_python_equals_the_one_from_a_file() -> None:
    built = ProjectTargets(
        form=DISTRICT,
        year=2024,
        department="某某部门",
        units=(
            SpendingUnit(
                name="某某单位",
                projects=(
                    Project(
                        name="编外人员聘用经费",
                        appropriation=Amount("59.80"),
                        goal=("聘请编外人员。",),
                        indicators=(
                            Indicator(
                                level_one="产出指标",
                                level_two="数量指标",
                                name="到位率",
                                cycle_value="95%",
                                annual_value="90%",
                            ),
                        ),
                    ),
                    Project(
                        name="13600101",
                        appropriation=Amount(46),
                        classified=True,
                        indicators=(
                            Indicator(
                                level_one="效益指标",
                                level_two="社会效益",
                                name="宣传效率",
                                classified=True,
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )
    assert fitted(built, REGISTRY).document == understand(parse_source(PROJECTS), REGISTRY).document


def test_mistakes_of_a_document_built_in_python_have_no_lines() -> None:
    project = Project(name="某项目", appropriation=Amount("1.005"), goal=("某事。",))
    unit = SpendingUnit(name="某单位", projects=(project,))
    built = ProjectTargets(form=DISTRICT, year=2024, department="某部门", units=(unit,))
    with pytest.raises(InputError) as caught:
        fitted(built, REGISTRY)
    assert [(each.path.label, each.line) for each in caught.value.mistakes] == [
        ("资金使用单位[1].项目[1].财政拨款", None),
        ("资金使用单位[1].项目[1].绩效指标", None),
    ]


@pytest.mark.parametrize("text", ["- 一\n- 二\n", "正文\n", "文种：某某\n"])
def test_a_file_is_a_mapping(text: str) -> None:
    assert mistakes(text) == [
        f"第 1 行：数据文件应是一组“键: 值”，从“文种: …”写起，冒号用半角，后面空一格；{EXAMPLES}"
    ]


@pytest.mark.parametrize("kind", ["", "文种:\n", "文种: [某某]\n"])
def test_a_file_names_its_kind(kind: str) -> None:
    (message,) = mistakes(f"{kind}年度: 2024\n")
    assert (
        message
        == f"第 1 行：文种：这里要写明文种，可写：{choices(REGISTRY.kind_names)}；{EXAMPLES}"
    )


def test_the_nearest_kind_is_suggested() -> None:
    (message,) = mistakes(altered(PROJECTS, ("目标表\n", "目标\n")))
    assert message.startswith(
        "第 1 行：文种：没有“项目支出绩效目标”这个文种，是不是“项目支出绩效目标表”？可写："
    )


def test_a_kind_like_no_other_gets_the_list() -> None:
    assert mistakes("文种: 通知\n") == [
        f"第 1 行：文种：没有“通知”这个文种，可写：{choices(REGISTRY.kind_names)}"
    ]


def test_mistakes_of_notation_are_told_beside_an_unknown_kind() -> None:
    assert len(mistakes("年度: 1\n年度: 2\n文种: 通知\n")) == 2


def test_a_file_names_its_form_unless_one_is_given() -> None:
    text = altered(PROJECTS, (f"版式: {DISTRICT}\n", ""))
    assert mistakes(text) == [
        f"第 1 行：版式：缺这一项，请写明用哪个版式，可写：{choices(PROJECT_FORMS)}"
    ]
    assert understand(parse_source(text), REGISTRY, DISTRICT).form.id == DISTRICT


def test_an_unknown_form_gets_the_nearest_of_its_kind() -> None:
    text = altered(PROJECTS, (DISTRICT, "guangzhou-distrikt-project-targets"))
    assert mistakes(text)[0].endswith(f"，是不是 {DISTRICT}？")


def test_a_form_of_another_kind_is_told_apart() -> None:
    assert mistakes(PROJECTS, "guangzhou-self-evaluation") == [
        "版式 guangzhou-self-evaluation 是“部门整体支出绩效自评报告”的，"
        f"不是“项目支出绩效目标表”的；可写：{choices(PROJECT_FORMS)}"
    ]


def test_a_form_with_a_wrong_manifest_is_no_mistake_of_the_input(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / f"{DISTRICT}.yaml").write_text("文种: 某某", "utf-8")
    with pytest.raises(TemplateError):
        understand(parse_source(PROJECTS), FormRegistry([tmp_path]))


def test_everything_wrong_is_told_at_once() -> None:
    text = altered(
        PROJECTS,
        ("部门名称", "部门名"),
        ("59.80", "五十九"),
        ("数量指标", "数目指标"),
        ("46.00", "46.005"),
        ("宣传效率, ", "宣传效率, 年度指标值: 98%, "),
        (f"版式: {DISTRICT}\n", f"版式: {DISTRICT}\n年度: 2023\n"),
    )
    assert [each.split("：")[1] for each in mistakes(text)] == [
        "年度",
        "部门名",
        "资金使用单位[1].项目[1].财政拨款",
        "资金使用单位[1].项目[1].绩效指标[1].二级",
        "资金使用单位[1].项目[2].财政拨款",
        "资金使用单位[1].项目[2].绩效指标[1].年度指标值",
    ]


def test_a_wrong_form_is_told_beside_what_else_is_wrong() -> None:
    text = altered(PROJECTS, (DISTRICT, "没有"), ("59.80", "五十九"))
    assert [each.split("：")[1] for each in mistakes(text)] == [
        "版式",
        "资金使用单位[1].项目[1].财政拨款",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("绩效目标: 聘请编外人员。", "绩效目标: [[]]", "资金使用单位[1].项目[1].绩效目标"),
        ("绩效目标: 聘请", "绩效目的: 聘请", "资金使用单位[1].项目[1].绩效目的"),
        (f"版式: {DISTRICT}", "版式: []", "版式"),
        (
            "      - 名称: 编外人员聘用经费\n        财政",
            "      - 财政",
            "资金使用单位[1].项目[1].名称",
        ),
        ("二级: 数量指标", "二级: []", "资金使用单位[1].项目[1].绩效指标[1].二级"),
    ],
)
def test_one_mistake_is_told_once(right: str, wrong: str, place: str) -> None:
    text = altered(PROJECTS, (right, wrong))
    (message,) = mistakes(text)
    assert message.split("：")[1] == place
    assert message.startswith(f"第 {line_with(text, wrong)} 行：")


def test_a_wrong_budget_does_not_hide_a_wrong_indicator() -> None:
    text = altered(DEPARTMENT, ("2,234.47", "两千"), ("数量指标", "数目"))
    assert [each.split("：")[1] for each in mistakes(text)] == [
        "预算整体情况.基本支出",
        "绩效指标[1].二级",
    ]


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_every_line_of_a_file_taken_away_leaves_a_document_or_messages(text: str) -> None:
    lines = text.splitlines(keepends=True)
    for number in range(len(lines)):
        shorter = "".join(lines[:number] + lines[number + 1 :])
        with suppress(InputError):
            understand(parse_source(shorter), REGISTRY)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("文种: ", "文种\u200b: ", "文种\u200b：“文种\u200b”的第 3 个字是零宽空格（U+200B）"),
        ("文种: 项目支出", "文种: 项目\xad支出", "第 3 个字是软连字符（U+00AD），看不见，请删去"),
        ("版式: guangzhou-", "版式: guangzhou\u2060-", "第 10 个字是词连接符（U+2060），看不见"),
        (
            "年度: 2024",
            "年度: 20\u202f24",
            "年度：“20\u202f24”的第 3 个字是窄的不换行空格（U+202F）",
        ),
    ],
)
def test_what_cannot_be_seen_is_named_in_the_head_of_a_file(
    right: str, wrong: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        understand(parse_source(altered(PROJECTS, (right, wrong)), "a.yaml"), REGISTRY)
    (mistake,) = caught.value.mistakes
    assert message in mistake.describe(None)


def test_a_form_chosen_beside_the_file_is_not_blamed_on_a_line_of_it() -> None:
    with pytest.raises(InputError, match=r"^a\.yaml：没有版式“增城”，可写："):
        understand(parse_source(PROJECTS, "a.yaml"), REGISTRY, "增城")


def test_a_control_character_in_a_block_is_told_with_its_line_and_place_there() -> None:
    goal = "|-\n          聘请编外人员。\n          按\x07月发放。"
    text = altered(PROJECTS, ("聘请编外人员。", goal))
    assert mistakes(text) == [
        f"第 {line_with(text, '月发放')} 行：资金使用单位[1].项目[1].绩效目标："
        "第 2 个字是不可见的控制字符（U+0007），请删去（制表符请改为空格）"
    ]

"""Faults that a table or a report of the year may have, each with what must stay silent beside it.

The documents are begun from small targets of two projects, so that nothing differs but the fault.
"""

from __future__ import annotations

import pytest

from perfreport import Finding, Severity
from perfreport.basics import resources
from perfreport.data.data_files import parse_source
from perfreport.documents.checking import check_loaded
from perfreport.documents.drafting import drafted
from perfreport.documents.loading import Loaded, understand
from perfreport.forms.registry import FormRegistry
from tests.small_files import altered

REGISTRY = FormRegistry()
TARGETS = """\
文种: 项目支出绩效目标表
版式: henan-2022-project-targets
年度: 2024
部门名称: 某某局
资金使用单位:
  - 名称: 甲中心
    项目:
      - 名称: 业务培训
        资金: [{来源: 政府预算资金, 年度: 280.00}, {来源: 单位资金, 年度: 20.00}]
        绩效目标: 举办培训班6期。
        绩效指标:
          - {一级: 成本指标, 二级: 经济成本指标, 名称: 人均培训费用, 指标值: ≤450元}
          - {一级: 产出指标, 二级: 数量指标, 名称: 培训人数, 指标值: ≥420人}
          - {一级: 产出指标, 二级: 数量指标, 名称: 建设站点, 指标值: 4个}
          - {一级: 产出指标, 二级: 数量指标, 名称: 故障次数, 指标值: ≤3次}
          - {一级: 产出指标, 二级: 质量指标, 名称: 结业考试合格率, 指标值: ＞95%}
          - {一级: 产出指标, 二级: 时效指标, 名称: 按期完成的任务, 指标值: ≥4项}
          - {一级: 效益指标, 二级: 社会效益指标, 名称: 新增持证人员, 指标值: ≥100人}
          - {一级: 效益指标, 二级: 经济效益指标, 名称: 增加收入, 指标值: ≥100万元}
          - {一级: 满意度指标, 二级: 服务对象满意度指标, 名称: 学员满意度, 指标值: ≥90%}
"""
STATES = {
    "人均培训费用": "430元", "培训人数": "214人", "建设站点": "2个", "故障次数": "2次",
    "结业考试合格率": "97%", "按期完成的任务": "3项", "新增持证人员": "60人",
    "增加收入": "50万元", "学员满意度": "94%",
}  # fmt: skip
MONITORING, EVALUATION = "henan-project-monitoring", "henan-2020-project-evaluation"


def loaded(text: str) -> Loaded:
    return understand(parse_source(text, "某.yaml"), REGISTRY, allow_pending=True)


def begun(kind: str, form: str, *sources: str) -> str:
    given = [loaded(each) for each in sources]
    return drafted(REGISTRY.kinds.called(kind), given, REGISTRY, form).begun.text


EVALUATED = begun("project-evaluation", EVALUATION, TARGETS)


def monitoring(period: str, states: dict[str, str] = STATES) -> str:
    """A monitoring of a period with the state of each indicator."""
    text = begun("project-monitoring", MONITORING, TARGETS)
    lines = []
    name = ""
    for line in text.splitlines():
        key, _, value = line.strip().partition(": ")
        name = value if key in ("名称", "- 名称") else name
        given = {"监控期间": period, "执行情况": states.get(name, "")}.get(key)
        lines.append(f"{line.partition(key)[0]}{key}: {given}" if given else line)
    return "\n".join(lines) + "\n"


WATCHED = monitoring("1-7月")


def found(later: str, *earlier: str) -> list[Finding]:
    """What is found between them."""
    compared = check_loaded(loaded(later), REGISTRY, [loaded(each) for each in earlier])
    return [each for each in compared if each.code.startswith("AGAINST")]


def told(later: str, *earlier: str) -> list[tuple[str, str]]:
    return [(each.code, each.path.label) for each in found(later, *earlier)]


def test_what_is_begun_has_no_findings() -> None:
    assert found(EVALUATED, TARGETS, WATCHED) == []
    assert found(WATCHED, TARGETS) == []


COUNTED = "项目[1].绩效指标[1].年度指标值"
RATE = "项目[1].绩效指标[4].年度指标值"


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("≥420人", "＞420人", "AGAINST-039", "要求比原来的高：≥420人→＞420人"),
        ("≥420人", "约420人", "AGAINST-039", "对本单位有利：≥420人→约420人"),
        ("≥420人", "＝420人", "AGAINST-039", "的目标比较符号与原来的不同：≥420人→＝420人"),
        ("≥420人", "≤420人", "AGAINST-010", "方向相反：≥420人→≤420人"),
        ("≥420人", "420人", "AGAINST-013", "漏写或多写了比较符号：≥420人→420人"),
        ("≥420人", "≤400人", "AGAINST-010", "方向相反：≥420人→≤400人"),
        ("＞95%", "≥95%", "AGAINST-039", "对本单位有利：＞95%→≥95%"),
        ("＞95%", "95%", "AGAINST-013", "漏写或多写了比较符号：＞95%→95%"),
    ],
)
def test_another_sign_is_told_with_both_and_in_whose_favour(
    old: str, new: str, code: str, words: str
) -> None:
    place = COUNTED if old.endswith("人") else RATE
    findings = found(altered(EVALUATED, (old, new)), TARGETS)
    by_code = {each.code: each for each in findings}
    assert {each.path.label for each in findings} == {place}
    assert set(by_code) <= {code, "AGAINST-008"}
    assert words in by_code[code].message
    is_wording = code == "AGAINST-013"
    assert by_code[code].severity is (Severity.INFORMATION if is_wording else Severity.WARNING)


@pytest.mark.parametrize("same", ["不低于420人", "420人以上", "420人及以上", "不少于420人"])
def test_a_sign_in_words_is_the_same(same: str) -> None:
    assert {each.code for each in found(altered(EVALUATED, ("≥420人", same)), TARGETS)} <= {
        "AGAINST-013"
    }


def test_another_sign_in_a_column_of_its_own_is_found_though_it_is_exact() -> None:
    path = resources.examples() / "sichuan-2023-project-targets.yaml"
    declared = path.read_text("utf-8")
    sign = "名称: 村组干部230人, 计算符号: ≥"
    exact = altered(declared, (sign, sign.replace("≥", "＝")))
    (finding,) = found(exact, declared)
    assert finding.code == "AGAINST-039"
    assert "≥230个→＝230个" in finding.message
    equal = altered(exact, (sign.replace("≥", "＝"), sign.replace("≥", "'='")))
    assert found(equal, exact) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("        二级: 质量指标\n", "        二级: 数量指标\n", "[4].二级"),
        (
            "一级: 效益指标\n        二级: 社会效益指标\n",
            "一级: 满意度指标\n        二级: 服务对象满意度指标\n",
            "[8].一级",
        ),
    ],
)
def test_another_level_is_found(old: str, new: str, place: str) -> None:
    changed = altered(WATCHED, (old, new))
    assert told(changed, TARGETS) == [("AGAINST-037", f"项目[1].绩效指标{place}")]


def test_a_level_of_another_taxonomy_that_takes_the_place_is_the_same() -> None:
    # 经济成本指标 of the targets is 成本指标 below 产出指标 on the other forms.
    assert "二级: 成本指标" in WATCHED
    assert found(WATCHED, TARGETS) == []


def test_another_unit_that_carries_it_out_is_found_at_its_place() -> None:
    changed = altered(EVALUATED, ("实施单位: 甲中心", "实施单位: 乙中心"))
    (finding,) = found(changed, TARGETS)
    assert (finding.code, finding.path.label) == ("AGAINST-038", "项目[1].实施单位")
    assert "为“乙中心”，项目支出绩效目标表为“甲中心”" in finding.message


def test_a_unit_that_is_not_stated_or_written_in_another_width_is_no_other_one() -> None:
    lines = [line for line in EVALUATED.splitlines() if "实施单位" not in line]
    assert found("\n".join(lines), TARGETS) == []
    assert found(altered(EVALUATED, ("实施单位: 甲中心", "实施单位: 甲 中心")), TARGETS) == []


FALLEN = {
    "培训人数": ("200人", Severity.WARNING),
    "新增持证人员": ("59人", Severity.WARNING),
    "增加收入": ("40万元", Severity.WARNING),
    "建设站点": ("1个", Severity.INFORMATION),
}
MAY_FALL = {
    "人均培训费用": "400元", "故障次数": "1次", "结业考试合格率": "96%", "学员满意度": "91%",
    "按期完成的任务": "2项",
}  # fmt: skip


@pytest.mark.parametrize("name", FALLEN)
def test_a_count_that_falls_is_found(name: str) -> None:
    state, severity = FALLEN[name]
    (finding,) = found(monitoring("1-10月", STATES | {name: state}), TARGETS, WATCHED)
    assert (finding.code, finding.severity, finding.path[-1]) == (
        "AGAINST-040", severity, "执行情况"
    )  # fmt: skip
    assert f"指标“{name}”的执行情况为{state}，小于1-7月监控时的{STATES[name]}" in finding.message


@pytest.mark.parametrize("period", ["2024年1-10月", "前三季度", "1-12月"])
def test_what_may_fall_and_what_rises_is_not(period: str) -> None:
    assert found(monitoring(period, STATES | MAY_FALL), TARGETS, WATCHED) == []
    risen = {name: state.replace(state[0], "9", 1) for name, state in STATES.items()}
    assert found(monitoring(period, risen), TARGETS, WATCHED) == []


@pytest.mark.parametrize("state", ["第一批213人已结业，第二批1人", "正在组织", "约2期"])
def test_a_state_that_is_not_one_number_of_the_unit_is_not_compared(state: str) -> None:
    assert found(monitoring("1-10月", STATES | {"培训人数": state}), TARGETS, WATCHED) == []


def test_an_evaluation_that_reached_less_than_a_monitoring_saw_is_found() -> None:
    lines = EVALUATED.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "名称: 培训人数" in line)
    place = next(n for n in range(at, len(lines)) if "实际完成值" in lines[n])
    lines[place] = f"{lines[place].partition('实')[0]}实际完成值: 200人\n"
    (finding,) = found("".join(lines), TARGETS, WATCHED)
    assert (finding.code, finding.path[-1]) == ("AGAINST-040", "实际完成值")


@pytest.mark.parametrize("name", ["培训人数", "人均培训费用"])
def test_an_indicator_that_was_renamed_is_known_by_level_and_target_and_told_once(
    name: str,
) -> None:
    # 成本指标 is 经济成本指标 in the targets.
    changed = altered(EVALUATED, (f"名称: {name}", "名称: 轮训干部"))
    (finding,) = found(changed, TARGETS)
    assert (finding.code, finding.severity) == ("AGAINST-014", Severity.WARNING)
    assert finding.path[-1] == "名称"
    assert f"“轮训干部”与项目支出绩效目标表中项目“业务培训”的“{name}”" in finding.message


def test_what_also_has_another_target_or_a_double_is_missing_and_new() -> None:
    both = ("名称: 培训人数", "名称: 参加轮训干部"), ("≥420人", "≥421人")
    codes = [each.code for each in found(altered(EVALUATED, *both), TARGETS)]
    assert sorted(codes) == ["AGAINST-019", "AGAINST-020"]
    twin = "          - {一级: 产出指标, 二级: 数量指标, 名称: 走访对象, 指标值: ≥420人}\n"
    targets = TARGETS + twin
    begun_so = begun("project-evaluation", EVALUATION, targets)
    renamed = altered(
        begun_so, ("名称: 培训人数", "名称: 轮训干部"), ("名称: 走访对象", "名称: 到访")
    )
    codes = [each.code for each in found(renamed, targets)]
    assert sorted(codes) == ["AGAINST-019"] * 2 + ["AGAINST-020"] * 2


def test_of_two_of_one_name_and_target_the_one_of_the_level_is_the_same() -> None:
    twin = "          - {一级: 产出指标, 二级: 数量指标, 名称: 学员满意度, 指标值: ≥90%}\n"
    begun_so = begun("project-evaluation", EVALUATION, TARGETS + twin)
    assert found(begun_so, TARGETS + twin) == []


def test_money_in_other_rows_is_compared_as_a_whole_at_the_place_of_all_rows() -> None:
    declared = altered(TARGETS, (", {来源: 单位资金, 年度: 20.00}", ""))
    (finding,) = found(EVALUATED, declared)
    assert (finding.code, finding.path.label) == ("AGAINST-022", "项目[1].资金")
    assert (
        "资金合计的年初预算数为300.00万元（当年财政拨款280.00万元、其他资金20.00万元），"
        "项目支出绩效目标表为280.00万元（政府预算资金280.00万元）"
    ) in finding.message

# ruff: noqa: E501 # a table reads better with a row a line
"""A manifest that is wrong: all its mistakes at once, with file and line, and what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import TemplateError
from perfreport.forms.registry import FormRegistry
from tests.forms.good_manifests import EVALUATION, MANIFESTS, REPORT, TARGETS
from tests.forms.own_templates import with_file
from tests.small_files import altered, line_with


def refusal(folder: Path, text: str) -> list[str]:
    """The lines of the refusal of ``text``; none where it is good."""
    form_id = re.findall("版式: (.*)", text)[0]
    registry = FormRegistry([with_file(folder, f"forms/{form_id}.yaml", text)])
    try:
        registry.get(form_id)
    except TemplateError as error:
        return str(error).splitlines()[1:]
    return []


@pytest.mark.parametrize("form_id", MANIFESTS)
def test_what_is_to_be_broken_is_good(form_id: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, MANIFESTS[form_id]) == []


BROKEN = {
    "sort": (TARGETS, "类型: 选择", "类型: 选项", "附加项[1].类型", "“选项”不可用"),
    "scope": (TARGETS, "属于: 项目", "属于: 项", "属于", "是不是“项目”？可写：文书、单位"),
    "column": (TARGETS, "计算符号, ", "计量符号, ", "指标列[4]", "是不是“计算符号”？"),
    "column twice": (TARGETS, "计算符号, ", "名称, ", "指标列[4]", "“名称”写了两次"),
    "unknown key": (TARGETS, "\n地区: ", "\n地域: ", "地域", "没有“地域”这一项，是不是“地区”？"),
    "name": (TARGETS, "英文: period", "英文: 期间", "附加项[2].英文", "只用小写字母"),
    "options": (TARGETS, ", 选项: [甲类, 乙类]", "", "附加项[1].选项", "“选择”要写“选项”"),
    "option like a box": (TARGETS, "选项: [甲类, 乙类]", "选项: [甲类, √]", "附加项[1].选项", "选项里不写□、√"),
    "label twice": (TARGETS, "名称: 联系人", "名称: 项目类别", "附加项[3]", "与前面的相同"),
    "slot": (TARGETS, "{category}", "{catgory}", "标题", "是不是“category”？"),
    "title alone": (TARGETS, "{department}", "{departmant}", "标题", "是不是“department”？"),
    "format": (TARGETS, "{year}", "{year:>9}", "标题", "只写名称，不写格式"),
    "taxonomy": (TARGETS, "印作: 质量", "印作: 数量指标", "二级[2].印作", "请改成不同的"),
    "required level": (TARGETS, "名称: [产出]", "名称: [成本]", "必备一级.名称[1]", "没有一级指标“成本”"),
    "level two": (TARGETS, "名称: [质量指标]", "名称: [成本指标]", "必备二级.名称[1]", "没有二级指标“成本指标”"),
    "other year": (TARGETS, "[可持续影响指标]", "[产出]", "指标体系.不用[1].名称", "“产出”是这套体系里的"),
    "level of a statement": (TARGETS, "{一级: 产出指标", "{一级: 成本", "涉密说明[1]", "可写：产出指标"),
    "source twice": (TARGETS, "英文: own", "英文: bonds", "资金.来源[1].其中[1].英文", "“bonds”写了两次"),
    "total": (TARGETS, "英文: own", "英文: total", "资金.来源[2].英文", "请另取一个"),
    "label of spare rows": (TARGETS, "指标{序号}：", "{序号}：", "备填行.名称", "前后都要有字"),
    "slot of spare rows": (TARGETS, "指标{序号}：", "指标{序列}：", "备填行.名称", "这句可用：序号"),
    "no spare row": (TARGETS, "行数: 2", "行数: 0", "备填行.行数", "至少为 1"),
    "spare rows": (TARGETS, '备填行: {行数: 2, 名称: "指标{序号}：", 省略: ……}', "备填行: 两行", "备填行", "“两行”"),
    "spare levels": (TARGETS, "省略: ……", "另加二级: ……", "备填行.另加二级", "没有写“可增二级: true”"),
    "unknown field": (TARGETS, "必填: [资金使用单位.项目.绩效指标.", "必填: [", "必填[1]", "是不是“资金使用单位.项目.绩效指标.指标值”？"),
    "no column": (TARGETS, "必填: [资金使用单位.项目.绩效指标.指", "必填: [资金使用单位.项目.绩效指标.年度指", "必填[1]", "请在“指标列”里加上“年度指标值”"),
    "both": (TARGETS, "不印: [资金使用单位.项目.绩效指标.备注", "不印: [资金使用单位.项目.绩效指标.指标值", "必填[1]", "请删去一处"),
    "part of both": (TARGETS, "不印: [资金使用单位.项目.绩效指标.备注", "不印: [资金使用单位.项目.附加项", "必填[2]", "（“资金使用单位.项目.附加项”）"),
    "needed": (TARGETS, "不印: [资金使用单位.项目.绩效指标.备注", "不印: [资金使用单位.项目.名称", "不印[1]", "请从“不印”中删去"),
    "content": (REPORT, "内容: 清单", "内容: 列表", "提纲[4].内容", "“列表”不可用"),
    "without columns": (REPORT, "内容: 表", "内容: 文字", "提纲[5].内容", "内容是“表”的才写“列”"),
    "heading twice": (REPORT, "标题: 概要", "标题: 评分", "提纲[6].标题", "“评分”写了两次"),
    "taken": (REPORT, "英文: table", "英文: loop", "提纲[6].英文", "请另取一个"),
    "slot of a sentence": (REPORT, "{points_score_total}", "{points_scor_total}", "提纲[3].句子", "是不是“points_score_total”？"),
    "option of an entry": (REPORT, ", 选项: [甲, 乙]", "", "提纲[6].栏目[2].选项", "要写“选项”"),
    "name of a slot": (TARGETS, "英文: contact", "英文: year", "附加项[3].英文", "在标题和句子里另有用处"),
    "scope of another kind": (TARGETS, "英文: contact", "英文: contact, 属于: 任务", "附加项[3].属于", "可写：文书、单位、项目或指标"),
    "option with a box": (TARGETS, "[甲类, 乙类]", "[甲类, √乙类]", "附加项[1].选项", "选项里不写□、√"),
    "option still to be filled in": (TARGETS, "[甲类, 乙类]", "[甲类, 待填]", "附加项[1].选项[2]", "还没有填的意思"),
    "stage called as a key": (TARGETS, "名称: 实施期", "名称: 来源", "资金.栏目[1].名称", "另有用处"),
    "source called as a key": (TARGETS, "名称: 债券资金", "名称: 合计", "资金.来源[1].其中[1].名称", "另有用处"),
    "name of Jinja": (REPORT, "英文: advice", "英文: self", "提纲[4].英文", "请另取一个"),
    "slot of two things": (REPORT, "英文: project}", "英文: project}, {名称: 甲, 英文: points_score_total}", "提纲[5].英文", "会有两个意思"),
    "entry and declared field": (REPORT, "英文: project}", "英文: project}, {名称: 甲, 英文: table_head}", "提纲[6].英文", "会有两个意思"),
    "task without tasks": (REPORT, "英文: project}", "英文: project}, {名称: 甲, 英文: a, 属于: 任务}", "附加项[2].属于", "可写：文书"),
    "level": (REPORT, "级: 2", "级: 7", "提纲[2].级", "至多为 4"),
    "base": (EVALUATION, "依照: guangzhou-self-evaluation", "依照: guangzhou-self-evaluatoin", "依照", "是不是 guangzhou-self-evaluation？"),
    "numbering": (EVALUATION, "扣分编号: (1)", '扣分编号: ""', "扣分编号", "不能不编号"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong", "place", "advice"), BROKEN.values(), ids=BROKEN)
def test_one_mistake_is_told_once_with_its_line(
    text: str, right: str, wrong: str, place: str, advice: str, tmp_path: Path
) -> None:
    broken = altered(text, (right, wrong))
    (told,) = refusal(tmp_path, broken)
    found = re.fullmatch(r".*\.yaml:(?P<line>\d+)：(?P<place>[^：]*)：(?P<advice>.*)", told)
    assert found
    assert place in found["place"]
    assert advice in found["advice"]
    key = re.sub(r"\[\d+\]", "", found["place"]).split(".")[-1]
    line = broken.splitlines()[int(found["line"]) - 1]
    assert key in line or wrong.strip() in line


def test_all_mistakes_of_a_manifest_are_told_at_once(tmp_path: Path) -> None:
    wrong = ("sort", "column", "unknown key", "name", "title alone", "total", "taxonomy", "needed")
    text = altered(TARGETS, *(BROKEN[name][1:3] for name in wrong))
    told = "\n".join(refusal(tmp_path, text))
    assert len(told.splitlines()) == len(wrong)
    for name in wrong:
        assert BROKEN[name][4] in told, name


def test_what_follows_from_a_mistake_is_not_told(tmp_path: Path) -> None:
    """The slot {category} is that of the field whose name is wrong."""
    told = refusal(tmp_path, altered(TARGETS, ("英文: category", "英文: Category")))
    assert [each.split("：")[1] for each in told] == ["附加项[1].英文"]


def test_a_mistake_in_a_shared_file_is_told_with_its_own_line(tmp_path: Path) -> None:
    shared = "编号: 某市\n名称: 某市的\n依据: 某文件\n一级:\n  - {名成: 产出}\n"
    folder = with_file(tmp_path, "taxonomies/某市.yaml", shared)
    start, end = TARGETS.index("指标体系:"), TARGETS.index("必备一级:")
    text = TARGETS[:start] + "指标体系: 某市\n" + TARGETS[end:].replace("[产出]", "[产出指标]")
    told = refusal(folder, text)
    assert [each.split("taxonomies/")[1].split("：")[:2] for each in told] == [
        ["某市.yaml:1", "自何时起"],
        ["某市.yaml:5", "一级[1].名成"],
    ]


def test_a_mistake_in_the_extended_manifest_is_told_with_its_file(tmp_path: Path) -> None:
    with_file(
        tmp_path, "forms/某市-项目绩效目标.yaml", altered(TARGETS, ("金额小数: 0", "金额小数: 9"))
    )
    (told,) = refusal(
        tmp_path, "版式: 某县\n依照: 某市-项目绩效目标\n名称: 表\n地区: 某县\n年度: '1'\n依据: 无\n"
    )
    assert f"某市-项目绩效目标.yaml:{line_with(TARGETS, '金额小数')}：数字.金额小数" in told


TYPES: tuple[Any, ...] = (None, "", "字", 3, [], ["字"], {}, {"名称": "字"}, True, [{}], [None])


def _places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield (*path, key)
        yield from _places(tree[key], (*path, key))


def mutated(tree: Any, random: Random) -> Any:
    """``tree`` with something dropped, renamed, said twice or of another sort."""
    *way, last = random.choice(list(_places(tree)))
    holder = tree
    for step in way:
        holder = holder[step]
    match random.choice(("drop", "rename", "retype", "garble", "copy")):
        case "drop":
            del holder[last]
        case "rename" if isinstance(holder, dict):
            holder[str(last)[:-1] + random.choice("一字x")] = holder.pop(last)
        case "garble" if isinstance(holder[last], str):
            at = random.randrange(len(holder[last]) + 1)
            holder[last] = holder[last][:at] + random.choice("字x{}.:") + holder[last][at:]
        case "copy" if isinstance(holder, list):
            holder.insert(last, deepcopy(holder[last]))
        case _:
            holder[last] = deepcopy(random.choice(TYPES))
    return tree


@given(st.sampled_from(sorted(MANIFESTS)), st.integers(0, 10**9), st.integers(1, 4))
def test_a_mutated_manifest_is_good_or_refused_in_chinese_with_a_line(
    form_id: str, seed: int, times: int
) -> None:
    random = Random(seed)
    tree: Mapping[str, Any] = yaml.safe_load(MANIFESTS[form_id])
    for _ in range(times):
        tree = mutated(tree, random) if tree else tree
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1000)
    with TemporaryDirectory() as folder:
        registry = FormRegistry([with_file(Path(folder), f"forms/{form_id}.yaml", text)])
        try:
            form = registry.get(form_id)
            assert form.view
            assert form.model
        except TemplateError as error:
            head, *told = str(error).splitlines()
            assert head == "版式清单有误："
            for line in told:
                assert re.search(r"\.yaml:\d+：.*[\u4e00-\u9fff]", line), line
                assert "standin" not in line

"""Lines of titles, each judged by eye: names in brackets, lines of the form parted by ``|``."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.blocks.titles import BEGIN, END, ems, shaped
from perfreport.forms.registry import FormRegistry

FORMS = FormRegistry()
JUDGED = [
    (
        "2023年度[中国共产党广州市委员会政法委员会] | 部门整体支出绩效自评报告",
        "2023年度中国共产党广州市委员会政法委员会/部门整体支出绩效自评报告",
    ),
    (
        "2023年度[中国共产党广州市增城区委员会政法委员会] | 部门整体支出绩效自评报告",
        "2023年度/中国共产党广州市增城区委员会政法委员会/部门整体支出绩效自评报告",
    ),
    (
        "2024年度[徐闻县政务服务和数据管理局] | 部门整体支出绩效自评报告",
        "2024年度徐闻县政务服务和数据管理局/部门整体支出绩效自评报告",
    ),
    (
        "2024年度[广州市番禺区住房和城乡建设局城市更新事务中心] | 部门整体支出绩效自评报告",
        "2024年度广州市番禺区/住房和城乡建设局城市更新事务中心/部门整体支出绩效自评报告",
    ),
    (
        "[河南省某某水文水资源中心] | 2023年度部门项目支出绩效自评总结报告",
        "河南省某某水文水资源中心/2023年度部门项目支出绩效自评总结报告",
    ),
    (
        "[河南省某某水文水资源测报中心信阳分中心管理办公室] | 2023年度部门项目支出绩效自评总结报告",
        "河南省某某水文水资源测报中心/信阳分中心管理办公室/2023年度部门项目支出绩效自评总结报告",
    ),
    (
        "2023年度[高标准农田建设（某某县）] | 项目支出绩效评价报告",
        "2023年度高标准农田建设（某某县）/项目支出绩效评价报告",
    ),
    (
        "2023年度[广东省政法跨部门大数据办案平台广州分中心（市委政法委中心平台）建设]"
        " | 项目支出绩效评价报告",
        "2023年度广东省政法跨部门大数据办案平台/广州分中心（市委政法委中心平台）建设/项目支出绩效评价报告",
    ),
    (
        "2022年度[农业水价综合改革及小型水库维修养护中央补助资金] | 项目支出绩效评价报告",
        "2022年度农业水价综合改革/及小型水库维修养护中央补助资金/项目支出绩效评价报告",
    ),
    (
        "2023年度[城乡居民基本医疗保险财政补助资金] | 项目支出绩效评价报告",
        "2023年度城乡居民基本医疗保险财政补助资金/项目支出绩效评价报告",
    ),
    (
        "[中国共产党广州市增城区委员会政法委员会]2024年项目支出绩效目标表（含转移支付项目）",
        "中国共产党广州市增城区委员会政法委员会/2024年项目支出绩效目标表/（含转移支付项目）",
    ),
    ("部门整体支出绩效自评报告（[政数局]）", "部门整体支出绩效自评报告（政数局）"),
    (
        "部门整体支出绩效自评报告（[县政务服务和数据管理局]）",
        "部门整体支出绩效自评报告/（县政务服务和数据管理局）",
    ),
    (
        "[上海市普陀区建设和管理委员会]2026年度财政项目支出绩效目标申报表",
        "上海市普陀区建设和管理委员会/2026年度财政项目支出绩效目标申报表",
    ),
    (
        "[景宁畲族自治县住房和城乡建设局]2023年度部门预算项目支出绩效目标表",
        "景宁畲族自治县住房和城乡建设局/2023年度部门预算项目支出绩效目标表",
    ),
    (
        "[天长市水利局]2022年度农业水价综合改革项目支出绩效自评报告",
        "天长市水利局2022年度农业水价综合改革/项目支出绩效自评报告",
    ),
    (
        "[清沈县人力资源和社会保障局]2023年度项目支出绩效自评报告",
        "清沈县人力资源和社会保障局/2023年度项目支出绩效自评报告",
    ),
    (
        "[湖北省武汉市青山区城市管理执法局] | 2023年度项目支出绩效自评表",
        "湖北省武汉市青山区城市管理执法局/2023年度项目支出绩效自评表",
    ),
    (
        "2023年度[智慧城管指挥平台运维和数据采集服务采购] | 项目支出绩效评价报告",
        "2023年度智慧城管指挥平台/运维和数据采集服务采购/项目支出绩效评价报告",
    ),
    (
        "2023年度[某某县2021年至2023年农村饮水安全巩固提升工程（二期）] | 项目支出绩效评价报告",
        "2023年度某某县2021年至2023年/农村饮水安全巩固提升工程（二期）/项目支出绩效评价报告",
    ),
    (
        "[某某市人民政府国有资产监督管理委员会] | 2023年度部门项目支出绩效自评总结报告",
        "某某市人民政府国有资产监督管理委员会/2023年度部门项目支出绩效自评总结报告",
    ),
    ("2023年度[乡村振兴] | 项目支出绩效评价报告", "2023年度乡村振兴/项目支出绩效评价报告"),
    (
        "2023年度[南沙区自由贸易试验区综合服务大厅及配套停车场等基础设施改造提升]"
        " | 项目支出绩效评价报告",
        "2023年度南沙区自由贸易试验区综合服务大厅/及配套停车场等基础设施改造提升/项目支出绩效评价报告",
    ),
    ("部门整体支出绩效自评报告", "部门整体支出绩效自评报告"),
]


def lines_of(typed: str, most: float | None) -> tuple[str, ...]:
    marked = typed.replace(" | ", "\n").replace("[", BEGIN).replace("]", END)
    return shaped(marked, most)


@pytest.mark.parametrize(("typed", "lines"), JUDGED)
def test_titles_are_parted_where_their_sense_is(typed: str, lines: str) -> None:
    assert "/".join(lines_of(typed, 20)) == lines


@pytest.mark.parametrize("typed", [typed for typed, _ in JUDGED])
def test_a_title_that_nobody_bounds_has_the_lines_of_its_form(typed: str) -> None:
    plain = re.sub(r"[\[\]]", "", typed)
    assert lines_of(typed, None) == tuple(plain.split(" | "))


def test_lines_are_as_few_as_can_be() -> None:
    for typed, lines in JUDGED:
        plain = re.sub(r"[\[\]]", "", typed).split(" | ")
        fewest = sum(-(-int(2 * ems(line)) // 40) for line in plain)
        assert len(lines.split("/")) <= fewest + 1


NAMES = (
    st.text("某市县区局委员会政法和与及的（）建设工程项目2023年度、 ", min_size=1, max_size=45)
    .map(str.strip)
    .filter(bool)
)


@given(
    NAMES, st.sampled_from(["{}2024年项目支出绩效目标表", "2023年度{} | 部门整体支出绩效自评报告"])
)
@settings(deadline=None)
def test_no_title_loses_a_character_or_parts_a_year(name: str, form: str) -> None:
    typed = form.format(f"[{name}]")
    lines = lines_of(typed, 20)
    assert "".join(lines) == typed.replace("[", "").replace("]", "").replace(" | ", "")
    for before, after in pairwise(lines):
        parted_digits = before[-1:].isdigit() and (after[:1].isdigit() or after[:1] == "年")
        assert not parted_digits
        # It would be lost where the title is read again.
        assert not before[-1:].isspace()
        assert not after[:1].isspace()


def test_a_name_that_no_line_holds_is_parted_rather_than_printed_over_the_edge() -> None:
    lines = lines_of("2023年度[" + "某" * 40 + "] | 项目支出绩效评价报告", 20)
    assert all(ems(line) <= 20 for line in lines)


def test_what_nobody_prints_is_left_to_the_page() -> None:
    typed = "[" + "某" * 100_000 + "]项目支出绩效目标表"
    assert len(lines_of(typed, 20)) == 1


def test_bounds_are_those_of_the_pages() -> None:
    """A line of as many characters as the manifest says has room on the page of its form."""
    bounded = 0
    for form_id in FORMS.ids:
        most = FORMS.get(form_id).title_width
        if most is None:
            continue
        bounded += 1
        markup = FORMS.pdf_template(form_id).read_text("utf-8")
        assert most * size_of(markup) <= room_of(markup), form_id
    assert bounded == 5


def style_of(markup: str) -> str:
    """The definition of the style in which the title is printed."""
    (name,) = set(re.findall(r'style="([^"]+)"[^>]*>\{% for line in title_lines', markup))
    (style,) = re.findall(f'<style name="{name}"[^>]*>', markup)
    return str(style)


def points(attribute: str, style: str) -> float:
    found = re.search(rf' {attribute}="(-?[0-9.]+)pt"', style)
    return float(found[1]) if found else 0.0


def size_of(markup: str) -> float:
    return points("size", style_of(markup))


def room_of(markup: str) -> float:
    """The width between the margins of the page and the indents of the style."""
    (head,) = re.findall("<document[^>]*>", markup)
    _, right, _, left = map(float, re.findall(r"([0-9.]+)pt", head))
    width = 841.89 if "landscape" in head else 595.28
    style = style_of(markup)
    return width - left - right - points("left", style) - points("right", style)

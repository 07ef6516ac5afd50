"""Ten edits that people make every day, through ``read --update``: taken whole, or named."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import perfreport as library
from perfreport.docx.wordml import W
from tests.cli.running import Runner
from tests.examples import FOLDER, rendered
from tests.roundtrip.word_editor import Element, WordEditor, retype, text_of

DISTRICT = "zengcheng-2024-project-targets"
REPORT = "guangzhou-2023-self-evaluation"
GOAL = "充实单位人员力量，提高工作效率。"
ADDED = "一般公共预算年度平均支出执行率为99.91%，未达到100%，主要是年末项目验收滞后"

Act = Callable[[WordEditor], object]


def retyped(old: str, new: str) -> Act:
    return lambda editor: editor.replace(editor.paragraph(old), old, new)


def cut(paragraph: Element, words: str, before: str, behind: str) -> Element:
    """A run between ``before`` and ``behind``, which stand where ``words`` stood."""
    head, tail = text_of(paragraph).split(words, 1)
    retype(paragraph, head + before, "之间", behind + tail)
    return paragraph.findall(W + "r")[1]


def tab(editor: WordEditor) -> None:
    run = cut(editor.paragraph(GOAL), "提高工作效率。", "提高", "工作效率。")
    run.remove(next(run.iter(W + "t")))
    run.append(etree.Element(W + "tab"))


def superscript(editor: WordEditor) -> None:
    run = cut(editor.paragraph(GOAL), "提高工作", "办公用房100m", "，提高工作")
    next(run.iter(W + "t")).text = "2"
    properties = run.find(W + "rPr")
    if properties is None:
        properties = etree.Element(W + "rPr")
        run.insert(0, properties)
    etree.SubElement(properties, W + "vertAlign").set(W + "val", "superscript")


def list_of_no_definition(editor: WordEditor) -> None:
    for words in ("1.深化社会治理", "2.开展精准治理"):
        paragraph = editor.paragraph(words)
        retype(paragraph, text_of(paragraph)[2:])
        properties = paragraph.find(W + "pPr")
        assert properties is not None
        number = etree.SubElement(properties, W + "numPr")
        etree.SubElement(number, W + "ilvl").set(W + "val", "0")
        etree.SubElement(number, W + "numId").set(W + "val", "1")


def cleared(editor: WordEditor) -> None:
    for column in (1, 2):
        editor.retype_cell(editor.beside("编外人员聘用经费", column))


def signature(editor: WordEditor) -> None:
    body = editor.root.find(W + "body")
    assert body is not None
    last = [each for each in body.findall(W + "p") if text_of(each).strip()][-1]
    for words in ("2024年3月15日", "中国共产党广州市委员会政法委员会"):
        signed = copy.deepcopy(last)
        retype(signed, words)
        last.addnext(signed)


SAME = "只改了标点、空格、编号或数的写法，内容没有变"
EDITS: dict[str, tuple[str, Act, int, str, tuple[str, str]]] = {
    "full-width colon": (
        DISTRICT,
        retyped("年度指标值:20人", "年度指标值：20人"),
        0,
        SAME,
        ("", ""),
    ),
    "semicolon": (DISTRICT, retyped("年度指标值:20人。", "年度指标值:20人；"), 0, SAME, ("", "")),
    "part left out": (DISTRICT, retyped("实施周期指标值:20人；", ""), 1, "未收　", ("", "")),
    "dash": (
        DISTRICT,
        retyped("1-产出指标；11-数量指标；发展", "1—产出指标；11-数量指标；发展"),
        0,
        SAME,
        ("", ""),
    ),
    "tab": (DISTRICT, tab, 0, "按普通空格读入", ("提高工作效率。\n", "提高 工作效率。\n")),
    "superscript": (
        DISTRICT,
        superscript,
        0,
        "【增：办公用房100m²，】",
        ("量，提高工作效率。\n", "量，办公用房100m²，提高工作效率。\n"),
    ),
    "typed numbers made a list": (DISTRICT, list_of_no_definition, 1, "未收　", ("", "")),
    "amount cleared": (DISTRICT, cleared, 0, "【删：59.80】", ("        财政拨款: 59.80\n", "")),
    "signature": (REPORT, signature, 1, "“2024年3月15日”", ("", "")),
    "words added to a sentence": (
        REPORT,
        retyped("未达到100%", "未达到100%，主要是年末项目验收滞后"),
        0,
        "主要是年末项目验收滞后",
        (
            "  一般公共预算年度平均支出执行率: 99.91%\n",
            f"  一般公共预算年度平均支出执行率: 99.91%\n  扣分原因:\n    - {{原因: {ADDED}}}\n",
        ),
    ),
}
"""An example, an edit, the exit code, what is said, and what becomes other in the data file."""


@pytest.mark.parametrize("edit", EDITS)
def test_an_everyday_edit_is_taken_or_named(perfreport: Runner, tmp_path: Path, edit: str) -> None:
    name, act, code, said, (old, new) = EDITS[edit]
    data, word = tmp_path / "数据.yaml", tmp_path / "改过的.docx"
    shutil.copy(FOLDER / f"{name}.yaml", data)
    before = data.read_text("utf-8")
    editor = WordEditor(rendered(name, "docx"))
    act(editor)
    word.write_bytes(editor.save())
    outcome = perfreport("read", word, "--update", data)
    assert (outcome.code, said in outcome.err) == (code, True)
    assert data.read_text("utf-8") == (before.replace(old, new, 1) if old else before)
    assert library.load(data)
    if old:
        assert data.with_name("数据.yaml~").read_text("utf-8") == before

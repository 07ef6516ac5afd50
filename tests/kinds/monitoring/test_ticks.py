"""Causes and possibilities are ticked in cells of their own, on the page and back."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfreport
from perfreport import InputError, ProjectMonitoring
from perfreport.basics.errors import TemplateError
from perfreport.blocks.printing import build_view
from perfreport.data.data_files import parse_source
from perfreport.documents.loading import Loaded, understand
from perfreport.documents.rendering import Format, Renderer
from perfreport.forms.coverage import lacks, places_of
from perfreport.forms.registry import FormRegistry
from perfreport.forms.templating.uses import Uses
from perfreport.roundtrip import Reading
from tests.examples import FOLDER, example, form_of, rendered
from tests.forms.own_templates import with_file, with_form
from tests.roundtrip.strangers.edits import Edit, typed
from tests.roundtrip.word_editor import WordEditor

PROJECT = "henan-project-monitoring"
SECOND = 11
"""The row of the second indicator in the first table."""
CERTAIN, POSSIBLE, IMPOSSIBLE = 13, 14, 15


def read(file: bytes, *edits: Edit) -> Reading:
    editor = WordEditor(file)
    for edit in edits:
        edit(editor)
    return perfreport.read_docx(editor.save())


def test_each_cell_stands_for_one_value() -> None:
    row = build_view(example(PROJECT), form_of(PROJECT)).projects[0].indicators[1]
    assert tuple(row.causes) == ("√", "", "√", "", "")
    assert tuple(row.possibility) == ("", "", "√")


@pytest.mark.parametrize("mark", ["√", "☑", "■", "v", "是"])
def test_people_tick_as_they_like(mark: str) -> None:
    reading = read(rendered(PROJECT, "docx"), typed(0, SECOND, {POSSIBLE: mark, IMPOSSIBLE: ""}))
    assert isinstance(reading.document, ProjectMonitoring)
    assert reading.document.projects[0].indicators[1].possibility == "有可能"
    assert reading.is_whole


@pytest.mark.parametrize("new", [CERTAIN, POSSIBLE])
@pytest.mark.parametrize("row", [10, SECOND])
def test_two_possibilities_are_none(row: int, new: int) -> None:
    cells = {new: "√", IMPOSSIBLE: "√"}
    reading = read(rendered(PROJECT, "docx"), typed(0, row, cells))
    assert not reading.edits
    assert {each.words for each in reading.unplaced} == {"√"}
    assert all("勾选了不止一项" in each.reason for each in reading.unplaced)


@pytest.mark.parametrize("text", ["×", "□", "也许", "1"])
def test_what_is_no_tick_is_told(text: str) -> None:
    (said,) = read(rendered(PROJECT, "docx"), typed(0, SECOND, {8: text})).unplaced
    assert (said.words, said.place) == (text, "项目[1].绩效指标[2].偏差原因分析.制度保障")


def test_a_tick_counts_where_the_data_say_that_no_cause_is() -> None:
    path = ("项目", 0, "绩效指标", 0, "偏差原因分析")
    document = example(PROJECT).replace(path, {"经费保障": "否"})
    reading = read(perfreport.render(document, "docx"), typed(0, 10, {8: "√"}))
    assert [each.path.label for each in reading.edits] == [
        "项目[1].绩效指标[1].偏差原因分析.制度保障"
    ]
    assert reading.is_whole


def test_a_possibility_that_waits_waits_in_every_cell_until_one_is_ticked() -> None:
    text = (FOLDER / f"{PROJECT}.yaml").read_text("utf-8")
    source = parse_source(text.replace("可能性: 完全不可能", "可能性: 待填"))
    draft = understand(source, FormRegistry(), allow_pending=True)
    file = Renderer(FormRegistry(), system_fonts=False).render(draft, "docx", draft=True).content

    assert read(file).edits == ()
    (edit,) = read(file, typed(0, SECOND, {POSSIBLE: "√"})).edits
    assert edit.path.label == "项目[1].绩效指标[2].完成目标可能性"


CAUSES = "偏差原因分析: {经费保障: 是, 人员保障: 是}"
FUNDING, STAFF = 7, 9
WAITS = "【待填】"


def draft_with(causes: str) -> Loaded:
    text = (FOLDER / f"{PROJECT}.yaml").read_text("utf-8")
    assert CAUSES in text
    source = parse_source(text.replace(CAUSES, f"偏差原因分析: {causes}"))
    return understand(source, FormRegistry(), allow_pending=True)


def drafted(draft: Loaded, file_format: Format) -> bytes:
    renderer = Renderer(FormRegistry(), system_fonts=False)
    return renderer.render(draft, file_format, draft=True).content


@pytest.mark.parametrize(
    ("causes", "cells"),
    [
        ("待填", (WAITS,) * 5),
        ("{经费保障: 是, 人员保障: 待填}", ("√", "", WAITS, "", "")),
        ("{经费保障: 待填, 制度保障: 待填}", (WAITS, WAITS, "", "", "")),
    ],
)
def test_causes_that_wait_are_seen_on_the_page_and_come_back(
    causes: str, cells: tuple[str, ...]
) -> None:
    draft = draft_with(causes)
    assert isinstance(draft.document, ProjectMonitoring)
    row = build_view(draft.document, draft.form).projects[0].indicators[1]
    assert tuple(row.causes) == cells
    in_word = perfreport.read_docx(drafted(draft, "docx"))
    in_excel = perfreport.read_xlsx(drafted(draft, "xlsx"))
    for reading in (in_word, in_excel):
        assert reading.is_whole
        assert not reading.edits
        assert reading.document == draft.document


def test_no_cause_that_waits_counts_as_ticked() -> None:
    document = draft_with("{经费保障: 是, 人员保障: 待填}").document
    assert isinstance(document, ProjectMonitoring)
    causes = document.projects[0].indicators[1].causes
    assert causes is not None
    assert causes.ticked == ("经费保障",)


def test_causes_that_wait_are_ticked_in_word() -> None:
    file = drafted(draft_with("待填"), "docx")
    others = dict.fromkeys(range(FUNDING, FUNDING + 5), "")
    reading = read(file, typed(0, SECOND, {**others, STAFF: "√"}))
    assert isinstance(reading.document, ProjectMonitoring)
    causes = reading.document.projects[0].indicators[1].causes
    assert causes is not None
    assert causes.ticked == ("人员保障",)
    assert not reading.unplaced


@pytest.mark.parametrize("name", ["certain", "possible", "impossible"])
def test_a_template_without_a_cell_for_a_possibility_lacks_it(name: str) -> None:
    form = FormRegistry().get(PROJECT)
    printed = frozenset(each.names for each in places_of(form) if each.names[-1] != name)
    (lack,) = lacks(form, Uses(printed, printed, {}), in_word=True)
    assert lack.label == "项目.绩效指标.完成目标可能性"
    assert lack.tag.startswith(f"{{{{ each_indicator.possibility.{name} }}}}")


OWN = """
编号: 某市
名称: 某市监控办法
依据: 某市的文件
偏差原因分析:
  依据: 某市的表
  各项: [{名称: 政策调整, 英文: policy}, {名称: 采购程序, 英文: procurement}]
完成目标可能性:
  依据: 某市的表
  各项: [{名称: 能完成, 英文: will, 意思: 能}, {名称: 不能完成, 英文: will_not, 意思: 不能}]
"""


def form_by(folder: Path, text: str, name: str = "某市") -> None:
    with_file(folder, "monitoring/某市.yaml", text)
    with_form(
        folder, PROJECT, lambda manifest: manifest.replace("监控办法: henan", f"监控办法: {name}")
    )


def test_a_form_may_tick_other_causes(tmp_path: Path) -> None:
    form_by(tmp_path, OWN)
    form = FormRegistry([tmp_path]).get(PROJECT)
    tree = {
        "年度": 2024,
        "部门名称": "某局",
        "监控期间": "1-6月",
        "项目": [{"名称": "甲", "绩效指标": [{"名称": "乙", "偏差原因分析": {"采购程序": "是"}}]}],
    }
    document = form.model.model_validate(tree)
    assert isinstance(document, ProjectMonitoring)
    causes = document.projects[0].indicators[0].causes
    assert causes is not None
    assert causes.ticked == ("采购程序",)
    with pytest.raises(InputError, match="经费保障"):
        document.replace("项目[1].绩效指标[1].偏差原因分析", {"经费保障": "是"})


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("英文: policy", "英文: procurement", "写了两次"),
        ("英文: policy", "英文: class", "不可用"),
        ("名称: 采购程序", "名称: 政策调整", "写了两次"),
        ("意思: 不能}", "意思: 否}", "不能"),
        ("编号: 某市", "编号: 某县", "与文件名不同"),
        ("{名称: 能完成, 英文: will, 意思: 能}, ", "", "2"),
        ("依据: 某市的文件\n", "", "依据"),
    ],
)
def test_a_wrong_scheme_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    form_by(tmp_path, OWN.replace(old, new, 1))
    with pytest.raises(TemplateError, match=words):
        FormRegistry([tmp_path]).get(PROJECT)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("{截至月: 6, 执行率: 40%}, {截至月: 4, 执行率: 50%}", "从早到晚"),
        ("{截至月: 6, 执行率: 40%}, {截至月: 8, 执行率: 30%}", "不应比前一条低"),
        ("{截至月: 13, 执行率: 40%}", "12"),
    ],
)
def test_warning_lines_follow_each_other(tmp_path: Path, lines: str, words: str) -> None:
    form_by(tmp_path, f"{OWN}预警: {{依据: 某市的文件, 各线: [{lines}]}}\n")
    with pytest.raises(TemplateError, match=words):
        FormRegistry([tmp_path]).get(PROJECT)


def test_a_scheme_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    form_by(tmp_path, OWN, "henna")
    with pytest.raises(TemplateError, match="没有监控办法“henna”，是不是 henan？"):
        FormRegistry([tmp_path]).get(PROJECT)

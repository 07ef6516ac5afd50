"""``perfreport diff``: two documents field by field, from data files and Word files alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import perfreport as library
from perfreport.docx.wordml import W
from tests.cli.running import Runner
from tests.roundtrip.word_editor import WordEditor, retype, text_of
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

CHANGED = altered(PROJECTS, ("聘请编外人员。", "聘请临时人员。"), ("46.00", "50.00"))


def stored(folder: Path, name: str, text: str, ending: str) -> Path:
    """The document of ``text`` as a file of one of the sorts that can be compared."""
    path = folder / f"{name}.{ending}"
    document = library.loads(text)
    match ending:
        case "yaml":
            path.write_text(text, "utf-8")
        case "json":
            path.write_text(document.model_dump_json(by_alias=True, exclude_none=True), "utf-8")
        case _:
            path.write_bytes(library.render(document, "docx"))
    return path


@pytest.mark.parametrize("before", ["yaml", "json", "docx"])
@pytest.mark.parametrize("after", ["yaml", "docx"])
def test_any_mix_of_files_is_compared(
    perfreport: Runner, tmp_path: Path, before: str, after: str
) -> None:
    files = stored(tmp_path, "甲", PROJECTS, before), stored(tmp_path, "乙", CHANGED, after)
    outcome = perfreport("diff", *files)
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.startswith(f"原件：{files[0]}\n新件：{files[1]}\n共2处不同：修改2处\n")
    assert "聘请【删：编外】【增：临时】人员。" in outcome.out
    assert "50.00" in outcome.out


def test_files_that_say_the_same_do_not_differ(perfreport: Runner, tmp_path: Path) -> None:
    files = (stored(tmp_path, "甲", PROJECTS, ending) for ending in ("yaml", "docx"))
    outcome = perfreport("diff", *files)
    assert outcome.code == 0
    assert outcome.out.endswith("没有不同\n")


@pytest.mark.parametrize("before", ["yaml", "docx"])
def test_data_that_name_no_form_are_compared_on_the_one_that_is_given(
    perfreport: Runner, tmp_path: Path, before: str
) -> None:
    form = "guangzhou-district-project-targets"
    files = stored(tmp_path, "甲", PROJECTS, before), tmp_path / "乙.yaml"
    files[1].write_text(altered(PROJECTS, (f"版式: {form}\n", "")), "utf-8")
    assert perfreport("diff", *files).code == 2
    outcome = perfreport("diff", *files, "--form", form)
    assert (outcome.code, outcome.err) == (1, "")
    assert "版式" in outcome.out


def test_json_is_all_there_is_on_standard_output(perfreport: Runner, tmp_path: Path) -> None:
    files = stored(tmp_path, "甲", PROJECTS, "yaml"), stored(tmp_path, "乙", CHANGED, "docx")
    outcome = perfreport("diff", *files, "--format", "json")
    assert (outcome.code, outcome.err) == (1, "")
    assert len(json.loads(outcome.out)["differences"]) == 2


def test_html_is_one_page(perfreport: Runner, tmp_path: Path) -> None:
    files = stored(tmp_path, "甲", PROJECTS, "yaml"), stored(tmp_path, "乙", CHANGED, "yaml")
    outcome = perfreport("diff", *files, "--format", "html")
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.lstrip().lower().startswith("<!doctype html>")
    assert "<del>编外</del><ins>临时</ins>" in outcome.out


def test_documents_of_different_kinds_are_not_compared(perfreport: Runner, tmp_path: Path) -> None:
    files = stored(tmp_path, "甲", PROJECTS, "yaml"), stored(tmp_path, "乙", REPORT, "yaml")
    outcome = perfreport("diff", *files)
    assert (outcome.code, outcome.out) == (2, "")
    assert "请比较同一文种的文书" in outcome.err


def test_the_mistakes_of_both_files_are_told_at_once(perfreport: Runner, tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"")
    (tmp_path / "乙.yaml").write_bytes(b"")
    outcome = perfreport("diff", tmp_path / "甲.docx", tmp_path / "乙.yaml")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{tmp_path / '甲.docx'}：这不是 Word 文件" in outcome.err
    assert f"{tmp_path / '乙.yaml'}：文件是空的" in outcome.err


def test_what_a_word_file_says_beside_its_data_is_told(perfreport: Runner, tmp_path: Path) -> None:
    before, after = (stored(tmp_path, name, PROJECTS, "docx") for name in "甲乙")
    editor = WordEditor(after.read_bytes())
    total = editor.paragraph("59.80")
    editor.replace(total, "59.80", "99.99")
    after.write_bytes(editor.save())
    outcome = perfreport("diff", before, after)
    assert (outcome.code, outcome.out.splitlines()[-1]) == (1, "没有不同")
    assert f"不符　{after}：" in outcome.err
    assert "Word 中写的是“99.99”" in outcome.err


def test_a_field_that_could_not_be_read_is_no_difference(
    perfreport: Runner, tmp_path: Path
) -> None:
    before, after = (stored(tmp_path, name, DEPARTMENT, "docx") for name in "甲乙")
    editor = WordEditor(after.read_bytes())
    editor.replace(editor.paragraph("69.00"), "69.00", "六十九")
    after.write_bytes(editor.save())
    outcome = perfreport("diff", before, after)
    assert (outcome.code, outcome.out.splitlines()[-1]) == (1, "没有不同")
    assert f"未收　{after}：年度重点工作任务[1].拟投入的资金：“六十九”" in outcome.err


def retype_in(file: Path, old: str, new: str) -> None:
    """Type ``new`` over ``old`` in every paragraph of the Word file."""
    editor = WordEditor(file.read_bytes())
    for paragraph in [each for each in editor.root.iter(W + "p") if text_of(each) == old]:
        retype(paragraph, new)
    file.write_bytes(editor.save())


@pytest.mark.parametrize("side", ["before", "after", "both"])
@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_a_field_that_may_be_left_out_is_not_removed_when_it_could_not_be_read(
    perfreport: Runner, tmp_path: Path, side: str, format: str
) -> None:
    before, after = (stored(tmp_path, name, PROJECTS, "docx") for name in "甲乙")
    for name, file in (("before", before), ("after", after)):
        if side in (name, "both"):
            retype_in(file, "46.00", "四十六")
    outcome = perfreport("diff", before, after, "--format", format)
    assert outcome.code == 1
    assert "财政拨款" not in outcome.out
    assert "未收" in outcome.err
    assert "“四十六”" in outcome.err


@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_in_a_new_row_it_says_what_could_not_be_read(
    perfreport: Runner, tmp_path: Path, format: str
) -> None:
    before, after = (stored(tmp_path, name, PROJECTS, "docx") for name in "甲乙")
    editor = WordEditor(after.read_bytes())
    editor.add_row(editor.row("编外人员聘用经费"), "新项目", "十", "十", "", "", "做好。")
    after.write_bytes(editor.save())
    outcome = perfreport("diff", before, after, "--format", format)
    assert (outcome.code, "新项目" in outcome.out) == (1, True)
    assert "财政拨款" in outcome.out
    assert "待填" in outcome.out


def test_what_is_neither_data_nor_word_is_called_what_it_is(
    perfreport: Runner, tmp_path: Path
) -> None:
    data = stored(tmp_path, "甲", PROJECTS, "yaml")
    book = tmp_path / "乙.xls"
    book.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    outcome = perfreport("diff", data, book)
    assert (outcome.code, outcome.out) == (2, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"{book}：这不是 Excel 工作簿（.xlsx），而是损坏的旧式 Office 文件")


def test_limits_hold_for_the_word_files_of_both_sides(perfreport: Runner, tmp_path: Path) -> None:
    files = stored(tmp_path, "甲", PROJECTS, "yaml"), stored(tmp_path, "乙", CHANGED, "docx")
    outcome = perfreport("diff", *files, "--limit", "内部部件=3")
    assert outcome.code == 2
    assert "内部部件" in outcome.err

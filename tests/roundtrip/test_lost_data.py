"""A file that lost its embedded data is read from its structure, and says what that cannot give."""

from __future__ import annotations

import pytest

from perfreport.compare import compare_documents
from perfreport.data.updating import written
from perfreport.forms.registry import FormRegistry
from perfreport.roundtrip import read_docx
from tests.docx.word_files import parts_of
from tests.examples import EXAMPLES, example, rendered
from tests.roundtrip.test_hostile import zipped
from tests.roundtrip.word_editor import WordEditor

REGISTRY = FormRegistry()
NOT_PRINTED = {
    "guangzhou-2024-department-targets": {"年度", "一级"},
    "guangzhou-2023-project-targets": {"年度"},
    "guangzhou-2023-self-evaluation": {"合计", "指标第 1 项", "扣分"},
    "zengcheng-2024-project-targets": set(),
    "panyu-2024-department-targets": {"年度", "其他需完成的任务"},
    "henan-2022-department-targets": {"指标值说明"},
    "shanghai-2026-project-targets": {"一级"},
    "sichuan-2023-project-targets": {"合计"},
    "henan-2020-evaluation-summary": set(),
    "national-2020-evaluation-report": set(),
    "xuwen-2024-self-evaluation": set(),
    "henan-2020-project-evaluation": {"项目完成"},
    "henan-bond-project-evaluation": {"年度"},
    "zhengzhou-transfer-evaluation": {"层次"},
    "sichuan-2023-project-evaluation": {"年度", "执行率"},
    # Points that follow are not stated, though the data state them.
    "anhui-2022-project-evaluation": {"得分"},
    "qingshan-2023-project-evaluation": {"项目完成", "得分"},
}


def without_data(file: bytes) -> bytes:
    """``file`` as an editor saves it that keeps no custom XML."""
    parts = parts_of(file).items()
    return zipped([(name, part) for name, part in parts if not name.startswith("customXml/")])


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_that_is_printed_is_read(name: str) -> None:
    reading = read_docx(without_data(rendered(name, "docx")), REGISTRY)
    assert not reading.embedded
    assert reading.form_id == example(name).form
    found = compare_documents(example(name), reading.document)
    assert {each.label.split(" › ")[-1] for each in found} == NOT_PRINTED.get(name, set())
    assert not reading.unplaced


def test_the_reader_says_what_is_lost() -> None:
    file = without_data(rendered("guangzhou-2023-project-targets", "docx"))
    notes = {note.code: note.message for note in read_docx(file, REGISTRY).notes}
    assert "没有印出的内容" in notes["no_embedded_data"]
    assert notes["pending"].startswith("年度")


def test_edits_are_read_all_the_same() -> None:
    editor = WordEditor(without_data(rendered("zengcheng-2024-project-targets", "docx")))
    editor.retype_cell(editor.beside("法学会工作经费", 2), "11.41")
    reading = read_docx(editor.save(), REGISTRY)
    [difference] = compare_documents(example("zengcheng-2024-project-targets"), reading.document)
    assert difference.label.endswith("财政拨款")
    assert not reading.edits


def test_points_that_do_not_follow_are_read_as_stated() -> None:
    name = "national-2020-project-evaluation"
    editor = WordEditor(without_data(rendered(name, "docx")))
    editor.retype_cell(editor.beside("维修泵站数量", 4), "16")
    reading = read_docx(editor.save(), REGISTRY)
    found = compare_documents(example(name), reading.document)
    stated = {each.label.split(" › ")[-1]: str(each.new) for each in found}
    # The total on the page is no longer the sum: it is kept, for the checks to tell.
    assert stated == {"得分": "16", "总分": "88"}
    assert not reading.conflicts


def test_a_year_that_is_not_printed_is_to_be_filled_in() -> None:
    reading = read_docx(without_data(rendered("guangzhou-2023-project-targets", "docx")), REGISTRY)
    assert "年度: 待填\n" in written(reading.document, reading.pending)

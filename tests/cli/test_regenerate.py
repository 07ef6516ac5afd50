"""``perfreport regenerate``: an edited Word file made anew in both formats, with the edits in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import perfreport as library
from tests.cli.running import Runner
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

AGAIN = "改过的（重新生成）"

Word = Callable[..., Path]


@pytest.fixture
def word(tmp_path: Path) -> Word:
    """Makes the Word file of a data file, edited by typing over one text."""

    def edited(text: str, old: str, new: str, occurrence: int = 0) -> Path:
        editor = WordEditor(library.render(library.loads(text), "docx"))
        editor.replace(editor.paragraph(old, occurrence), old, new)
        path = tmp_path / "改过的.docx"
        path.write_bytes(editor.save())
        return path

    return edited


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_both_formats_are_made_beside_the_edited_file_which_stays(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    file = word(PROJECTS, "59.80", "60.00", 1)
    before = file.read_bytes()
    outcome = perfreport("regenerate", file, "--no-system-fonts")
    assert outcome.code == 0
    made = [tmp_path / f"{AGAIN}.{ending}" for ending in ("docx", "pdf")]
    assert outcome.out == "".join(f"已生成 {path}\n" for path in made)
    assert "修改　资金使用单位[1].项目[1].财政拨款：60.00" in outcome.err
    assert names(tmp_path) == sorted(["改过的.docx", *(path.name for path in made)])
    assert file.read_bytes() == before
    after = library.loads(altered(PROJECTS, ("59.80", "60.00")))
    assert made[0].read_bytes() == library.render(after, "docx")
    assert made[1].read_bytes() == library.render(
        after, "pdf", settings=library.Settings(system_fonts=False)
    )


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_one_format_alone_can_be_made(
    perfreport: Runner, word: Word, tmp_path: Path, format: str
) -> None:
    file = word(PROJECTS, "59.80", "60.00", 1)
    assert perfreport("regenerate", file, "-f", format).code == 0
    assert names(tmp_path) == sorted(["改过的.docx", f"{AGAIN}.{format}"])


def test_a_remark_says_which_characters_a_font_of_last_resort_has_set(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    file = word(PROJECTS, "聘请编外人员。", "聘请张喆。")
    outcome = perfreport("regenerate", file, "--no-system-fonts")
    remark = "版式的字体里没有的字，“喆”用“后备宋体”印；内容不受影响"
    assert f"说明　{tmp_path}/{AGAIN}.pdf：{remark}\n" in outcome.err


def test_what_cannot_be_printed_is_told_by_the_word_file(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    file = word(PROJECTS, "聘请编外人员。", "聘请 ئۇيغۇر。")
    outcome = perfreport("regenerate", file, "--no-system-fonts")
    assert outcome.code == 2
    assert f"{file}：资金使用单位[1].项目[1].绩效目标[1]：“ئ”（U+0626）" in outcome.err
    assert names(tmp_path) == ["改过的.docx"]


def test_the_files_can_go_to_another_folder_under_the_same_name(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    file = word(PROJECTS, "聘请编外人员。", "聘请临时人员。")
    assert perfreport("regenerate", file, "-o", tmp_path / "新").code == 0
    assert names(tmp_path / "新") == ["改过的.docx", "改过的.pdf"]


@pytest.mark.parametrize("directory", [".", "../数据", "链接"])
def test_the_edited_file_is_not_overwritten_however_its_folder_is_called(
    perfreport: Runner,
    word: Word,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    directory: str,
) -> None:
    content = word(PROJECTS, "聘请编外人员。", "聘请临时人员。").read_bytes()
    folder = tmp_path / "数据"
    folder.mkdir()
    (folder / "改过的.docx").write_bytes(content)
    (folder / "链接").symlink_to(folder)
    monkeypatch.chdir(folder)
    assert perfreport("regenerate", "改过的.docx", "-o", directory).code == 0
    assert (folder / "改过的.docx").read_bytes() == content
    assert (folder / f"{AGAIN}.docx").exists()


def test_errors_keep_it_from_being_made_unless_they_are_allowed(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    file = word(REPORT, "双监控。", "双监控、双反馈。")
    outcome = perfreport("regenerate", file)
    assert (outcome.code, outcome.out) == (1, "")
    assert f"{file}：1个错误、2个警告\n" in outcome.err
    assert "有错误，没有生成文件" in outcome.err
    assert names(tmp_path) == ["改过的.docx"]
    outcome = perfreport("regenerate", file, "--allow-errors")
    assert outcome.code == 0
    assert "错误 SCORE-001" in outcome.err
    assert f"{AGAIN}.pdf" in names(tmp_path)


def test_what_could_not_be_read_keeps_it_from_being_made_even_so(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    file = word(DEPARTMENT, "维护社会大局稳定。", "")
    outcome = perfreport("regenerate", file, "--allow-errors")
    assert (outcome.code, outcome.out) == (2, "")
    assert (
        f"{file}：总体绩效目标：Word 文件里没有读到这一项，请补上后再生成"
        in outcome.err.splitlines()
    )
    assert names(tmp_path) == ["改过的.docx"]


def test_what_was_made_anew_reads_back_without_an_edit(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    perfreport("regenerate", word(PROJECTS, "59.80", "60.00", 1))
    outcome = perfreport("read", tmp_path / f"{AGAIN}.docx")
    assert (outcome.code, outcome.err) == (0, "")
    assert library.loads(outcome.out) == library.loads(altered(PROJECTS, ("59.80", "60.00")))


def test_a_file_of_another_making_is_refused(perfreport: Runner, tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    path.write_bytes(b"PK")
    outcome = perfreport("regenerate", path)
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1
    assert names(tmp_path) == ["甲.docx"]


def test_a_place_that_cannot_be_written_to_has_its_own_exit_code(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_bytes(b"")
    file = word(PROJECTS, "聘请编外人员。", "聘请临时人员。")
    outcome = perfreport("regenerate", file, "-o", tmp_path / "文件")
    assert (outcome.code, outcome.out) == (4, "")
    assert "写不了" in outcome.err


def test_what_could_not_be_taken_over_keeps_it_from_being_made_unless_that_is_allowed(
    perfreport: Runner, word: Word, tmp_path: Path
) -> None:
    file = word(PROJECTS, "59.80", "一百万", 1)
    outcome = perfreport("regenerate", file)
    assert (outcome.code, outcome.out) == (1, "")
    assert "未收　资金使用单位[1].项目[1].财政拨款：“一百万”" in outcome.err
    assert "有未收的内容，没有生成文件" in outcome.err
    assert names(tmp_path) == ["改过的.docx"]
    assert perfreport("regenerate", file, "--allow-errors").code == 0
    assert f"{AGAIN}.pdf" in names(tmp_path)

"""A Word file that says what the data do not is not overwritten, unless that is asked for."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import perfreport as library
from perfreport.docx.package import write_package
from perfreport.docx.wordml import W, parse, serialize
from tests.cli.running import Outcome, Runner
from tests.docx.word_files import parts_of
from tests.reading.word_editor import WordEditor
from tests.small_files import PROJECTS, altered

_REFERENCES = "word/_rels/document.xml.rels"

Edit = Callable[[WordEditor], None]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file in the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    path = Path("项目.yaml")
    path.write_text(PROJECTS, "utf-8")
    return path


WORD, PDF = Path("结果/项目.docx"), Path("结果/项目.pdf")


def build(perfreport: Runner, *options: str) -> Outcome:
    return perfreport("build", "项目.yaml", "-o", "结果", "--no-system-fonts", *options)


def edit(change: Edit) -> bytes:
    """Change the Word file as an editor does; what it is now."""
    editor = WordEditor(WORD.read_bytes())
    change(editor)
    WORD.write_bytes(editor.save())
    return WORD.read_bytes()


def another_goal(editor: WordEditor) -> None:
    editor.replace(editor.paragraph("聘请编外"), "编外", "临时")


def another_total(editor: WordEditor) -> None:
    editor.replace(editor.paragraph("105.80"), "105.80", "105.90")


def words_between(editor: WordEditor) -> None:
    heading = editor.paragraph("部门名称")
    editor.replace(heading, "部门名称", "请张三核对。部门名称")


def commented(editor: WordEditor) -> None:
    words = "<w:p><w:r><w:t>请再核对</w:t></w:r></w:p>"
    comment = f'<w:comments xmlns:w="{W.strip("{}")}"><w:comment>{words}</w:comment></w:comments>'
    editor.part_of("word/comments.xml", comment.encode())
    rels = parse(editor.parts[_REFERENCES])
    reference = copy.deepcopy(rels[0])
    reference.set("Id", "comments")
    reference.set("Type", reference.get("Type", "").rsplit("/", 1)[0] + "/comments")
    reference.set("Target", "comments.xml")
    rels.append(reference)
    editor.part_of(_REFERENCES, serialize(rels).encode())


def require_kept(outcome: Outcome, before: bytes) -> None:
    """Nothing was written, and it was said what to do."""
    assert (outcome.code, outcome.out) == (4, "")
    assert WORD.read_bytes() == before
    last = outcome.err.splitlines()[-1]
    assert last.startswith("结果/项目.docx：没有覆盖：")
    assert last.endswith("要盖掉它，加 --overwrite")


@pytest.mark.parametrize("change", [another_goal, another_total, words_between])
def test_an_edited_file_stays_and_its_pdf_too(perfreport: Runner, data: Path, change: Edit) -> None:
    build(perfreport)
    before, pdf = edit(change), PDF.read_bytes()
    data.write_text(altered(PROJECTS, ("46.00", "47.00")), "utf-8")
    outcome = build(perfreport)
    require_kept(outcome, before)
    assert PDF.read_bytes() == pdf
    assert "perfreport diff 项目.yaml 结果/项目.docx" in outcome.err
    assert "perfreport read 结果/项目.docx --update 项目.yaml" in outcome.err
    assert build(perfreport, "--overwrite").code == 0
    document = library.load(data)
    assert WORD.read_bytes() == library.render(document, "docx")


def test_no_other_document_of_the_call_is_made(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    before = edit(another_goal)
    Path("又一份.yaml").write_text(PROJECTS, "utf-8")
    require_kept(perfreport("build", "又一份.yaml", data, "-o", "结果"), before)
    assert sorted(path.name for path in Path("结果").iterdir()) == ["项目.docx", "项目.pdf"]


def test_a_file_that_nobody_touched_follows_the_data(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    data.write_text(altered(PROJECTS, ("46.00", "47.00"), ("聘请编外", "聘请临时")), "utf-8")
    outcome = build(perfreport)
    assert outcome.code == 0
    assert WORD.read_bytes() == library.render(library.load(data), "docx")


def test_a_file_that_was_only_saved_anew_follows_the_data(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    edit(lambda editor: editor.root.set("saved", "anew"))
    data.write_text(altered(PROJECTS, ("46.00", "47.00")), "utf-8")
    assert build(perfreport).code == 0


def test_an_edit_that_the_data_say_too_does_not_keep_the_file(
    perfreport: Runner, data: Path
) -> None:
    build(perfreport)
    edit(another_goal)
    data.write_text(altered(PROJECTS, ("聘请编外", "聘请临时"), ("46.00", "47.00")), "utf-8")
    assert build(perfreport).code == 0


def test_the_round_trip_runs_in_one_folder(perfreport: Runner, data: Path) -> None:
    assert build(perfreport).code == 0
    edit(lambda editor: editor.replace(editor.paragraph("59.80", 1), "59.80", "69.80"))
    assert "59.80 → 69.80" in perfreport("diff", data, WORD).out
    assert perfreport("read", WORD, "--update", data).code == 0
    assert perfreport("check", data).code == 0
    assert build(perfreport).code == 0
    assert "69.80" in data.read_text("utf-8")
    assert Path("项目.yaml~").read_text("utf-8") == PROJECTS
    assert WORD.read_bytes() == library.render(library.load(data), "docx")


def test_a_comment_keeps_the_file(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    before = edit(commented)
    outcome = build(perfreport)
    require_kept(outcome, before)
    assert "批注" in outcome.err


def _without_data(content: bytes) -> bytes:
    parts = parts_of(content)
    return write_package({name: parts[name] for name in parts if "customXml/item9" not in name})


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"%PDF-1.4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", write_package({})],
)
def test_a_file_that_cannot_be_read_stays(perfreport: Runner, data: Path, content: bytes) -> None:
    WORD.parent.mkdir()
    WORD.write_bytes(content)
    require_kept(build(perfreport), content)
    assert not PDF.exists()
    assert build(perfreport, "--overwrite").code == 0


def test_a_file_that_lost_its_data_stays(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    content = _without_data(WORD.read_bytes())
    WORD.write_bytes(content)
    require_kept(build(perfreport), content)


def test_a_file_without_permission_to_read_stays(
    perfreport: Runner, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    build(perfreport)
    before = WORD.read_bytes()
    with monkeypatch.context() as patches:
        patches.setattr(zipfile, "ZipFile", refuse)  # to root nothing is forbidden
        outcome = build(perfreport)
    require_kept(outcome, before)
    assert "没有权限" in outcome.err


def test_a_folder_in_the_place_of_the_file_is_told(perfreport: Runner, data: Path) -> None:
    WORD.mkdir(parents=True)
    outcome = build(perfreport)
    assert (outcome.code, outcome.out) == (4, "")
    assert "结果/项目.docx：写不了（已有同名的文件夹）" in outcome.err


def test_an_edited_file_behind_a_link_stays(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    before = edit(another_goal)
    WORD.rename("别处.docx")
    WORD.symlink_to(Path("..") / "别处.docx")
    require_kept(build(perfreport), before)


def test_a_link_that_leads_nowhere_is_replaced(perfreport: Runner, data: Path) -> None:
    WORD.parent.mkdir()
    WORD.symlink_to("没有.docx")
    assert build(perfreport).code == 0
    assert not WORD.is_symlink()


def test_the_pdf_alone_is_made_beside_an_edited_file_and_it_is_said(
    perfreport: Runner, data: Path
) -> None:
    build(perfreport)
    before = edit(another_goal)
    outcome = build(perfreport, "-f", "pdf")
    assert (outcome.code, WORD.read_bytes()) == (0, before)
    assert "说明　结果/项目.docx：有人改过" in outcome.err


def test_an_edited_file_of_the_demonstration_stays(perfreport: Runner, data: Path) -> None:
    perfreport("demo", "-o", "例子")
    path = Path("例子/zengcheng-2024-project-targets.docx")
    editor = WordEditor(path.read_bytes())
    editor.replace(editor.paragraph("聘请编外"), "编外", "临时")
    path.write_bytes(editor.save())
    before = path.read_bytes()
    outcome = perfreport("demo", "-o", "例子")
    assert (outcome.code, path.read_bytes()) == (4, before)
    assert perfreport("demo", "-o", "例子", "--overwrite").code == 0


def test_an_edited_file_that_was_made_anew_stays(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    edit(another_goal)
    assert perfreport("regenerate", WORD).code == 0
    assert perfreport("regenerate", WORD).code == 0
    again = WORD.with_name("项目（重新生成）.docx")
    editor = WordEditor(again.read_bytes())
    editor.replace(editor.paragraph("聘请临时"), "临时", "专职")
    again.write_bytes(editor.save())
    before = again.read_bytes()
    outcome = perfreport("regenerate", WORD)
    assert (outcome.code, again.read_bytes()) == (4, before)
    assert perfreport("regenerate", WORD, "--overwrite").code == 0


def test_python_does_not_overwrite_it_either(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    before = edit(another_goal)
    document = library.load(data)
    with pytest.raises(library.OutputError, match="overwrite=True"):
        library.write(document, "结果", name="项目")
    assert WORD.read_bytes() == before
    library.write(document, "结果", name="项目", overwrite=True)
    assert WORD.read_bytes() == library.render(document, "docx")

"""A Word file that says what the data do not is not overwritten, unless that is asked for."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import perfreport as library
from perfreport.docx.wordml import W
from perfreport.forms.registry import FormRegistry
from perfreport.office.package import write_package
from perfreport.office.xml import parse, serialize
from tests.cli.running import Outcome, Runner
from tests.docx.word_files import parts_of
from tests.roundtrip.word_editor import WordEditor
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


def test_other_documents_of_the_call_are_made(perfreport: Runner, data: Path) -> None:
    build(perfreport)
    before = edit(another_goal)
    Path("又一份.yaml").write_text(PROJECTS, "utf-8")
    outcome = perfreport("build", "又一份.yaml", data, "-o", "结果")
    assert outcome.code == 4
    assert WORD.read_bytes() == before
    assert "perfreport read 结果/项目.docx --update 项目.yaml" in outcome.err
    assert Path("结果/又一份.docx").exists()


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


def hard_link(link: Path, file: Path) -> None:
    link.hardlink_to(file)


def symbolic_link(link: Path, file: Path) -> None:
    link.symlink_to(file.resolve())


def require_input_kept(outcome: Outcome, result: Path) -> None:
    """Nothing was written, as ``result`` is read in the same run."""
    assert (outcome.code, outcome.out) == (4, "")
    advice = "请换一个输出目录，或把它改名"
    assert outcome.err.endswith(f"\n{result}：没有覆盖：它正是这次要读的文件；{advice}\n")


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize("options", [(), ("--overwrite",)])
def test_data_under_the_name_of_the_result_stay(
    perfreport: Runner, data: Path, format: str, options: tuple[str, ...]
) -> None:
    named = data.rename(f"数据.{format}")
    require_input_kept(perfreport("build", named, "-o", ".", *options), named)
    assert [path.name for path in Path().iterdir()] == [named.name]
    assert named.read_text("utf-8") == PROJECTS


@pytest.mark.parametrize("link", [hard_link, symbolic_link])
def test_a_link_to_the_data_of_another_result_stays(
    perfreport: Runner, data: Path, link: Callable[[Path, Path], None]
) -> None:
    other = Path("另.yaml")
    other.write_text(PROJECTS, "utf-8")
    result = Path("项目.pdf")
    link(result, other)
    assert perfreport("build", data, other, "-o", ".").code == 4
    assert result.samefile(other)
    # The link is replaced, and not what it leads to.
    assert perfreport("build", data, other, "-o", ".", "--overwrite").code == 0
    assert other.read_text("utf-8") == PROJECTS


def test_the_word_template_of_the_form_stays(perfreport: Runner, data: Path) -> None:
    form = library.load(data).form or "guangzhou-project-targets"
    template = Path("自己的", "docx", f"{form}.docx")
    template.parent.mkdir(parents=True)
    content = FormRegistry().docx_template(form).read_bytes()
    template.write_bytes(content)
    named = data.rename(f"{form}.yaml")
    options = ("--templates", "自己的", "--overwrite")
    require_input_kept(perfreport("build", named, "-o", template.parent, *options), template)
    assert template.read_bytes() == content


def test_a_word_file_reached_by_a_link_is_not_replaced_by_what_is_made_of_it(
    perfreport: Runner, data: Path
) -> None:
    build(perfreport)
    link = Path("项目.docx")
    link.symlink_to(WORD)
    outcome = perfreport("regenerate", link, "-o", ".")
    assert outcome.code == 4
    assert "项目.docx：没有覆盖：它正是这次要读的文件" in outcome.err
    assert link.is_symlink()


@pytest.mark.parametrize("content", [b"", b"notes", b"PK\x03\x04"])
def test_what_is_no_pdf_stays(perfreport: Runner, data: Path, content: bytes) -> None:
    PDF.parent.mkdir()
    PDF.write_bytes(content)
    outcome = build(perfreport)
    assert (outcome.code, outcome.out) == (4, "")
    assert "\n结果/项目.pdf：没有覆盖：它不是 PDF 文件" in outcome.err
    assert outcome.err.endswith("要盖掉它，加 --overwrite\n")
    assert PDF.read_bytes() == content
    assert not WORD.exists()
    assert build(perfreport, "-f", "docx").code == 0
    with pytest.raises(library.OutputError, match=r"要盖掉它，写 overwrite=True$"):
        library.write(library.load(data), "结果", name="项目")
    assert build(perfreport, "--overwrite").code == 0
    assert PDF.read_bytes().startswith(b"%PDF-")

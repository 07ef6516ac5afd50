"""Files, folders and lists as they are named: what of them is built, and where it goes."""

from __future__ import annotations

import io
import os
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import InputError
from perfreport.batch import storage
from perfreport.batch.named import listed, tasks
from perfreport.batch.papers import Task
from tests.cli.running import runner
from tests.small_files import PROJECTS, altered


def touched(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def named(*names: str | Path, out: str = "结果", standard_input: bytes = b"") -> list[Task]:
    return list(tasks([str(name) for name in names], out, io.BytesIO(standard_input)))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_results_of_a_file_lie_in_the_folder_itself() -> None:
    assert named("甲/项目.2024.yaml") == [Task("甲/项目.2024.yaml", "项目.2024")]


def test_a_folder_is_mirrored_and_what_is_no_data_is_passed_over(tmp_path: Path) -> None:
    data = (
        "乙局/项目.JSON",
        "甲局/科室/项目.xlsx",
        "甲局/项目.yaml",
        "部门.yml",
        "旧.xls",
        "表.ods",
    )
    others = ("说明.md", ".项目.yaml", "~$项目.xlsx", "项目.yaml~", ".隐/项目.yaml", "项目.docx")
    touched(tmp_path / "各单位", *data, *others)
    assert named("各单位") == [
        Task(f"各单位/{name}", os.path.splitext(name)[0])
        for name in ("旧.xls", "表.ods", "部门.yml", "乙局/项目.JSON", "甲局/项目.yaml")
    ] + [Task("各单位/甲局/科室/项目.xlsx", "甲局/科室/项目")]


def test_the_folder_of_results_inside_is_passed_over_and_may_be_the_folder_itself(
    tmp_path: Path,
) -> None:
    touched(tmp_path / "各单位", "项目.yaml", "结果/项目.xlsx")
    assert named("各单位", out="各单位/结果") == [Task("各单位/项目.yaml", "项目")]
    assert Task("各单位/项目.yaml", "项目") in named("各单位", out="各单位")


def test_several_folders_keep_their_names(tmp_path: Path) -> None:
    touched(tmp_path, "各单位/甲局/项目.yaml", "各单位/乙局/项目.yaml", "部门.yaml")
    found = named("各单位/甲局", "各单位/乙局/", "部门.yaml")
    assert [each.base for each in found] == ["甲局/项目", "乙局/项目", "部门"]


def test_links_to_folders_are_not_followed_unless_they_are_named(tmp_path: Path) -> None:
    touched(tmp_path, "各单位/甲局/项目.yaml", "别处/部门.yaml")
    (tmp_path / "各单位" / "别处").symlink_to(tmp_path / "别处")
    (tmp_path / "各单位" / "像文件.yaml").symlink_to(tmp_path / "别处")
    (tmp_path / "各单位" / "甲局" / "回来").symlink_to(tmp_path)
    (tmp_path / "各单位" / "一份.yaml").symlink_to(tmp_path / "别处" / "部门.yaml")
    assert [each.base for each in named("各单位")] == ["一份", "甲局/项目"]
    assert named("各单位/别处") == [Task("各单位/别处/部门.yaml", "部门")]
    Path("名单.txt").write_text("各单位/别处\n", "utf-8")
    assert named("@名单.txt") == named("各单位/别处")


def test_a_folder_of_nothing_but_links_says_so(tmp_path: Path) -> None:
    touched(tmp_path, "别处/部门.yaml")
    Path("各单位").mkdir()
    Path("各单位/链接").symlink_to(tmp_path / "别处")
    with pytest.raises(InputError, match="指向文件夹的链接不跟进去"):
        named("各单位")


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", " \n\t\n", "\0"])
def test_an_empty_list_is_refused(content: str) -> None:
    Path("名单.txt").write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"名单\.txt：这份名单是空的"):
        named("@名单.txt")
    with pytest.raises(InputError, match="这份名单是空的"):
        named("@-", standard_input=content.encode())


def test_blanks_around_a_name_on_a_list_are_its_own_only_where_it_has_them(tmp_path: Path) -> None:
    touched(tmp_path, "甲.yaml", " 乙.yaml", "乙.yaml", "丙/项目.yaml")
    Path("名单.txt").write_text(" 甲.yaml\t\n 乙.yaml\n没有.yaml \n丙\u3000\n", "utf-8")
    files = [each.file for each in named("@名单.txt")]
    assert files == ["甲.yaml", " 乙.yaml", "没有.yaml ", "丙/项目.yaml"]


@pytest.mark.parametrize("names", [("./各单位",), ("各单位//",), (".",), ("./各单位/项目.yaml",)])
def test_a_file_is_called_the_same_however_it_is_named(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    touched(tmp_path, "各单位/项目.yaml")
    assert [each.file for each in named(*names)] == ["各单位/项目.yaml"]
    assert [each.file for each in listed(names, "结果")] == ["各单位/项目.yaml"]


@pytest.mark.parametrize("command", ["build", "check"])
def test_messages_call_a_file_the_same(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = altered(PROJECTS, ("46.00", "四十六"))
    for name in ("各单位/一.yaml", "各单位/二.yaml"):
        touched(tmp_path, name)
        Path(name).write_text(text, "utf-8")
    out = ("-o", "结果") if command == "build" else ()
    for names in (("./各单位/一.yaml",), ("./各单位",), ("./各单位/一.yaml", "各单位/二.yaml")):
        outcome = runner(capsys)(command, *names, *out)
        assert "各单位/一.yaml" in outcome.err + outcome.out
        assert "./" not in outcome.err + outcome.out


def test_every_ending_is_told_once(tmp_path: Path) -> None:
    Path("空").mkdir()
    with pytest.raises(InputError) as refused:
        named("空")
    assert str(refused.value).count(".xlsx") == 1


def test_a_link_to_itself_stands_for_itself(tmp_path: Path) -> None:
    touched(tmp_path, "各单位/项目.yaml")
    for name in ("自己.yaml", "自己"):
        (tmp_path / "各单位" / name).symlink_to(name)
    found = [Task("各单位/自己.yaml", "自己"), Task("各单位/项目.yaml", "项目")]
    assert named("各单位") == found


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    touched(tmp_path, "空/说明.md")
    with pytest.raises(InputError, match="这个文件夹里没有数据文件"):
        named("空")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\0"])
def test_a_list_keeps_the_folders_of_its_names(tmp_path: Path, ending: str) -> None:
    names = ["甲局/项目.yaml", "乙局/./项目.yaml", "丙局"]
    touched(tmp_path, "丙局/科室/项目.yaml")
    Path("名单.txt").write_bytes(("\ufeff" + ending.join(names) + ending).encode())
    expected = ["甲局/项目", "乙局/项目", "丙局/科室/项目"]
    assert [each.base for each in named("@名单.txt")] == expected
    piped = ending.join(names).encode()
    assert [each.base for each in named("@-", standard_input=piped)] == expected


def test_names_that_begin_at_the_root_or_lead_out_share_their_innermost_folder(
    tmp_path: Path,
) -> None:
    names = [f"{tmp_path}/甲局/项目.yaml", f"../{tmp_path.name}/乙局/项目.yaml", "丙局/项目.yaml"]
    assert [each.base for each in listed(names, "结果")] == ["甲局/项目", "乙局/项目", "丙局/项目"]


def test_a_list_that_cannot_be_read_is_told() -> None:
    with pytest.raises(InputError, match="读不了这份名单"):
        named("@没有.txt")


def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    name = os.fsdecode("项目".encode("gbk") + b".yaml")
    touched(tmp_path / "各单位", name)
    assert named("各单位") == [Task(f"各单位/{name}", name.removesuffix(".yaml"))]


NAMES = st.text("甲乙丙ab. -", min_size=1, max_size=8).filter(lambda name: name.strip(". "))


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=20, unique=True))
def test_no_two_files_of_a_list_get_one_name(paths: list[str]) -> None:
    files = [f"{path}.yaml" for path in paths]
    found = list(listed(files, "结果"))
    assert [each.file for each in found] == [str(PurePath(file)) for file in files]
    assert len({each.base for each in found}) == len({os.path.normpath(file) for file in files})


def test_of_files_on_a_list_no_storage_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def is_folder(address: str) -> bool:
        asked.append(address)
        return False

    monkeypatch.setattr(storage, "is_folder", is_folder)
    names = ["s3://桶/甲/项目.yaml", "s3://桶/乙/项目.XLSX", "s3://桶/丙.yaml/"]
    (tmp_path / "名单").write_text("\n".join(names), "utf-8")
    assert [each.file for each in named("@名单")] == names
    assert asked == names[-1:]

"""Results are put in place whole and all at once, or nothing is changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.basics.errors import OutputError
from perfreport.basics.files import Outbox, file_name, write_over


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in ``folder``, hidden files too, by its path inside."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def put(folder: Path, *names: str, error: type[BaseException] | None = None) -> None:
    """Put files into ``folder``, with 1, 2, … in them; raise ``error`` before they are in place."""
    with Outbox() as outbox:
        for number, name in enumerate(names, start=1):
            outbox.add(folder / name, str(number).encode())
        if error:
            raise error


def fail_at(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the ``number``-th move of a file fail, as on a disk that breaks."""
    move = os.replace
    moves = iter(range(1, 100))

    def replace(source: Path, destination: Path) -> None:
        if next(moves) == number:
            raise OSError(5, "Input/output error")
        move(source, destination)

    monkeypatch.setattr(os, "replace", replace)


def test_files_appear_when_all_are_ready(tmp_path: Path) -> None:
    with Outbox() as outbox:
        outbox.add(tmp_path / "甲.pdf", b"1")
        outbox.add(tmp_path / "乙.pdf", b"2")
        assert not (tmp_path / "甲.pdf").exists()
    assert contents(tmp_path) == {"甲.pdf": b"1", "乙.pdf": b"2"}


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"0")
    with Outbox() as outbox:
        outbox.add(tmp_path / "甲.pdf", b"1")
        assert (tmp_path / "甲.pdf").read_bytes() == b"0"
    assert contents(tmp_path) == {"甲.pdf": b"1"}


def test_folders_are_made_on_the_way(tmp_path: Path) -> None:
    put(tmp_path, "一/二/甲.pdf")
    assert contents(tmp_path) == {"一/二/甲.pdf": b"1"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_on_the_way_leaves_everything_as_it_was(
    tmp_path: Path, error: type[BaseException]
) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"0")
    with pytest.raises(error):
        put(tmp_path, "甲.pdf", "一/二/乙.pdf", error=error)
    assert contents(tmp_path) == {"甲.pdf": b"0"}
    assert not (tmp_path / "一").exists()


@pytest.mark.parametrize("number", [1, 2])
def test_an_interruption_just_after_a_move_takes_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"0")
    move = os.replace
    moves = iter(range(1, 100))

    def replace(source: Path, destination: Path) -> None:
        move(source, destination)
        if next(moves) == number:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, "甲.pdf", "乙.pdf")
    assert contents(tmp_path) == {"甲.pdf": b"0"}


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "一").mkdir()
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, "一/甲.pdf", error=KeyboardInterrupt)
    assert (tmp_path / "一").is_dir()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_move_that_fails_puts_back_what_was_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = {"甲.pdf": b"0", "丙.pdf": b"0"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    fail_at(monkeypatch, number)
    with pytest.raises(OutputError, match="磁盘读写出错"):
        put(tmp_path, "甲.pdf", "一/乙.pdf", "丙.pdf")
    assert contents(tmp_path) == before
    assert not (tmp_path / "一").exists()


def test_a_file_is_never_missing_while_it_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.pdf"
    path.write_bytes(b"0")
    move, seen = os.replace, []

    def replace(source: Path, destination: Path) -> None:
        seen.append(path.read_bytes())
        move(source, destination)
        seen.append(path.read_bytes())

    monkeypatch.setattr(os, "replace", replace)
    put(tmp_path, "甲.pdf")
    assert seen == [b"0", b"1"]


def test_files_are_replaced_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    (tmp_path / "甲.pdf").write_bytes(b"0")
    put(tmp_path, "甲.pdf")
    assert contents(tmp_path) == {"甲.pdf": b"1"}


def test_a_link_is_replaced_and_what_it_leads_to_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "别处").write_bytes(b"0")
    (tmp_path / "甲.pdf").symlink_to(tmp_path / "别处")
    put(tmp_path, "甲.pdf")
    assert not (tmp_path / "甲.pdf").is_symlink()
    assert contents(tmp_path) == {"别处": b"0", "甲.pdf": b"1"}


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "甲.pdf").mkdir()
    with pytest.raises(OutputError, match=r"甲\.pdf：写不了（已有同名的文件夹）"):
        put(tmp_path, "乙.pdf", "甲.pdf")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("destination", "reason"),
    [
        ("文件/甲.pdf", "路径中有一段是文件，不是文件夹"),
        ("文件/一/甲.pdf", "路径中有一段是文件，不是文件夹"),
        ("长" * 200 + "/甲.pdf", "文件名或路径太长"),
        ("长" * 84 + ".pdf", "文件名或路径太长"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_explained(
    tmp_path: Path, destination: str, reason: str
) -> None:
    (tmp_path / "文件").write_bytes(b"0")
    with pytest.raises(OutputError, match=f"写不了（{reason}）；请核对"):
        put(tmp_path, "一/乙.pdf", destination)
    assert contents(tmp_path) == {"文件": b"0"}


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(OutputError, match="磁盘已满"):
        put(tmp_path, "甲.pdf")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2024年某局申报表", "2024年某局申报表"),
        ("某局/某处", "某局_某处"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a<b>:"c"?*|\n', "a_b_c_"),
        (" . ", "_"),
        ("", "_"),
        ("\ud800", "_"),
    ],
)
def test_a_name_is_one_that_every_system_takes(text: str, name: str) -> None:
    assert file_name(text) == name


@given(st.text(max_size=300))
def test_a_name_stays_in_its_folder_and_within_the_length_of_names(text: str) -> None:
    name = file_name(text)
    assert Path("/某处", f"{name}.docx").parent == Path("/某处")
    assert 0 < len(name.encode()) <= 200


def test_a_file_keeps_its_permissions_when_it_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(b"0")
    path.chmod(0o640)
    put(tmp_path, "甲.yaml")
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_is_written_over_is_kept_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    kept: dict[str, bytes] = {}
    for text, name in {"一": "甲.yaml~", "二": "甲.yaml~2", "三": "甲.yaml~3"}.items():
        path.write_text(text, "utf-8")
        path.chmod(0o600)
        kept[name] = text.encode()
        assert write_over(path, "新", text) == tmp_path / name
        assert contents(tmp_path) == {"甲.yaml": "新".encode(), **kept}
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_what_is_kept_already_is_not_kept_again(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    for _ in range(2):
        path.write_text("旧", "utf-8")
        assert write_over(path, "新", "旧") == tmp_path / "甲.yaml~"
    assert contents(tmp_path) == {"甲.yaml": "新".encode(), "甲.yaml~": "旧".encode()}


def test_writing_over_a_link_replaces_what_it_leads_to(tmp_path: Path) -> None:
    file = tmp_path / "别处" / "甲.yaml"
    file.parent.mkdir()
    file.write_text("旧", "utf-8")
    link = tmp_path / "链接.yaml"
    link.symlink_to(file)
    assert write_over(link, "新", "旧") == file.with_name("甲.yaml~")
    assert link.is_symlink()
    assert file.read_text("utf-8") == "新"


def test_nothing_is_written_over_what_cannot_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("旧", "utf-8")
    (tmp_path / "甲.yaml~").mkdir()
    with pytest.raises(OutputError, match=r"甲\.yaml~：写不了（已有同名的文件夹）"):
        write_over(path, "新", "旧")
    assert contents(tmp_path) == {"甲.yaml": "旧".encode()}


def test_what_another_program_has_just_written_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("更新", "utf-8")
    with pytest.raises(OutputError, match=r"甲\.yaml：刚刚被别的程序改过，没有动它"):
        write_over(path, "新", "旧")
    assert contents(tmp_path) == {"甲.yaml": "更新".encode()}


def test_the_old_file_is_kept_before_the_new_one_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("旧", "utf-8")
    fail_at(monkeypatch, 2)
    replace, moved = os.replace, []

    def noted(source: Path, destination: Path) -> None:
        moved.append(destination.name)
        replace(source, destination)

    monkeypatch.setattr(os, "replace", noted)
    with pytest.raises(OutputError):
        write_over(path, "新", "旧")
    assert moved[:2] == ["甲.yaml~", "甲.yaml"]
    assert contents(tmp_path) == {"甲.yaml": "旧".encode()}


def test_a_device_or_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "甲.pdf")
    with pytest.raises(OutputError, match=r"甲\.pdf：写不了（已有同名的文件、管道或设备）"):
        put(tmp_path, "乙.pdf", "甲.pdf")
    assert contents(tmp_path) == {}

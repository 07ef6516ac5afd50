"""An old file keeps its permissions; a new one lets nobody do what its data do not let them do."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from perfreport.basics.files import Outbox
from perfreport.basics.files.permissions import copy_permissions, limit_permissions

_GROUP = 12_345
_ACL = "system.posix_acl_access"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def file(path: Path, mode: int) -> Path:
    path.write_bytes(b"")
    path.chmod(mode)
    return path


@contextmanager
def umask(bits: int) -> Iterator[None]:
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


def made(folder: Path, name: str, *sources: Path) -> int:
    """The mode of the file ``name`` made from ``sources``."""
    with Outbox() as outbox:
        outbox.add(folder / name, b"1", sources=sources)
    return mode(folder / name)


def access_list(path: Path) -> None:
    """Let a second user read ``path``, by a list of entries of tag, permissions and user."""
    entries = ((1, 6, -1), (2, 4, 1234), (4, 0, -1), (16, 4, -1), (32, 0, -1))
    content = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *each) for each in entries)
    try:
        os.setxattr(path, _ACL, content)
    except OSError:
        pytest.skip("this disk has no access control lists")


@pytest.mark.parametrize(
    ("data", "mask", "expected"),
    [
        (0o644, 0o022, 0o644),
        (0o600, 0o022, 0o600),
        (0o640, 0o022, 0o640),
        (0o666, 0o022, 0o644),
        (0o644, 0o077, 0o600),
        (0o400, 0o022, 0o600),
        (0o755, 0o002, 0o644),
    ],
)
def test_a_new_file_has_no_more_than_the_data_and_the_umask_allow(
    tmp_path: Path, data: int, mask: int, expected: int
) -> None:
    source = file(tmp_path / "甲.yaml", data)
    with umask(mask):
        assert made(tmp_path, "甲.pdf", source) == expected


@pytest.mark.parametrize(
    ("data", "mask", "expected"),
    [
        (0o600, 0o000, 0o700),
        (0o640, 0o000, 0o750),
        (0o644, 0o000, 0o755),
        (0o664, 0o002, 0o775),
        (0o644, 0o077, 0o700),
    ],
)
def test_new_folders_are_no_more_open_than_the_data(
    tmp_path: Path, data: int, mask: int, expected: int
) -> None:
    source = file(tmp_path / "数据", data)
    before = mode(tmp_path)
    with umask(mask):
        made(tmp_path / "一" / "二", "甲", source)
    assert [mode(tmp_path / "一"), mode(tmp_path / "一" / "二")] == [expected, expected]
    assert mode(tmp_path) == before


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "一").mkdir()
    (tmp_path / "一").chmod(0o777)
    made(tmp_path / "一", "甲", file(tmp_path / "数据", 0o600))
    assert mode(tmp_path / "一") == 0o777


def test_it_has_no_more_than_each_of_several_data_files(tmp_path: Path) -> None:
    sources = file(tmp_path / "甲.yaml", 0o604), file(tmp_path / "乙.yaml", 0o640)
    with umask(0):
        assert made(tmp_path, "甲.pdf", *sources) == 0o600


def test_without_a_data_file_the_umask_alone_counts(tmp_path: Path) -> None:
    with umask(0o027):
        assert made(tmp_path, "甲.pdf") == 0o640


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file to any group")
def test_the_group_may_do_no_more_than_others_where_it_is_another_one(tmp_path: Path) -> None:
    source = file(tmp_path / "甲.yaml", 0o640)
    os.chown(source, -1, _GROUP)
    with umask(0o022):
        assert made(tmp_path, "甲.pdf", source) == 0o600


def test_a_pipe_as_the_data_does_not_limit(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道", 0o600)
    target = file(tmp_path / "甲.pdf", 0o644)
    limit_permissions(target, tmp_path / "管道")
    assert mode(target) == 0o644


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o444, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, bits: int) -> None:
    file(tmp_path / "甲.pdf", bits)
    source = file(tmp_path / "甲.yaml", 0o600)
    with umask(0o077):
        assert made(tmp_path, "甲.pdf", source) == bits


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_it_keeps_its_owner_and_group(tmp_path: Path) -> None:
    target = file(tmp_path / "甲.pdf", 0o640)
    os.chown(target, 1234, _GROUP)
    made(tmp_path, "甲.pdf")
    assert (target.stat().st_uid, target.stat().st_gid, mode(target)) == (1234, _GROUP, 0o640)


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file to any group")
def test_a_group_that_cannot_be_kept_does_not_let_another_one_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    original, copy = file(tmp_path / "甲", 0o664), file(tmp_path / "乙", 0o600)
    os.chown(original, -1, _GROUP)
    monkeypatch.setattr(os, "chown", refuse)
    copy_permissions(original, copy)
    assert mode(copy) == 0o644


def test_an_access_list_is_kept(tmp_path: Path) -> None:
    target = file(tmp_path / "甲.pdf", 0o600)
    access_list(target)
    before = os.getxattr(target, _ACL)
    made(tmp_path, "甲.pdf")
    assert os.getxattr(target, _ACL) == before


def test_the_mask_of_an_access_list_is_not_taken_for_what_the_group_may_do(tmp_path: Path) -> None:
    source = file(tmp_path / "甲.yaml", 0o640)
    access_list(source)
    with umask(0o022):
        assert made(tmp_path, "甲.pdf", source) == 0o600

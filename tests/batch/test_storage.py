"""Documents whose data and results are in object storage."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

import perfreport
from perfreport.basics.errors import OutputError
from perfreport.batch import records, storage
from perfreport.batch.addresses import Address, is_address, on_this_disk
from perfreport.batch.manifest import NAME
from perfreport.batch.places import place
from perfreport.cli import run
from tests.cli.processes import PROGRAM, environment
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, altered

FOLDER, OUT = "s3://given/各单位", "s3://results/结果"
FOLDERS = [f"{FOLDER}/{name}" for name in "甲乙"]
NAMES = ("甲/项目", "甲/部门", "乙/项目")
FILES = sorted(f"{name}.{ending}" for name in NAMES for ending in ("docx", "pdf"))


@pytest.fixture
def given(s3: Any, tmp_path: Path) -> Any:
    """The storage with three documents, which lie in the folder ``data`` as well."""
    for name in NAMES:
        text = DEPARTMENT if name.endswith("部门") else PROJECTS
        s3.pipe_file(f"given/各单位/{name}.yaml", text.encode())
        path = tmp_path / "data" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return s3


def made(s3: Any, folder: str = "results/结果") -> dict[str, bytes]:
    """The files under ``folder`` but for the record, by their names."""
    found = {path.removeprefix(f"{folder}/"): s3.cat_file(path) for path in s3.find(folder)}
    return {name: content for name, content in found.items() if name != NAME}


def test_files_are_the_same_as_on_the_disk(given: Any, tmp_path: Path) -> None:
    perfreport.build_many(FOLDERS, OUT)
    perfreport.build_many([tmp_path / "data" / name for name in "甲乙"], tmp_path / "out")
    here = {name: (tmp_path / "out" / name).read_bytes() for name in FILES}
    assert made(given) == here


def test_only_what_changed_is_made_again(given: Any) -> None:
    assert perfreport.build_many(FOLDERS, OUT).made == 3
    again = perfreport.build_many(FOLDERS, OUT)
    assert (again.made, again.unchanged) == (0, 3)
    text = altered(PROJECTS, ("年度: 2024", "年度: 2023"))
    given.pipe_file("given/各单位/乙/项目.yaml", text.encode())
    given.rm("results/结果/甲/部门.pdf")
    after = perfreport.build_many(FOLDERS, OUT)
    assert (after.made, after.unchanged) == (2, 1)
    assert sorted(made(given)) == FILES


def test_an_edited_word_file_stays(given: Any, capsys: Any) -> None:
    perfreport.build_many(FOLDERS, OUT)
    address = "results/结果/乙/项目.docx"
    editor = WordEditor(given.cat_file(address))
    editor.replace(editor.paragraph("聘请编外"), "编外", "临时")
    edited = editor.save()
    given.pipe_file(address, edited)
    assert run(["build", FOLDER, "-o", OUT]) == 4
    assert f"s3://{address}：没有覆盖" in capsys.readouterr().err
    assert given.cat_file(address) == edited
    assert run(["build", FOLDER, "-o", OUT, "--overwrite"]) == 0
    assert given.cat_file(address) != edited


def test_a_single_document_goes_there(given: Any) -> None:
    assert run(["build", f"{FOLDER}/甲/项目.yaml", "-o", "s3://results/单份"]) == 0
    assert sorted(made(given, "results/单份")) == ["项目.docx", "项目.pdf"]


def test_data_are_never_written_over(given: Any) -> None:
    given.pipe_file("given/表.xlsx", b"")
    with pytest.raises(OutputError, match=r"s3://given/表\.xlsx：没有覆盖"):
        place("s3://given").require_none_of(["表.xlsx"], [Address("s3://given/表.xlsx")])


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((f"{FOLDER}/丙.yaml", "-o", OUT), 2, "丙.yaml：存储里没有"),
        (("s3://nowhere/丙.yaml", "-o", OUT), 2, "s3://nowhere/丙.yaml：存储里没有"),
        ((f"{FOLDER}/甲/项目.yaml", "-o", "s3://nowhere/结果"), 4, "写不了：存储里没有"),
        ((FOLDER, "-o", "s3://nowhere/结果"), 4, f"s3://nowhere/结果/{NAME}：写不了"),
        (("nothing://given/丙.yaml", "-o", OUT), 2, "不认得这种地址"),
    ],
)
def test_what_the_storage_refuses_is_told(
    arguments: tuple[str, ...], code: int, told: str, given: Any, capsys: Any
) -> None:
    assert run(["build", *arguments]) == code
    assert told in capsys.readouterr().err
    assert made(given) == {}


def test_without_keys_the_command_says_so(given: Any) -> None:
    keys = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    inherited = {name: text for name, text in environment().items() if name not in keys}
    done = subprocess.run(
        [*PROGRAM, "build", FOLDER, "-o", OUT],
        env={**inherited, "AWS_EC2_METADATA_DISABLED": "true", "HOME": "/nowhere"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "没有存储的访问凭据" in done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_run_goes_on(given: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for number in range(40):
        given.pipe_file(f"given/各单位/丙/{number}.yaml", PROJECTS.encode())
    command = [*PROGRAM, "build", FOLDER, "-o", OUT, "-j", "1"]
    variables = environment(TMPDIR=str(temporary))
    running = subprocess.Popen(command, env=variables, stderr=subprocess.DEVNULL)
    while len(given.find("results/结果")) < 12 and running.poll() is None:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert [*temporary.iterdir()]  # its record lay there
    left = made(given)
    built = perfreport.build_many([*FOLDERS, f"{FOLDER}/丙"], OUT)
    assert built.failed == 0
    assert built.made + built.unchanged == 43
    after = made(given)
    assert len(after) == 86
    assert {name: after[name] for name in left} == left  # each was whole
    assert not [*temporary.iterdir()]
    assert perfreport.build_many([*FOLDERS, f"{FOLDER}/丙"], OUT).unchanged == 43


def test_an_interrupted_run_keeps_its_record(given: Any) -> None:
    def interrupt(_receipt: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        perfreport.build_many(FOLDERS, OUT, tell=interrupt)
    built = perfreport.build_many(FOLDERS, OUT)
    assert (built.made, built.unchanged) == (2, 1)


def test_another_run_is_noticed(given: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    record = f"{OUT}/{NAME}"

    def other(_receipt: object) -> None:
        storage.put(record, b"another run's")

    monkeypatch.setattr(records, "_SECONDS_BETWEEN", 0.0)
    with pytest.raises(OutputError, match="别的一次生成"):
        perfreport.build_many(FOLDERS, OUT, tell=other)
    assert given.cat_file(record.removeprefix("s3://")) == b"another run's"


def test_names_on_a_list_may_be_addresses(given: Any, tmp_path: Path) -> None:
    names = tmp_path / "名单.txt"
    names.write_text(f"{FOLDER}/甲/项目.yaml\n{FOLDER}/乙/项目.yaml\n", "utf-8")
    assert run(["build", f"@{names}", "-o", str(tmp_path / "out"), "-f", "pdf"]) == 0
    found = sorted(path.parent.name for path in (tmp_path / "out").rglob("*.pdf"))
    assert found == ["乙", "甲"]


def test_results_among_the_data_are_passed_over(given: Any) -> None:
    out = "s3://given/各单位/结果"
    perfreport.build_many(FOLDERS, out, formats="xlsx")
    assert perfreport.build_many(FOLDERS, out, formats="xlsx").unchanged == 3


@pytest.mark.parametrize("name", ["C:\\数据\\表.yaml", "C:/数据", "C://数据", "表.yaml", "a:b"])
def test_a_path_is_no_address(name: str) -> None:
    assert not is_address(name)


def test_an_address_of_the_disk_is_a_path(tmp_path: Path) -> None:
    assert on_this_disk("file:///数据/表.yaml") == "/数据/表.yaml"
    (tmp_path / "项目.yaml").write_text(PROJECTS, "utf-8")
    assert run(["build", f"file://{tmp_path}/项目.yaml", "-o", f"file://{tmp_path}/out"]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_an_address_reads_as_it_is_typed() -> None:
    address = Address("s3://桶/各单位") / "甲/表.yaml"
    assert str(address) == "s3://桶/各单位/甲/表.yaml"
    assert str(address.parent) == "s3://桶/各单位/甲"

"""Documents whose data and results are in object storage."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import perfreport
from perfreport.basics.errors import InputError, OutputError
from perfreport.batch import records, storage
from perfreport.batch.addresses import Address, is_address, on_this_disk
from perfreport.batch.making import Workshop
from perfreport.batch.manifest import NAME
from perfreport.batch.papers import Known, Order, Task
from perfreport.batch.places import place
from perfreport.cli import run
from perfreport.documents.settings import Settings
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
        storage.put({record: b"another run's"})

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


@pytest.mark.parametrize(("notation", "jobs"), [("text", "1"), ("text", "2"), ("sarif", "1")])
def test_checks_say_the_same_as_on_the_disk(
    notation: str, jobs: str, given: Any, tmp_path: Path, capsys: Any
) -> None:
    given.pipe_file("given/各单位/甲/坏.yaml", b"1: [")
    (tmp_path / "data" / "甲" / "坏.yaml").write_text("1: [", "utf-8")
    arguments = ["--format", notation, "-j", jobs]
    assert run(["check", str(tmp_path / "data"), *arguments]) == 2
    here = capsys.readouterr()
    assert run(["check", FOLDER, *arguments]) == 2
    there = capsys.readouterr()
    data = tmp_path / "data"
    for local, remote in zip(here, there, strict=True):
        renamed = local.replace(data.as_uri(), quote(FOLDER, ":/")).replace(str(data), FOLDER)
        assert remote == renamed


def test_declarations_to_compare_with_may_be_there(given: Any, tmp_path: Path, capsys: Any) -> None:
    department = f"{FOLDER}/甲/部门.yaml"
    assert run(["check", department, "--against", f"{FOLDER}/甲/项目.yaml"]) == 0
    there = capsys.readouterr().out
    assert "AGAINST-018" in there
    assert run(["check", department, "--against", str(tmp_path / "data" / "甲" / "项目.yaml")]) == 0
    assert capsys.readouterr().out == there
    assert run(["check", department, "--against", f"{FOLDER}/没有.yaml"]) == 2
    assert f"{FOLDER}/没有.yaml：存储里没有" in capsys.readouterr().err


def test_a_report_is_of_a_copy_of_the_record(given: Any, tmp_path: Path, capsys: Any) -> None:
    perfreport.build_many(FOLDERS, OUT)
    kept = given.cat_file(f"results/结果/{NAME}")
    (tmp_path / "copied").mkdir()
    (tmp_path / "copied" / NAME).write_bytes(kept)
    for notation in ("text", "json"):
        assert run(["report", str(tmp_path / "copied"), "--format", notation]) == 0
        here = capsys.readouterr().out
        assert run(["report", OUT, "--format", notation]) == 0
        assert capsys.readouterr().out == here
    page = tmp_path / "汇总.html"
    assert run(["report", OUT, "-o", str(page)]) == 0
    if os.name == "posix":
        assert page.stat().st_mode & 0o077 == 0  # as the record on a disk has it
    assert given.cat_file(f"results/结果/{NAME}") == kept


def test_a_report_while_a_run_is_at_work_there(given: Any, capsys: Any) -> None:
    def ask(_receipt: object) -> None:
        codes.append(run(["report", OUT]))

    codes: list[int] = []
    perfreport.build_many(FOLDERS, OUT, tell=ask)
    assert codes == [0, 0, 0]
    assert "没有做完" in capsys.readouterr().out


@pytest.mark.parametrize("place", [OUT, "s3://nowhere/结果", "nothing://结果"])
def test_a_report_on_what_is_not_there_is_refused(place: str, given: Any, capsys: Any) -> None:
    assert run(["report", place]) == 2
    assert f"{place}" in capsys.readouterr().err


def test_a_damaged_record_is_told_by_its_address(given: Any, capsys: Any) -> None:
    given.pipe_file(f"results/结果/{NAME}", b"SQLite format 3\0" + bytes(100))
    assert run(["report", OUT]) == 2
    assert f"{OUT}/{NAME}：这份生成记录坏了" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", ".", "-o", "s3://results/汇总.html"),
        ("read", "s3://results/项目.docx"),
        ("build", "项目.yaml", "-o", ".", "--templates", "s3://given/版式"),
    ],
)
def test_what_has_to_be_on_this_machine_says_so(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run([*arguments]) == 2
    assert "只能写本机的路径" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_document_takes_few_requests(given: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes as long as the storage is away, wherever the time goes otherwise."""
    asked: list[str] = []
    call = type(given)._call_s3

    async def counted(self: Any, method: str, *arguments: Any, **options: Any) -> Any:
        asked.append(method)
        return await call(self, method, *arguments, **options)

    def told() -> dict[str, int]:
        found = Counter(each for each in asked if "object" in each and "list" not in each)
        asked.clear()
        return found

    monkeypatch.setattr(type(given), "_call_s3", counted)
    shop = Workshop(Order(OUT, Settings()))
    task = Task(f"{FOLDER}/甲/项目.yaml", "甲/项目")
    made = shop.make(task)
    assert made.origin is not None
    assert told() == {"get_object": 3, "put_object": 2}
    again = shop.make(task._replace(known=Known(made.origin, made.outputs)))
    assert again.state == "unchanged"
    assert told() == {"get_object": 3}


def test_what_is_empty_or_long_or_a_folder_is_told(given: Any) -> None:
    given.pipe_file("given/空.yaml", b"")
    assert storage.read("s3://given/空.yaml", 10) == b""
    assert storage.earlier("s3://given/空.yaml") == b""
    given.pipe_file("given/十.yaml", bytes(10))
    assert storage.read("s3://given/十.yaml", 10) == bytes(10)
    assert storage.earlier("s3://given/十.yaml") == bytes(10)
    with pytest.raises(InputError, match="十"):
        storage.read("s3://given/十.yaml", 9)
    with pytest.raises(InputError, match="文件夹"):
        storage.read(FOLDER, 10)
    assert storage.earlier(FOLDER) is None
    assert storage.earlier("s3://nowhere/十.yaml") is None

"""Whatever the machine, the terminal or the user does, the program ends in words."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import perfreport as library
from perfreport.cli import run
from perfreport.documents.rendering import Renderer
from tests.cli.processes import PROGRAM, environment, program
from tests.cli.running import COMMANDS, Runner
from tests.small_files import PROJECTS, altered

FULL = Path("/dev/full")
LOST = "要印的内容没有印完（磁盘已满）；请腾出地方或换个去处，再运行一次\n"

on_linux = pytest.mark.skipif(not FULL.exists(), reason="/dev/full is there on Linux only")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "数据.yaml"
    path.write_text(PROJECTS, "utf-8")
    return path


def on_a_terminal(encoding: str, *arguments: str | Path, code: int = 0) -> bytes:
    """What the program prints on a terminal of that ``encoding``."""
    ours, theirs = pty.openpty()
    variables = environment(PYTHONIOENCODING=encoding, TERM="dumb", PYTHONUTF8="0")
    command = [*PROGRAM, *map(str, arguments)]
    process = subprocess.Popen(command, env=variables, stdout=theirs, stderr=theirs)
    os.close(theirs)
    printed = b""
    with suppress(OSError):  # a terminal that is closed ends so
        while piece := os.read(ours, 4_096):
            printed += piece
    os.close(ours)
    assert process.wait(100) == code
    return printed


# What nobody expected.


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let ``build`` meet ``error`` in the middle of its work."""

    def render(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(Renderer, "render", render)


def test_what_nobody_expected_is_told_in_one_line(
    perfreport: Runner, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, KeyError("x\ny"))
    outcome = perfreport("build", data, "-o", data.parent / "结果")
    assert (outcome.code, outcome.out) == (70, "")
    line = outcome.err.splitlines()[-1]
    assert line.startswith(
        f"没有做完“perfreport build {data} -o {data.parent}/结果”，处理 {data} 时"
    )
    assert re.search(r"原文：KeyError 'x\\ny'；test_main\.py:\d+）", line)
    assert "发给 perfreport 的维护者" in line
    assert "Traceback" not in outcome.err
    assert not (data.parent / "结果").exists()


def test_how_it_came_about_is_told_when_asked_for(
    perfreport: Runner, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, KeyError("x"))
    outcome = perfreport("build", data, "-o", data.parent / "结果", "--debug")
    assert outcome.code == 70
    assert "Traceback" in outcome.err
    assert outcome.err.splitlines()[-1].startswith("没有做完“perfreport build")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "内存不够；请关掉别的程序"),
        (RecursionError("maximum recursion depth exceeded"), "原文：RecursionError maximum"),
        (PermissionError(13, "Permission denied", "某处"), "系统没有让用 某处（没有权限）"),
        (OSError(5, "Input/output error"), "原文：OSError"),
    ],
)
def test_the_common_causes_have_words_of_their_own(
    perfreport: Runner,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    words: str,
) -> None:
    fail(monkeypatch, error)
    outcome = perfreport("build", data, "-o", data.parent / "结果")
    assert outcome.code == 70
    assert words in outcome.err.splitlines()[-1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_knows_the_option_for_that(perfreport: Runner, command: str) -> None:
    assert "--debug" in perfreport(*command.split(), "--help").out


# Interruptions.


def test_an_interruption_is_told_in_one_line(
    perfreport: Runner, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Renderer, "render", interrupted)
    outcome = perfreport("build", data, "-o", data.parent / "结果", "--allow-errors")
    assert outcome.code == 130
    assert outcome.err.splitlines()[-1] == "已中断，没有写完的文件都已撤掉"
    assert not (data.parent / "结果").exists()


_INTERRUPTED_WHILE_IMPORTING = """
import sys, os, signal
class Finder:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)  # the tests may run in the background
sys.meta_path.insert(0, Finder())
from perfreport.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["perfreport.cli", "pydantic", "click", "rich", "yaml"])
def test_an_interruption_of_imports_is_one_too(module: str) -> None:
    code = _INTERRUPTED_WHILE_IMPORTING.format(module=module)
    command = [sys.executable, "-c", code, "forms"]
    ended = subprocess.run(command, capture_output=True, check=False, env=environment())
    assert ended.returncode == 130
    assert ended.stderr.decode() == "已中断，没有写完的文件都已撤掉\n"


def test_importing_the_program_imports_nothing_of_it() -> None:
    code = "import sys, perfreport.__main__; print(*(m for m in sys.modules if 'perfreport.' in m))"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, capture_output=True, check=True, env=environment())
    assert ended.stdout.decode().split() == ["perfreport.__main__"]


def test_an_installation_that_is_not_whole_is_told() -> None:
    code = "import sys; sys.modules['click'] = None\nfrom perfreport.__main__ import main; main()"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, capture_output=True, check=False, env=environment())
    assert ended.returncode == 70
    assert ended.stderr.decode().startswith("perfreport 没有装好，请重新安装（原文：")
    assert len(ended.stderr.decode().splitlines()) == 1


_SIGNALLED = """
import os, signal
signal.signal(signal.{name}, signal.{handler})
from perfreport.cli import catalogue, main
catalogue.print_table = lambda *_: os.kill(os.getpid(), signal.{name})
main(["forms"])
"""


@pytest.mark.parametrize(
    ("name", "handler"),
    [("SIGINT", "default_int_handler"), ("SIGTERM", "SIG_DFL"), ("SIGHUP", "SIG_DFL")],
)
def test_a_signal_interrupts(name: str, handler: str) -> None:
    command = [sys.executable, "-c", _SIGNALLED.format(name=name, handler=handler)]
    ended = subprocess.run(command, capture_output=True, check=False, env=environment())
    assert ended.returncode == 130
    assert ended.stderr.decode() == "已中断，没有写完的文件都已撤掉\n"


def test_a_signal_that_is_ignored_stays_so() -> None:
    """As under ``nohup``, where the program outlives its terminal."""
    command = [sys.executable, "-c", _SIGNALLED.format(name="SIGHUP", handler="SIG_IGN")]
    ended = subprocess.run(command, capture_output=True, check=False, env=environment())
    assert ended.returncode == 0


# Output that cannot be printed.


@on_linux
@pytest.mark.parametrize("command", ["explain FILE", "forms", "--help"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_on_a_full_disk_is_told(data: Path, command: str, unbuffered: str) -> None:
    arguments = command.replace("FILE", str(data)).split()
    variables = {"PYTHONUNBUFFERED": unbuffered}
    with FULL.open("wb") as full:
        ended = program(*arguments, stdout=full, variables=variables)
    assert (ended.returncode, ended.stderr.decode()) == (70, LOST)


@on_linux
def test_files_are_written_though_nothing_can_be_printed(data: Path) -> None:
    with FULL.open("wb") as full:
        ended = program("build", data, "-o", data.parent, stdout=full)
        assert ended.returncode == 70
        assert (data.parent / "数据.pdf").exists()
        assert program("check", data.parent / "没有.yaml", stderr=full).returncode == 2


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_streams_that_are_closed_are_no_matter(data: Path, redirection: str) -> None:
    command = f'"$0" -m perfreport build "$1" -o "$2" {redirection}'
    shell = ["sh", "-c", command, sys.executable, str(data), str(data.parent)]
    ended = subprocess.run(shell, capture_output=True, check=False, env=environment())
    assert ended.returncode == 0
    assert (data.parent / "数据.pdf").read_bytes().startswith(b"%PDF")
    assert "Traceback" not in ended.stderr.decode()


@pytest.mark.parametrize("command", ["rules", "forms", "schema project-targets"])
def test_a_reader_that_has_enough_is_no_failure(command: str) -> None:
    shell = f'"$0" -m perfreport {command} | true; exit "${{PIPESTATUS[0]}}"'
    arguments = ["bash", "-c", shell, sys.executable]
    ended = subprocess.run(arguments, capture_output=True, check=False, env=environment())
    assert (ended.returncode, ended.stderr) == (0, b"")


# Encodings.


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-16", "cp437"])
def test_what_is_redirected_is_in_unicode(data: Path, encoding: str) -> None:
    ended = program("explain", data, variables={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    assert ended.returncode == 0
    assert ended.stdout.decode("utf-8").startswith("合计的总计：")


def test_what_is_read_into_a_file_can_be_read_again(data: Path) -> None:
    data.write_text(altered(PROJECTS, ("编外人员聘用经费", "经费²›")), "utf-8")
    assert program("build", data, "-o", data.parent, "-f", "docx").returncode == 0
    again = data.with_name("读回.yaml")
    with again.open("wb") as file:
        word = data.with_suffix(".docx")
        ended = program("read", word, stdout=file, variables={"PYTHONIOENCODING": "gbk"})
    assert ended.returncode == 0
    assert library.load(again) == library.load(data)


@pytest.mark.parametrize("encoding", ["latin-1", "gbk", "cp437"])
def test_a_terminal_gets_a_question_mark_for_what_it_lacks(data: Path, encoding: str) -> None:
    other = data.with_name("另.yaml")
    other.write_text(altered(PROJECTS, ("编外人员聘用经费", "经费›ʬ")), "utf-8")
    printed = on_a_terminal(encoding, "diff", data, other, code=1)
    assert "经费".encode(encoding, "replace") in printed
    assert b"?" in printed


def test_a_name_that_is_no_text_is_met(data: Path) -> None:
    name = os.fsencode(data.parent) + b"/\xff.yaml"
    Path(os.fsdecode(name)).write_text(PROJECTS, "utf-8")
    out = os.fsdecode(os.fsencode(data.parent) + b"/\xfe")
    ended = program("build", os.fsdecode(name), "-o", out)
    assert ended.returncode == 0
    assert ended.stdout.decode("utf-8").startswith("已生成 ")
    assert len(list(Path(out).iterdir())) == 2


# The surroundings.


def test_a_working_folder_that_is_gone_is_told(tmp_path: Path, data: Path) -> None:
    gone = tmp_path / "去处"
    shell = 'mkdir "$1" && cd "$1" && rmdir "$1" && exec "$0" -m perfreport build "$2" -o "$3"'
    places = map(str, (gone, data, tmp_path / "结果"))
    arguments = ["sh", "-c", shell, sys.executable, *places]
    ended = subprocess.run(arguments, capture_output=True, check=False, env=environment())
    assert ended.returncode == 2
    assert ended.stderr.decode() == "现在所在的文件夹已经不在了；请换到别的文件夹，再运行一次\n"


@pytest.mark.parametrize("epoch", ["x", "9" * 30])
def test_a_wrong_time_in_the_environment_is_told(
    perfreport: Runner, data: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    outcome = perfreport("build", data, "-o", data.parent / "结果")
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1].startswith("环境变量 SOURCE_DATE_EPOCH 要写成一个")
    assert not (data.parent / "结果").exists()


def test_a_home_is_not_needed(data: Path) -> None:
    command = ["env", "-u", "HOME", *PROGRAM, "build", str(data), "-o", str(data.parent)]
    ended = subprocess.run(command, capture_output=True, check=False, env=environment())
    assert ended.returncode == 0


@pytest.mark.parametrize("option", ["--templates", "--fonts"])
def test_a_folder_that_cannot_be_read_is_told(
    perfreport: Runner, data: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)  # to root nothing is forbidden
    outcome = perfreport("build", data, "-o", data.parent / "结果", option, data.parent)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"选项 {option}：写得不对，读不了 {data.parent}（没有权限）" in outcome.err


@pytest.mark.parametrize("option", ["--templates", "--fonts", "-o"])
def test_a_name_that_is_too_long_is_told(perfreport: Runner, data: Path, option: str) -> None:
    where = {"-o": data.parent / "结果", option: "长" * 2_000}
    arguments = [str(part) for pair in where.items() for part in pair]
    outcome = perfreport("build", data, *arguments)
    assert outcome.code in (2, 4)
    assert "文件名或路径太长" in outcome.err


@pytest.mark.parametrize("command", ["check FIFO", "diff FIFO FIFO", "read FIFO", "explain FIFO"])
def test_a_pipe_is_no_data_file_and_nothing_waits_for_it(tmp_path: Path, command: str) -> None:
    os.mkfifo(tmp_path / "管道")
    arguments = command.replace("FIFO", str(tmp_path / "管道")).split()
    ended = program(*arguments)
    assert ended.returncode == 2
    assert "不是普通文件" in ended.stderr.decode()


def test_a_file_that_is_redirected_is_read(data: Path) -> None:
    with data.open("rb") as file:
        ended = program("explain", "/dev/stdin", stdin=file)
    assert ended.returncode == 0


# Names of results.


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("draft self-evaluation --from FILE -o x.docx", "文件名请以 .yaml、.yml或.xlsx 结尾"),
        ("draft self-evaluation --from FILE -o x", "文件名请以 .yaml、.yml或.xlsx 结尾"),
        ("read FILE -o x.pdf", "文件名请以 .yaml、.yml、.json或.xlsx 结尾"),
        ("read FILE --update FILE -o x.json", "文件名请以 .yaml或.yml 结尾"),
        ("build FILE -o x.docx", "x.docx 是文件的名称；这里写目录"),
        ("regenerate FILE -o x.PDF", "x.PDF 是文件的名称；这里写目录"),
        ("demo -o x.yaml", "x.yaml 是文件的名称；这里写目录"),
    ],
)
def test_a_name_for_something_else_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    command: str, words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(data.parent)
    before = sorted(Path().iterdir())
    assert run(command.replace("FILE", data.name).split()) == 2
    assert words in capsys.readouterr().err
    assert sorted(Path().iterdir()) == before

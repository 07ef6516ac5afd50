"""Runs that are killed: every file stays whole, the old one or the new, and the next run tidies up.

``python -m tests.killed_runs 200`` kills runs at every operation on a file that they make, and two
hundred more at random moments. It forks, and so has no threads.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import perfreport
from perfreport.cli import run
from perfreport.documents.rendering import FORMATS
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import PROJECTS, altered

_OLD = PROJECTS
_NEW = altered(PROJECTS, ("聘请编外人员", "聘请临时人员"), ("46.00", "47.00"))
_OPERATIONS = {
    *("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir"),
    *("os.chmod", "os.chown", "os.scandir", "shutil.rmtree", "fcntl.flock"),
}
_RANDOM_MOMENTS = 20_240_101

State = dict[str, bytes]


class Command(NamedTuple):
    """What is run again and again.

    Attributes:
        arguments: of the program, in a folder with ``files``.
        files: that are there before.
    """

    arguments: str
    files: State


def _commands() -> tuple[Command, ...]:
    results = {
        f"结果/数据.{format}": perfreport.render(
            perfreport.loads(_OLD), format, settings=perfreport.Settings(system_fonts=False)
        )
        for format in FORMATS
    }
    editor = WordEditor(results["结果/数据.docx"])
    editor.replace(editor.paragraph("聘请编外"), "编外", "临时")
    word = editor.save()
    options = "-o 结果 --no-system-fonts --allow-errors"
    return (
        Command(f"build 数据.yaml {options}", {"数据.yaml": _NEW.encode(), **results}),
        Command("read 表.docx --update 数据.yaml", {"数据.yaml": _OLD.encode(), "表.docx": word}),
        Command(f"regenerate 数据.docx {options}", {"数据.docx": word, **results}),
    )


def _state(hidden: bool) -> State:
    """The files in the working folder; those in ``hidden`` folders too, if asked for."""
    return {
        str(path): path.read_bytes() if path.is_file() else b""
        for path in Path().rglob("*")
        if hidden or not any(part.startswith(".perfreport-") for part in path.parts)
    }


def _fork(command: Command, before: Callable[[], None] = lambda: None) -> int:
    """Begin to run ``command`` in a process of its own, which first does ``before``."""
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        before()
        os._exit(run(command.arguments.split()))
    return child


def _ended(child: int) -> int:
    """The exit code of ``child``; negative when it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _killing_at(number: int) -> Callable[[], None]:
    """Lets a process kill itself at its ``number``-th operation on a file of the working folder."""

    def before() -> None:
        left = iter(range(number))

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event in _OPERATIONS and _is_written(event, arguments) and next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)

    return before


def _is_written(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether an operation is one of writing; files that are opened to be read are no matter."""
    return event != "open" or (isinstance(arguments[2], int) and bool(arguments[2] & os.O_CREAT))


def _prepare(command: Command, folder: Path) -> None:
    """Put the files of ``command`` into ``folder``, and work there."""
    for name, content in command.files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    os.chdir(folder)


def _complaints(command: Command, kill: Callable[[], int], finished: State) -> Iterator[str]:
    """Run ``command``, let ``kill`` end it, and run it again; what is wrong then."""
    with tempfile.TemporaryDirectory() as name:
        _prepare(command, Path(name))
        before = _state(hidden=True)
        kill()
        after = _state(hidden=False)
        for path in before.keys() | finished.keys() | after.keys():
            if after.get(path) not in (before.get(path), finished.get(path)):
                yield f"{path} is neither the old nor the new file"
        if code := _ended(_fork(command)):
            yield f"the next run ends with {code}"
        if _state(hidden=True) != finished:
            yield f"after the next run there are {sorted(_state(hidden=True))}"
        os.chdir("/")


def _undisturbed(command: Command) -> tuple[State, float]:
    """What is there when ``command`` has run to its end, and the seconds that it takes."""
    with tempfile.TemporaryDirectory() as name:
        _prepare(command, Path(name))
        start = time.perf_counter()
        assert _ended(_fork(command)) == 0
        seconds = time.perf_counter() - start
        state = _state(hidden=True)
        os.chdir("/")
    assert state != command.files
    return state, seconds


def _kills(command: Command, random_kills: int, seconds: float) -> Iterator[Callable[[], int]]:
    """Runs of ``command`` that are killed, at each of its operations and at random moments."""
    codes: list[int] = []
    while not codes or codes[-1] < 0:
        number = len(codes)

        def kill_at_operation(number: int = number) -> int:
            codes.append(_ended(_fork(command, _killing_at(number))))
            return codes[-1]

        yield kill_at_operation
    moments = random.Random(_RANDOM_MOMENTS)
    for _ in range(random_kills):

        def kill_at_moment(moment: float = moments.uniform(0, seconds)) -> int:
            child = _fork(command)
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
            return _ended(child)

        yield kill_at_moment


def main(random_kills: int) -> None:
    """Kill the runs; the exit code is 1 when one did not leave things as it should."""
    kills, found = 0, []
    for position, command in enumerate(_commands()):
        finished, seconds = _undisturbed(command)
        share = random_kills // 3 + (position < random_kills % 3)
        for kill in _kills(command, share, seconds):
            kills += 1
            found += [
                f"{command.arguments}: {each}" for each in _complaints(command, kill, finished)
            ]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{kills} runs, {len(found)} complaints\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))

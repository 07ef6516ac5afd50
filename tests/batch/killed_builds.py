"""Builds of a folder that are killed: files stay whole, and the next run makes what is left.

``python -m tests.batch.killed_builds 100`` kills a hundred builds at random moments: the program,
one of its processes, or all of them, now for good and now so that they may still tidy up.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pypdfium2

from perfreport.batch.manifest import NAME
from tests.roundtrip.word_editor import WordEditor
from tests.small_files import DEPARTMENT, PROJECTS, REPORT, altered

_ROOT = Path(__file__).parents[2]
_UNITS = 16
_MISTAKEN, _EDITED = 5, 7
_RANDOM_KILLS = 20_260_701
_MOST_IN_A_ROW = 3
_PATIENCE = 120
"""Seconds after which a program stands still."""
_OUT = "结果"
_BUILD = ("build", "各单位", "-o", _OUT, "-j", "2", "--no-system-fonts", "--allow-errors")
_ALONE = "from perfreport.__main__ import main; main()"
# Where the program has another thread, its processes are no copies of it.
_WITH_A_THREAD = f"""
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
{_ALONE}
"""
_PROGRAMS = {"forked": _ALONE, "spawned": _WITH_A_THREAD}

State = dict[str, bytes]
Running = subprocess.Popen[bytes]


def _all(number: int) -> Callable[[Running], None]:
    """Sends a signal to all processes of a run, as a terminal does."""
    return lambda running: os.killpg(running.pid, number)


def _program(number: int) -> Callable[[Running], None]:
    """Sends a signal to the one that was started."""
    return lambda running: running.send_signal(number)


def _worker(number: int) -> Callable[[Running], None]:
    """Sends a signal to one of its processes, if there is one."""

    def send(running: Running) -> None:
        with suppress(OSError, IndexError):
            children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text("ascii")
            os.kill(int(children.split()[-1]), number)

    return send


class Ending(NamedTuple):
    """How a run is ended.

    Attributes:
        send: ends it.
        is_orderly: whether what is half done may still be taken back.
    """

    send: Callable[[Running], None]
    is_orderly: bool


_ENDINGS = {
    "the program killed": Ending(_program(signal.SIGKILL), False),
    "all processes killed": Ending(_all(signal.SIGKILL), False),
    "a worker killed": Ending(_worker(signal.SIGKILL), False),
    "a worker terminated": Ending(_worker(signal.SIGTERM), True),
    "the program terminated": Ending(_program(signal.SIGTERM), True),
    "all processes terminated": Ending(_all(signal.SIGTERM), True),
    "the program interrupted": Ending(_program(signal.SIGINT), True),
    "all processes interrupted": Ending(_all(signal.SIGINT), True),
}


class Case(NamedTuple):
    """A folder of units of which half have changed since their documents were made.

    Attributes:
        folder: it.
        before: the results that lie there.
        finished: those of an undisturbed run.
        recorded: what the record says then.
        code: the exit code of that run.
        seconds: that it takes.
    """

    folder: Path
    before: State
    finished: State
    recorded: list[Any]
    code: int
    seconds: float


def _prepare(folder: Path, program: str) -> Case:
    """A case in the new ``folder``, in which ``program`` has run to its end."""
    made = folder / "made"
    made.mkdir(parents=True)
    for number in range(_UNITS):
        _write(made, number, PROJECTS, "46.00")
        _write(made, number, DEPARTMENT, "69.00")
        _write(made, number, REPORT, "49.99")
    _ended(_started(made, program))
    for number in range(0, _UNITS, 2):
        _write(made, number, PROJECTS, "46.00", "47.00")
    _write(made, _MISTAKEN, PROJECTS, "46.00", "四十六")
    _edit(made / _OUT / f"{_EDITED}局" / "项目支出绩效目标表.docx")
    _write(made, _EDITED, PROJECTS, "46.00", "48.00")
    for number in range(1, _UNITS, 4):
        shutil.rmtree(made / _OUT / f"{number}局")
    shutil.copytree(made, folder / "before")
    begun = time.monotonic()
    code, _ = _ended(_started(made, program))
    seconds = time.monotonic() - begun
    before = _state(folder / "before")
    return Case(folder, before, _state(made), _recorded(made), code, seconds)


def _write(folder: Path, number: int, text: str, old: str, new: str = "") -> None:
    kind = text.split("\n", 1)[0].removeprefix("文种: ")
    path = folder / "各单位" / f"{number}局" / f"{kind}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(altered(text, ("某某部门", f"第{number}局"), (old, new or old)), "utf-8")


def _edit(word: Path) -> None:
    editor = WordEditor(word.read_bytes())
    editor.replace(editor.paragraph("聘请编外"), "编外", "临时")
    word.write_bytes(editor.save())


def _started(folder: Path, program: str) -> Running:
    """A build in ``folder``, whose temporary files lie beside that."""
    temporary = folder.with_name(f"{folder.name}-tmp")
    temporary.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "TMPDIR": str(temporary)}
    return subprocess.Popen(
        [sys.executable, "-c", program, *_BUILD],
        cwd=folder,
        env=environment,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _ended(running: Running) -> tuple[int, str]:
    """The exit code of a run and what it printed, when all of its processes have ended.

    They have the same output: when that ends, they have.
    """
    try:
        told, _ = running.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        told, _ = running.communicate()
        return running.returncode, "Traceback: processes are left that do not end"
    return running.returncode, told.decode()


def _state(folder: Path) -> State:
    """The results in ``folder``, by their names; what is hidden too."""
    found = [path for path in (folder / _OUT).rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder / _OUT)): path.read_bytes()
        for path in found
        if path.name != NAME
    }


def _recorded(folder: Path) -> list[Any]:
    """What the record says of each document and of each of its files."""
    query = """
        SELECT documents.key, base, file, code, error, documents.data, kind, year, unit, place,
            outputs.format, outputs.digest
          FROM documents LEFT JOIN outputs USING (key) ORDER BY place, format
    """
    with closing(sqlite3.connect(folder / _OUT / NAME)) as base:
        return base.execute(query).fetchall()


def _of_the_files(case: Case, folder: Path, *, is_orderly: bool) -> Iterator[str]:
    """What is wrong with the results in ``folder`` when a run has been ended."""
    found = _state(folder)
    seen = {name: content for name, content in found.items() if not name.startswith(f"{NAME}-")}
    visible = {name for name in seen if ".perfreport-" not in name}
    for name in visible | case.before.keys():
        if seen.get(name) not in (case.before.get(name), case.finished.get(name)):
            yield f"{name} is neither the old nor the new file"
        elif name in seen and not _opens(name, seen[name]):
            yield f"{name} does not open"
    if is_orderly:
        yield from (f"{name} is left" for name in seen.keys() - visible)
        yield from _torn(case, seen)


def _torn(case: Case, found: State) -> Iterator[str]:
    """Documents of which one file is new and the other is not."""
    for word in case.finished:
        if word.endswith(".docx"):
            pair = (word, word.removesuffix("docx") + "pdf")
            ages = {found.get(name) == case.finished.get(name) for name in pair}
            kept = all(case.before.get(name) == case.finished.get(name) for name in pair)
            if len(ages) > 1 and not kept:
                yield f"{word} and its PDF are not of one age"


def _opens(name: str, content: bytes) -> bool:
    if name.endswith(".docx"):
        with ZipFile(BytesIO(content)) as word:
            return word.testzip() is None
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return len(pdf) > 0


def _of_the_next_run(case: Case, folder: Path, program: str) -> Iterator[str]:
    """What is wrong when the build in ``folder`` has then run to its end."""
    code, told = _ended(_started(folder, program))
    if code != case.code or "Traceback" in told:
        yield f"the next run ends with {code}: {told}"
    found = _state(folder)
    if found != case.finished:
        names = sorted(name for name, _ in found.items() ^ case.finished.items())
        yield f"after the next run other files than at first: {names}"
    if _recorded(folder) != case.recorded:
        yield "after the next run the record says something else"
    temporary = folder.with_name(f"{folder.name}-tmp")
    if left := [*temporary.iterdir(), *(folder / _OUT).rglob(".*")]:
        yield f"left over: {left}"
    code, told = _ended(_started(folder, program))
    if "生成" in told.splitlines()[-1].replace("没有生成", ""):
        yield f"a run after that makes something anew: {told}"


def _complaints(case: Case, program: str, kills: int, moments: random.Random) -> Iterator[str]:
    """Kill the build of a ``case`` so often, and let it end; what is wrong then."""
    folder = case.folder / "killed"
    shutil.copytree(case.folder / "before", folder)
    told = []
    for _ in range(kills):
        how = moments.choice(sorted(_ENDINGS))
        moment = moments.uniform(0, case.seconds)
        ending = _ENDINGS[how]
        told.append(f"{how} after {moment:.3f} s")
        running = _started(folder, program)
        with suppress(subprocess.TimeoutExpired):
            running.wait(moment)
        if running.poll() is None:
            ending.send(running)
        code, said = _ended(running)
        if "Traceback" in said:
            yield f"{told}: {code} {said}"
        orderly = ending.is_orderly and all("killed" not in each for each in told)
        for each in _of_the_files(case, folder, is_orderly=orderly):
            yield f"{told}: {each}"
    for each in _of_the_next_run(case, folder, program):
        yield f"{told}: {each}"
    shutil.rmtree(folder)


def main(kills: int) -> None:
    """Kill so many builds; the exit code is 1 when one did not leave things as it should."""
    found: list[str] = []
    moments = random.Random(_RANDOM_KILLS)
    with tempfile.TemporaryDirectory() as name:
        cases = {program: _prepare(Path(name, how), program) for how, program in _PROGRAMS.items()}
        left = kills
        while left:
            program = moments.choice([*cases])
            row = min(left, moments.randint(1, _MOST_IN_A_ROW))
            found += _complaints(cases[program], program, row, moments)
            left -= row
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{kills} kills, {len(found)} complaints\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))

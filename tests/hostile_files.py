"""Files made to do harm, or damaged, five hundred of them, always the same, and what comes of each.

``python -m tests.hostile_files`` gives all of them to the command in processes of their own; the
tests take some of them.
"""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import perfreport
from perfreport.data.data_files import parse_source
from tests.small_files import ALL, PROJECTS

_SEED = 20_240_101
_EACH = 6
_LONGEST = 120
"""Seconds after which a command is said to hang."""

CODES = {0, 1, 2, 3, 4}
"""Those in the README's table that a file may lead to."""

_CHINESE = re.compile("[\u4e00-\u9fff]")
_QUOTED = re.compile(r"“[^”]*”|原文：.*|《[^》]*》|/\S+|--?[a-z]+|U\+[0-9A-F]+ [A-Z0-9 -]+|limits")
_ENGLISH = re.compile(r"[A-Za-z]{3,}[ ,.:;']+[A-Za-z]{2,}[ ,.:;']+[A-Za-z]{2,}")


class Hostile(NamedTuple):
    """A file and the command that it is given to.

    Attributes:
        name: what was done to it.
        file: its name.
        content: it.
        command: with ``FILE``, ``DATA``, a good data file, and ``OUT``, a folder with results.
    """

    name: str
    file: str
    content: bytes
    command: str


class Ended(NamedTuple):
    """How a command ended: exit code, error output, and what it changed though it failed."""

    code: int
    err: str
    changed: tuple[str, ...]


Mutation = Callable[[bytes, random.Random], bytes]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _holed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 400) :]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[: start + chance.randint(1, 400)] + content[start:]


def _zeroed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    length = chance.randint(1, 64)
    return content[:start] + bytes(length) + content[start + length :]


def _mixed_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _line_put_in(line: str) -> Mutation:
    def mutated(content: bytes, chance: random.Random) -> bytes:
        lines = content.splitlines(keepends=True)
        number = chance.randrange(1, len(lines) + 1)
        indent = len(lines[number - 1]) - len(lines[number - 1].lstrip(b" "))
        lines.insert(number, b" " * indent + line.encode("utf-8", "surrogatepass") + b"\n")
        return b"".join(lines)

    return mutated


def _value_put_in(value: str) -> Mutation:
    def mutated(content: bytes, chance: random.Random) -> bytes:
        lines = content.decode().splitlines(keepends=True)
        places = [number for number, line in enumerate(lines) if ": " in line]
        number = chance.choice(places)
        key = lines[number].split(": ")[0]
        lines[number] = f"{key}: {value}\n"
        return "".join(lines).encode("utf-8", "surrogatepass")

    return mutated


_OF_BYTES: Mapping[str, Mutation] = {
    "bytes changed": _flipped,
    "cut off": _cut,
    "a piece gone": _holed,
    "a piece twice": _doubled,
    "zeros inside": _zeroed,
}

_VALUES = {
    "a huge number": "9" * 5_000,
    "a power": "1e999999999",
    "no number": "NaN",
    "endless": "-.inf",
    "a hexadecimal number": "0x7fffffffffffffff",
    "a minus": "-59.80",
    "a date": "2024-02-30T25:61:61+99:99",
    "a list": "[1, [2, [3]]]",
    "a mapping": "{甲: {乙: {}}}",
    "nothing": "",
    "yes": "yes",
    "deep brackets": "[" * 5_000,
    "an anchor": "&a [*a, *a]",
    "an alias": "*nobody",
    "a tag of Python": "!!python/object/apply:os.system ['true']",
    "a tag": "!!binary 5Lit5paH",
    "a million characters": "长" * 1_000_000,
    "many separators": "；，、" * 20_000,
    "a right-to-left override": "“\u202e文字\u2066”",
    "a zero": "甲\0乙",
    "an escape": "\x1b[2J\x1b]0;标题\x07",
    "a lone surrogate": "\ud800",
    "combining marks": "é" + "\u0301" * 3_000,
    "a paragraph mark": "甲\u2029乙",
    "a template": "{{ ''.__class__.__mro__ }}{% for x in y %}",
    "markup": "<w:p/><p>&lt;</p>]]><!-- -->",
    "a format": "%s%n{0}{name}",
    "a path": "../../../../etc/passwd",
}

_LINES = {
    "a merge key": "<<: *甲",
    "a directive": "%YAML 9.9",
    "another document": "---",
    "an end": "...",
    "a tab": "\t甲: 乙",
    "a key of brackets": "? [甲, 乙]\n: 丙",
    "a quote": "甲: '",
    "a double quote": 'a: "\\x',
    "an unknown key": "__class__: 甲",
    "a key of a line": "长" * 2_000 + ": 1",
    "a block without an end": "甲: |9999",
}


def _texts() -> Iterator[Hostile]:
    chance = random.Random(_SEED)
    good = [text.encode() for text in ALL.values()]
    mutations = {
        **_OF_BYTES,
        "lines mixed": _mixed_lines,
        **{name: _value_put_in(value) for name, value in _VALUES.items()},
        **{name: _line_put_in(line) for name, line in _LINES.items()},
    }
    commands = ("build FILE -o OUT --no-system-fonts", "check FILE", "explain FILE")
    for name, mutation in mutations.items():
        for number in range(_EACH):
            content = mutation(good[number % len(good)], chance)
            yield Hostile(name, "数据.yaml", content, commands[number % len(commands)])


def _whole_texts() -> Iterator[Hostile]:
    good = PROJECTS.encode()
    contents = {
        "empty": b"",
        "blank": b" \n\t\n",
        "a mark of byte order": b"\xef\xbb\xbf" * 2 + good,
        "UTF-16": PROJECTS.encode("utf-16"),
        "UTF-32": PROJECTS.encode("utf-32"),
        "GB 18030": PROJECTS.encode("gb18030"),
        "UTF-7": PROJECTS.encode("utf-7"),
        "carriage returns": good.replace(b"\n", b"\r"),
        "a program": b"\x7fELF" + bytes(4_000),
        "a scalar": "文种".encode(),
        "brackets": b"[" * 100_000,
        "braces": b"{" * 100_000,
        "dashes": b"- " * 50_000,
        "many keys": b"".join(b"%d: 1\n" % number for number in range(50_000)),
        "many mistakes": good + b"".join(b"k%d: [\xe7]\n" % number for number in range(9)),
        "many projects without anything": good + b"  - \xe5\x90\x8d\xe7\xa7\xb0: 1\n" * 5_000,
        "laughs": b"".join(b"l%d: &l%d [*l%d, *l%d]\n" % (n, n, n - 1, n - 1) for n in range(40)),
    }
    for name, content in contents.items():
        for command in ("check FILE", "build FILE -o OUT --no-system-fonts"):
            yield Hostile(name, "数据.yaml", content, command)


def _json_texts() -> Iterator[Hostile]:
    chance = random.Random(_SEED + 1)
    good = json.dumps(parse_source(PROJECTS).root.plain(), ensure_ascii=False, indent=1)
    for name, mutation in _OF_BYTES.items():
        for _ in range(_EACH):
            yield Hostile(name, "数据.json", mutation(good.encode(), chance), "check FILE")
    for value in ("NaN", "1e999999", "[" * 9_999, '"\\ud800"', '"\\u0000"', "-", "{}", "01", "''"):
        content = good.replace('"59.80"', value).encode()
        yield Hostile(value[:9], "数据.json", content, "build FILE -o OUT --no-system-fonts")


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():  # at no time, so that the bytes are the same each time
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


_WORD_COMMANDS = (
    "read FILE",
    "read FILE --update DATA",
    "regenerate FILE -o OUT --no-system-fonts",
    "diff DATA FILE",
)


def _word_files() -> Iterator[Hostile]:
    chance = random.Random(_SEED + 2)
    good = perfreport.render(perfreport.loads(PROJECTS), "docx")
    parts = _parts(good)
    for name, mutation in _OF_BYTES.items():
        for number in range(_EACH):
            command = _WORD_COMMANDS[number % len(_WORD_COMMANDS)]
            yield Hostile(f"{name} in the file", "表.docx", mutation(good, chance), command)
        for number, part in enumerate(sorted(parts)):
            changed = _zipped({**parts, part: mutation(parts[part], chance)})
            command = _WORD_COMMANDS[number % len(_WORD_COMMANDS)]
            yield Hostile(f"{name} in {part}", "表.docx", changed, command)
    for number, part in enumerate(sorted(parts)):
        rest = {each: parts[each] for each in parts if each != part}
        command = _WORD_COMMANDS[number % len(_WORD_COMMANDS)]
        yield Hostile(f"{part} gone", "表.docx", _zipped(rest), command)
    for name, content in _odd_packages(parts):
        for command in _WORD_COMMANDS:
            yield Hostile(name, "表.docx", content, command)


_DOCUMENT = "word/document.xml"


def _odd_packages(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    body = parts[_DOCUMENT]
    entity = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    documents = {
        "deep elements": b"<w:a>" * 200_000,
        "deep tables": body.replace(b"<w:tbl>", b"<w:tbl><w:tr><w:tc>" * 500 + b"<w:tbl>"),
        "entities": entity + body.partition(b"?>")[2],
        "no text": b"",
        "another root": b"<a/>",
        "nonsense": b"\xff\xfe\x00",
        "many attributes": b"<a " + b" ".join(b'a%d="1"' % n for n in range(99_999)) + b"/>",
        "a huge text": body.replace(b"</w:t>", b"a" * 1_000_000 + b"</w:t>", 1),
        "a bomb": body + bytes(150 * 2**20),
    }
    for name, document in documents.items():
        yield name, _zipped({**parts, _DOCUMENT: document})
    yield "names that lead outside", _zipped({**parts, "../../外面.xml": b"<a/>"})
    yield "too many parts", _zipped({**parts, **{f"a{n}.xml": b"<a/>" for n in range(2_000)}})
    yield "a zip of nothing", _zipped({})
    loop = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    yield "relations that lead nowhere", _zipped({**parts, "_rels/.rels": loop})


def hostile_files() -> list[Hostile]:
    """All of them, in their order."""
    return [*_texts(), *_whole_texts(), *_json_texts(), *_word_files()]


def prepared(hostile: Hostile, folder: Path) -> list[str]:
    """The arguments of the command, once its files are in ``folder``."""
    out, data, file = folder / "结果", folder / "原来.yaml", folder / hostile.file
    out.mkdir()
    for name in (f"{file.stem}.docx", f"{file.stem}.pdf"):
        (out / name).write_bytes(b"%PDF-earlier")
    data.write_text(PROJECTS, "utf-8")
    file.write_bytes(hostile.content)
    places = {"FILE": str(file), "DATA": str(data), "OUT": str(out)}
    return [places.get(word, word) for word in hostile.command.split()]


def complaints(hostile: Hostile, ended: Ended) -> Iterator[str]:
    """What is wrong with how the command ended."""
    if ended.code not in CODES:
        yield f"exit code {ended.code}"
    if ended.code > 1 and not ended.err.strip():
        yield "no word about what is wrong"
    if "Traceback" in ended.err:
        yield "a traceback"
    for line in filter(str.strip, ended.err.splitlines()):
        if not _CHINESE.search(line):
            yield f"a line without Chinese: {line[:80]}"
        if found := _ENGLISH.search(_QUOTED.sub("", line)):
            yield f"English: {found[0]}"
    if ended.code > 1 and ended.changed:
        yield f"changed: {ended.changed}"
    yield from (f"left behind: {name}" for name in ended.changed if ".perfreport-" in name)


def state_of(folder: Path) -> dict[str, bytes]:
    """All that is in ``folder``."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def _run(hostile: Hostile) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        arguments = prepared(hostile, folder)
        before = state_of(folder)
        command = [sys.executable, "-m", "perfreport", *arguments]
        try:
            ran = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)
        except subprocess.TimeoutExpired:
            return [f"{hostile.name}, {hostile.command}: hangs"]
        after = state_of(folder)
        changed = tuple(sorted(k for k in before | after if before.get(k) != after.get(k)))
        ended = Ended(ran.returncode, ran.stderr.decode(), changed)
        return [f"{hostile.name}, {hostile.command}: {each}" for each in complaints(hostile, ended)]


def main() -> None:
    """Try all of them; the exit code is 1 when one was not met as it should be."""
    files = hostile_files()
    with ThreadPoolExecutor(2) as pool:
        found = [line for lines in pool.map(_run, files) for line in lines]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(files)} hostile files, {len(found)} complaints\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

"""What the data embedded in Word files cost: ``python -m benchmarks.embedded``."""

from __future__ import annotations

import io
import statistics
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import perfreport
from perfreport.basics import resources
from perfreport.blocks.model import Document
from perfreport.cli.printing import print_table
from perfreport.roundtrip import memory

ROUNDS = 9


class Cost(NamedTuple):
    """What embedding costs for one document.

    Attributes:
        file: bytes of the Word file.
        embedded: bytes that the embedded part takes in it, with what belongs to it.
        slower: how much longer it takes, from the data file to Word and PDF in a warm process,
            than without it, as a share.
    """

    file: int
    embedded: int
    slower: float


def cost(path: Path) -> Cost:
    """Measure the document in the data file at ``path``."""
    document = perfreport.load(path)
    content = perfreport.render(document, "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sizes = {each.filename: each.compress_size for each in package.infolist()}
    embedded = sum(size for name, size in sizes.items() if name.startswith("customXml/"))
    remembering = _seconds(lambda: perfreport.render(document, "docx")) - _seconds(
        lambda: _render_without(document)
    )
    without = (
        lambda: perfreport.load(path),
        lambda: _render_without(document),
        lambda: perfreport.render(document, "pdf", system_fonts=False),
    )
    return Cost(len(content), embedded, remembering / sum(map(_seconds, without)))


def _render_without(document: Document) -> bytes:
    remember, memory.remember = memory.remember, lambda *_: b""
    try:
        return perfreport.render(document, "docx")
    finally:
        memory.remember = remember


def _seconds(render: Callable[[], object]) -> float:
    """Processor time of one call, the median of several after the first."""
    render()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        render()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    """Print the cost for every example."""
    rows = []
    for path in sorted(resources.examples().glob("*.yaml")):
        each = cost(path)
        share = f"{each.embedded / each.file:.1%}"
        rows.append(
            (path.stem, f"{each.file:,}", f"{each.embedded:,}", share, f"{each.slower:.1%}")
        )
    print_table(("例子", "Word 字节", "嵌入字节", "占比", "数据文件到两种格式慢"), rows)


if __name__ == "__main__":
    main()

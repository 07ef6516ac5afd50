"""Renders Word templates with the ``docxtpl`` of whichever interpreter runs this.

As a program it answers pickled questions: what is to be rendered, with the number under which it
is kept; such a number, with the Word file. Relies on ``docxtpl`` and the standard library alone.
"""

from __future__ import annotations

import pickle
import sys
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate


def render(template: bytes, texts: dict[str, Any]) -> bytes:
    """The Word file that ``template`` makes of ``texts``."""
    document = DocxTemplate(BytesIO(template))
    document.render(texts, autoescape=True)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def main() -> None:
    """Serve until the input ends."""
    kept: list[tuple[bytes, dict[str, Any]]] = []
    while True:
        try:
            question = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if isinstance(question, int):
            answer: object = render(*kept[question])
        else:
            answer = len(kept)
            kept.append(question)
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

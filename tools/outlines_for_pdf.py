"""The bundled Fandol faces made ready for PDF files: ``python -m tools.outlines_for_pdf``.

All lose their hints, which no PDF file of perfreport carries, so that their glyphs are taken over
as they stand (`perfreport.pdf.cff`). 仿宋, in which nearly all text is set, also has a table of all
its glyphs deflated (`tools.deflated_glyphs`), and outlines that begin where they are shortest.
Done once or again, the files are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.cffLib.transforms import remove_hints
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, newTable

from perfreport.pdf.cff import Program
from perfreport.pdf.deflated import TABLE
from tools.deflated_glyphs import deflated
from tools.latin_of_song import FOLDER, LATIN

DEFLATED = "FandolFang-Regular.otf"

Point = tuple[int, int]
Segment = tuple[Point, ...]
"""Where a line ends, or the two handles of a curve and where that ends."""

_DESCRIPTION, _WINDOWS, _UNICODE, _ENGLISH = 10, 3, 1, 0x0409
_NOTICE = "Hints left out by perfreport, 2026-11-30"
_FREQUENT, _CELLS = range(0xB0, 0xD7), range(0xA1, 0xFF)
_MOVES_AT_END = re.compile(rb"(?:\x8b\x16)*(?:\x8b\x04)*(\x0e)\Z")
_SAMPLES = 8
"""The rows of GB 2312 with the frequent characters, of which every eighth tells the best code."""


def main() -> None:
    """Write the faces anew."""
    for path in sorted(FOLDER.glob("*.otf")):
        path.write_bytes(made_ready(path))


def made_ready(path: Path) -> bytes:
    """The file of the face at ``path`` as it is to be."""
    face = TTFont(path, recalcTimestamp=False)
    remove_hints(face["CFF "].cff, removeUnusedSubrs=False)
    # The licence asks that a changed file says so.
    face["name"].setName(_NOTICE, _DESCRIPTION, _WINDOWS, _UNICODE, _ENGLISH)
    if path.name != DEFLATED:
        return _saved(face)
    _shorten(face)
    saved = TTFont(BytesIO(_saved(face)), recalcTimestamp=False)
    table, charstrings = _deflated(saved)
    saved[TABLE] = newTable(TABLE)
    saved[TABLE].data = table
    drawn = saved["CFF "].cff[0].CharStrings
    for name, charstring in zip(saved.getGlyphOrder(), charstrings, strict=True):
        drawn[name].setBytecode(charstring)
    return _saved(saved)


def _saved(face: TTFont) -> bytes:
    file = BytesIO()
    face.save(file)
    return file.getvalue()


def _deflated(face: TTFont) -> tuple[bytes, list[bytes]]:
    program = Program(face.reader["CFF "])
    names = face.getBestCmap()
    frequent = [bytes((row, cell)).decode("gb2312") for row in _FREQUENT for cell in _CELLS]
    typical = [names[ord(each)] for each in frequent[::_SAMPLES] if ord(each) in names]
    return deflated(program.charstrings(range(program.count)), map(face.getGlyphID, typical))


def _shorten(face: TTFont) -> None:
    """Begin each closed outline behind its longest line, which then need not be written."""
    top, glyphs, names = face["CFF "].cff[0], face.getGlyphSet(), face.getBestCmap()
    latin = {names[code] for code in LATIN}  # which is that of another face, point by point
    for name in face.getGlyphOrder():
        if name in latin:
            leave_out_moves(top.CharStrings[name])
            continue
        _, selector = top.CharStrings.getItemAndSelector(name)
        private = top.FDArray[selector].Private
        width = face["hmtx"][name][0]
        usual = width == private.defaultWidthX
        pen = T2CharStringPen(None if usual else width - private.nominalWidthX, None)
        recorded = RecordingPen()
        glyphs[name].draw(recorded)
        for start, segments in _outlines(recorded):
            if segments:
                _draw(pen, _begun_anew(start, segments))
        drawn = pen.getCharString(private, top.GlobalSubrs)
        drawn.fdSelectIndex = selector
        top.CharStrings[name] = drawn


def leave_out_moves(drawn: Any) -> None:
    """Take away the moves by nothing with which `tools.deflated_glyphs` made bytes whole."""
    drawn.compile()
    drawn.setBytecode(_MOVES_AT_END.sub(rb"\1", drawn.bytecode))


def _outlines(recorded: RecordingPen) -> Iterator[tuple[Point, list[Segment]]]:
    """Where each outline begins, and its segments, of which the last comes back to there."""
    for operator, points in recorded.value:
        if operator == "moveTo":
            start = points[0]
            segments: list[Segment] = []
        elif operator == "closePath":
            if segments and segments[-1][-1] != start:
                segments.append((start,))
            yield start, segments
        else:
            segments.append(points)


def _begun_anew(start: Point, segments: list[Segment]) -> list[Segment]:
    """``segments`` of a closed outline, its longest line at the end if it has lines."""
    begins = [start, *(segment[-1] for segment in segments)]
    lines = [
        (_length(begin, segment[0]), at)
        for at, (begin, segment) in enumerate(zip(begins, segments, strict=False))
        if len(segment) == 1
    ]
    last = max(lines)[1] + 1 if lines else 0
    return segments[last:] + segments[:last]


def _length(begin: Point, end: Point) -> int:
    """How many bytes a line takes."""
    steps = (end[0] - begin[0], end[1] - begin[1])
    return sum(0 if step == 0 else 1 if abs(step) <= 107 else 2 for step in steps)


def _draw(pen: T2CharStringPen, segments: list[Segment]) -> None:
    """Draw a closed outline; a line at its end follows from where it began."""
    start = segments[-1][-1]
    pen.moveTo(start)
    for segment in segments[:-1] if len(segments[-1]) == 1 else segments:
        (pen.lineTo if len(segment) == 1 else pen.curveTo)(*segment)
    pen.closePath()


if __name__ == "__main__":
    main()

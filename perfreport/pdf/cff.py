"""CFF font programs rebuilt so that their glyphs answer to chosen CIDs.

PDF finds a glyph of a CIDFontType0C program through the program's charset, which gives every glyph
one CID. A face may draw two characters with one glyph, and a program without CIDs has no charset of
the kind at all; so the charset is written anew and a glyph is repeated for every CID that asks for
it. Outlines, subroutines and hints are copied as they are.

The format is Adobe Technical Note 5176.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

Dict = dict[int, bytes]
"""A DICT: operator (two-byte ones as 0x0C00 + second byte) to its operands, still encoded."""

_FONT_MATRIX = 0x0C07
_FONT_BBOX = 0x05
_CHARSET = 0x0F
_CHAR_STRINGS = 0x11
_PRIVATE = 0x12
_SUBRS = 0x13
_ROS = 0x0C1E
_CID_COUNT = 0x0C22
_FD_ARRAY = 0x0C24
_FD_SELECT = 0x0C25

_PLACES = (_CHARSET, _FD_SELECT, _CHAR_STRINGS, _FD_ARRAY)
_HEADER = bytes((1, 0, 4, 4))
_REGISTRY_AND_ORDERING = (b"Adobe", b"Identity")
# Numbers below it are the standard strings of the format.
_FIRST_CUSTOM_STRING = 391


class _FontDict(NamedTuple):
    """One Font DICT: its own operators, its Private DICT and the local subroutines."""

    operators: Dict
    private: Dict
    subrs: Sequence[bytes]


class _Program(NamedTuple):
    """What a CFF program holds, as far as it is carried over."""

    name: bytes
    top: Dict
    global_subrs: Sequence[bytes]
    char_strings: Sequence[bytes]
    font_dicts: Sequence[_FontDict]
    selected: Sequence[int]


def with_cids(program: bytes, glyphs: Mapping[int, int]) -> bytes:
    """The CFF ``program`` as a CID-keyed one (Adobe-Identity) in which ``glyphs[cid]`` is drawn.

    Args:
        program: a CFF table, CID-keyed or not.
        glyphs: CID to glyph index; CID 0 is the missing glyph whatever it says.
    """
    source = _read(program)
    cids = sorted(glyphs.keys() - {0})
    chosen = [0, *map(glyphs.__getitem__, cids)]
    return _write(
        source,
        cids,
        [source.char_strings[glyph] for glyph in chosen],
        [source.selected[glyph] for glyph in chosen],
    )


def _read(program: bytes) -> _Program:
    names, position = _read_index(program, program[2])
    tops, position = _read_index(program, position)
    _strings, position = _read_index(program, position)
    global_subrs, _ = _read_index(program, position)
    top = _read_dict(tops[0])
    char_strings, _ = _read_index(program, _number(top[_CHAR_STRINGS]))
    if _ROS in top:
        dicts, _ = _read_index(program, _number(top[_FD_ARRAY]))
        font_dicts = [_read_font_dict(program, _read_dict(encoded)) for encoded in dicts]
        selected = _read_fd_select(program, _number(top[_FD_SELECT]), len(char_strings))
    else:
        font_dicts = [_read_font_dict(program, {_PRIVATE: top[_PRIVATE]})]
        selected = bytes(len(char_strings))
    return _Program(names[0], top, global_subrs, char_strings, font_dicts, selected)


def _read_font_dict(program: bytes, operators: Dict) -> _FontDict:
    size, offset = _numbers(operators[_PRIVATE])
    private = _read_dict(program[offset : offset + size])
    subrs: Sequence[bytes] = ()
    if _SUBRS in private:
        # The only offset that counts from where its own DICT begins.
        subrs, _ = _read_index(program, offset + _number(private[_SUBRS]))
    return _FontDict(operators, private, subrs)


def _read_index(program: bytes, position: int) -> tuple[list[bytes], int]:
    """The items of the INDEX at ``position``, and the position after it."""
    count = int.from_bytes(program[position : position + 2], "big")
    if count == 0:
        return [], position + 2
    size = program[position + 2]
    table = position + 3
    # Offsets count from the byte before the first item, so that none is 0.
    base = table + (count + 1) * size - 1
    offsets = [
        base + int.from_bytes(program[at : at + size], "big") for at in range(table, base + 1, size)
    ]
    return [program[start:end] for start, end in pairwise(offsets)], offsets[-1]


def _read_dict(encoded: bytes) -> Dict:
    operators: Dict = {}
    start = position = 0
    while position < len(encoded):
        byte = encoded[position]
        if byte > 21:
            position += _operand_length(encoded, position)
            continue
        operator, length = (0x0C00 + encoded[position + 1], 2) if byte == 12 else (byte, 1)
        operators[operator] = encoded[start:position]
        start = position = position + length
    return operators


def _operand_length(encoded: bytes, position: int) -> int:
    byte = encoded[position]
    if byte == 30:
        end = position + 1
        while encoded[end] & 0x0F != 0x0F:
            end += 1
        return end + 1 - position
    return {28: 3, 29: 5}.get(byte, 1 if byte <= 246 else 2)


def _numbers(operands: bytes) -> list[int]:
    """The integers among ``operands``, all of which must be integers."""
    numbers = []
    position = 0
    while position < len(operands):
        length = _operand_length(operands, position)
        numbers.append(_integer(operands[position : position + length]))
        position += length
    return numbers


def _integer(operand: bytes) -> int:
    byte = operand[0]
    if byte in (28, 29):
        return int.from_bytes(operand[1:], "big", signed=True)
    if byte <= 246:
        return byte - 139
    if byte <= 250:
        return (byte - 247) * 256 + operand[1] + 108
    return -(byte - 251) * 256 - operand[1] - 108


def _number(operands: bytes) -> int:
    return _numbers(operands)[-1]


def _read_fd_select(program: bytes, position: int, glyph_count: int) -> bytes:
    """The Font DICT of each glyph."""
    if program[position] == 0:
        return program[position + 1 : position + 1 + glyph_count]
    range_count = int.from_bytes(program[position + 1 : position + 3], "big")
    position += 3
    selected = bytearray()
    for _ in range(range_count):
        following = int.from_bytes(program[position + 3 : position + 5], "big")
        selected += bytes((program[position + 2],)) * (following - len(selected))
        position += 3
    return bytes(selected)


def _write(
    source: _Program, cids: Sequence[int], char_strings: Sequence[bytes], selected: Sequence[int]
) -> bytes:
    charset = _charset(cids)
    fd_select = _fd_select(selected)
    outlines = _index(char_strings)
    front = _HEADER + _index([source.name])
    back = _index(_REGISTRY_AND_ORDERING) + _index(source.global_subrs)
    # A Top DICT is as long whatever the numbers are, for it stands before what it points to.
    top_size = len(_index([_top(source.top, 0, [0, 0, 0, 0])]))

    begin = len(front) + top_size + len(back)
    *places, privates_at = accumulate(map(len, (charset, fd_select, outlines)), initial=begin)
    privates, fd_array = _font_dicts(source.font_dicts, privates_at)
    cid_count = cids[-1] + 1 if cids else 1
    top = _top(source.top, cid_count, [*places, privates_at + len(privates)])
    return b"".join((front, _index([top]), back, charset, fd_select, outlines, privates, fd_array))


def _top(source: Dict, cid_count: int, places: Sequence[int]) -> bytes:
    """The Top DICT that points to the ``places`` of charset, FDSelect, CharStrings and FDArray."""
    string = _FIRST_CUSTOM_STRING
    operators: Dict = {_ROS: _operand(string) + _operand(string + 1) + _operand(0)}
    operators |= {key: source[key] for key in (_FONT_MATRIX, _FONT_BBOX) if key in source}
    operators[_CID_COUNT] = _operand(cid_count)
    operators |= zip(_PLACES, map(_operand, places), strict=True)
    return _dict(operators)


def _font_dicts(font_dicts: Iterable[_FontDict], position: int) -> tuple[bytes, bytes]:
    """The Private DICTs, which will stand at ``position``, and the FDArray that points to them."""
    privates = bytearray()
    encoded = []
    for operators, private, subrs in font_dicts:
        kept = {key: value for key, value in private.items() if key != _SUBRS}
        if subrs:
            size = len(_dict(kept | {_SUBRS: _operand(0)}))
            kept[_SUBRS] = _operand(size)
        dictionary = _dict(kept)
        place = _operand(len(dictionary)) + _operand(position + len(privates))
        matrix = {key: operators[key] for key in (_FONT_MATRIX,) if key in operators}
        encoded.append(_dict(matrix | {_PRIVATE: place}))
        privates += dictionary + (_index(subrs) if subrs else b"")
    return bytes(privates), _index(encoded)


def _operand(number: int) -> bytes:
    """``number`` in five bytes, whatever its size."""
    return b"\x1d" + number.to_bytes(4, "big", signed=True)


def _dict(operators: Dict) -> bytes:
    return b"".join(
        operands + (operator.to_bytes(2, "big") if operator > 0xFF else bytes((operator,)))
        for operator, operands in operators.items()
    )


def _index(items: Sequence[bytes]) -> bytes:
    if not items:
        return bytes(2)
    offsets = list(accumulate(map(len, items), initial=1))
    size = (offsets[-1].bit_length() + 7) // 8
    table = b"".join(offset.to_bytes(size, "big") for offset in offsets)
    return b"".join((len(items).to_bytes(2, "big"), bytes((size,)), table, *items))


def _charset(cids: Sequence[int]) -> bytes:
    """A charset of format 2: runs of CIDs that follow each other."""
    encoded = bytearray((2,))
    for run in consecutive(cids):
        encoded += run[0].to_bytes(2, "big") + (len(run) - 1).to_bytes(2, "big")
    return bytes(encoded)


def consecutive(numbers: Iterable[int]) -> Iterator[list[int]]:
    """The runs of ``numbers``, in order, of which each is one more than the one before."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _fd_select(selected: Sequence[int]) -> bytes:
    """An FDSelect of format 3: runs of glyphs with one Font DICT."""
    encoded = bytearray()
    first = count = 0
    for font_dict, members in groupby(selected):
        encoded += first.to_bytes(2, "big") + bytes((font_dict,))
        first += len(list(members))
        count += 1
    return b"\x03" + count.to_bytes(2, "big") + bytes(encoded) + first.to_bytes(2, "big")

"""CFF font programs rebuilt so that their glyphs answer to chosen CIDs.

PDF finds a glyph of a CIDFontType0C program through the program's charset, which gives every glyph
one CID. A face may draw two characters with one glyph, and a program without CIDs has no charset of
the kind at all; so the charset is written anew and a glyph is repeated for every CID that asks for
it. Outlines, subroutines and hints are copied as they are. Charstrings stand at the end, so that
those who have them compressed can put them there.

The format is Adobe Technical Note 5176.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from operator import le
from typing import NamedTuple

Buffer = bytes | memoryview

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

_PLACES = (_CHARSET, _FD_SELECT, _FD_ARRAY, _CHAR_STRINGS)
_WIDTHS = {0x14, 0x15}
_HEADER = bytes((1, 0, 4, 4))
_REGISTRY_AND_ORDERING = (b"Adobe", b"Identity")
# Numbers below it are the standard strings of the format.
_FIRST_CUSTOM_STRING = 391


class _FontDict(NamedTuple):
    """One Font DICT: its own operators, its Private DICT and the local subroutines."""

    operators: Dict
    private: Dict
    subrs: Sequence[bytes]


class _Index:
    """The INDEX at a place of a program.

    Attributes:
        length: how many items there are.
    """

    def __init__(self, program: Buffer, place: int) -> None:
        self._program = program
        self.length = int.from_bytes(program[place : place + 2], "big")
        self._place = place

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """Where items begin in the program, and where the last ends."""
        program, count = self._program, self.length + 1
        if not self.length:
            return (self._place + 2,)  # it does not say how long offsets are
        size, table = program[self._place + 2], self._place + 3
        wide = bytearray(4 * count)
        for byte in range(size):
            wide[4 - size + byte :: 4] = program[table + byte : table + count * size : size]
        # They count from the byte before the first item, so that none is 0.
        base = table + count * size - 1
        offsets = tuple([base + offset for offset in struct.unpack(f">{count}I", wide)])
        if not all(map(le, (base + 1, *offsets), (*offsets, len(program)))):
            raise struct.error("an item of an INDEX is out of its bounds")
        return offsets

    def lengths(self, numbers: Iterable[int]) -> list[int]:
        """How long the items of ``numbers`` are, none of which is read; raises as `items` does."""
        offsets = self._offsets
        try:
            return [offsets[number + 1] - offsets[number] for number in numbers]
        except IndexError:
            raise _no_such_item() from None

    def items(self, numbers: Iterable[int]) -> list[bytes]:
        """The items of ``numbers``, from 0.

        Raises:
            struct.error: one of them is not there.
        """
        program, offsets = self._program, self._offsets
        try:
            return [bytes(program[offsets[number] : offsets[number + 1]]) for number in numbers]
        except IndexError:
            raise _no_such_item() from None

    def all(self) -> list[bytes]:
        """All items."""
        return self.items(range(self.length))

    @property
    def end(self) -> int:
        """The place behind it."""
        return self._offsets[-1]


def _no_such_item() -> struct.error:
    return struct.error("an INDEX has no such item")


class Program:
    """What a CFF program holds, as far as it is carried over; glyphs are read when asked for."""

    def __init__(self, program: Buffer) -> None:
        """Read ``program``, a CFF table.

        Raises:
            struct.error, LookupError, ValueError: it is damaged.
        """
        names = _Index(program, program[2])
        tops = _Index(program, names.end)
        strings = _Index(program, tops.end)
        self.name = names.all()[0]
        self.top = _read_dict(tops.all()[0])
        self.global_subrs = _Index(program, strings.end).all()
        self._glyphs = _Index(program, _number(self.top[_CHAR_STRINGS]))
        self.has_cids = _ROS in self.top
        if self.has_cids:
            dicts = _Index(program, _number(self.top[_FD_ARRAY])).all()
            self.font_dicts = [_read_font_dict(program, _read_dict(encoded)) for encoded in dicts]
            place = _number(self.top[_FD_SELECT])
            self.selected = _read_fd_select(program, place, self._glyphs.length)
        else:
            self.font_dicts = [_read_font_dict(program, {_PRIVATE: self.top[_PRIVATE]})]
            self.selected = bytes(self._glyphs.length)

    def charstrings(self, glyphs: Iterable[int]) -> list[bytes]:
        """The charstrings of ``glyphs``."""
        return self._glyphs.items(glyphs)

    def lengths(self, glyphs: Iterable[int]) -> list[int]:
        """The lengths of the charstrings of ``glyphs``."""
        return self._glyphs.lengths(glyphs)

    @property
    def count(self) -> int:
        """How many glyphs it has."""
        return self._glyphs.length

    @property
    def is_plain(self) -> bool:
        """Whether its glyphs can be taken over as they stand: without subroutines or hints.

        A glyph of a program without CIDs may be put together from others, by their names.
        """
        return (
            self.has_cids
            and not self.global_subrs
            and not any(
                font_dict.subrs or font_dict.private.keys() - _WIDTHS
                for font_dict in self.font_dicts
            )
        )


class Outlines(NamedTuple):
    """A CFF program in two parts: its charstrings are the end of it.

    Attributes:
        head: all that stands before them.
        glyphs: their numbers in the program that they are of.
        lengths: of their charstrings.
        charstrings: gives those of glyphs of that program.
    """

    head: bytes
    glyphs: Sequence[int]
    lengths: Sequence[int]
    charstrings: Callable[[Iterable[int]], list[bytes]]

    def __bytes__(self) -> bytes:
        """The whole program."""
        return b"".join((self.head, *self.charstrings(self.glyphs)))


def with_cids(source: Program, glyphs: Mapping[int, int]) -> Outlines:
    """``source`` as a CID-keyed program (Adobe-Identity) in which ``glyphs[cid]`` is drawn.

    Args:
        source: CID-keyed or not.
        glyphs: CID to glyph index; CID 0 is the missing glyph whatever it says.

    Raises:
        struct.error: it lacks one of the glyphs.
    """
    cids = sorted(filter(None, glyphs))
    chosen = [0, *map(glyphs.__getitem__, cids)]
    lengths = source.lengths(chosen)
    head = _head(source, cids, lengths, [*map(source.selected.__getitem__, chosen)])
    return Outlines(head, chosen, lengths, source.charstrings)


def _read_font_dict(program: Buffer, operators: Dict) -> _FontDict:
    size, offset = _numbers(operators[_PRIVATE])
    private = _read_dict(bytes(program[offset : offset + size]))
    subrs: Sequence[bytes] = ()
    if _SUBRS in private:
        # The only offset that counts from where its own DICT begins.
        subrs = _Index(program, offset + _number(private[_SUBRS])).all()
    return _FontDict(operators, private, subrs)


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


def _read_fd_select(program: Buffer, position: int, glyph_count: int) -> bytes:
    """The Font DICT of each glyph."""
    if program[position] == 0:
        return bytes(program[position + 1 : position + 1 + glyph_count])
    range_count = int.from_bytes(program[position + 1 : position + 3], "big")
    position += 3
    selected = bytearray()
    for _ in range(range_count):
        following = int.from_bytes(program[position + 3 : position + 5], "big")
        selected += bytes((program[position + 2],)) * (following - len(selected))
        position += 3
    return bytes(selected)


def _head(
    source: Program, cids: Sequence[int], lengths: Sequence[int], selected: Sequence[int]
) -> bytes:
    """All of the program before its charstrings, which have these ``lengths``."""
    charset = _charset(cids)
    fd_select = _fd_select(selected)
    front = _HEADER + _index([source.name])
    back = _index(_REGISTRY_AND_ORDERING) + _index(source.global_subrs)
    # A Top DICT is as long whatever the numbers are, for it stands before what it points to.
    top_size = len(_index([_top(source.top, 0, [0, 0, 0, 0])]))

    begin = len(front) + top_size + len(back)
    *places, privates_at = accumulate(map(len, (charset, fd_select)), initial=begin)
    privates, fd_array = _font_dicts(source.font_dicts, privates_at)
    places += [privates_at + len(privates), privates_at + len(privates) + len(fd_array)]
    top = _top(source.top, cids[-1] + 1 if cids else 1, places)
    offsets = _offsets(lengths)
    return b"".join((front, _index([top]), back, charset, fd_select, privates, fd_array, offsets))


def _top(source: Dict, cid_count: int, places: Sequence[int]) -> bytes:
    """The Top DICT that points to the ``places`` of charset, FDSelect, FDArray and CharStrings."""
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
    return b"".join((_offsets([*map(len, items)]), *items))


def _offsets(lengths: Sequence[int]) -> bytes:
    """What an INDEX has before its items, which have these ``lengths``."""
    if not lengths:
        return bytes(2)
    offsets = list(accumulate(lengths, initial=1))
    size = (offsets[-1].bit_length() + 7) // 8
    table = bytearray(struct.pack(f">{len(offsets)}I", *offsets))
    for spare in range(4, size, -1):
        del table[::spare]  # the high byte of each, which is 0
    return b"".join((len(lengths).to_bytes(2, "big"), bytes((size,)), table))


def _charset(cids: Sequence[int]) -> bytes:
    """A charset of format 0: the CIDs, few of which follow each other."""
    return b"\x00" + struct.pack(f">{len(cids)}H", *cids)


def _fd_select(selected: Sequence[int]) -> bytes:
    """An FDSelect of format 3: runs of glyphs with one Font DICT."""
    encoded = bytearray()
    first = count = 0
    for font_dict, members in groupby(selected):
        encoded += first.to_bytes(2, "big") + bytes((font_dict,))
        first += len(list(members))
        count += 1
    return b"\x03" + count.to_bytes(2, "big") + bytes(encoded) + first.to_bytes(2, "big")

"""Charstrings deflated once for all files: the table that `perfreport.pdf.deflated` reads.

All glyphs of a face share one Huffman code, so that any of them follow each other in one block of a
deflate stream (RFC 1951). Repeats are looked for within a glyph alone, for what stands before it
differs from file to file; they are chosen so that a glyph takes the fewest whole bytes. Where no
choice makes bytes whole, moves by nothing are put before the end of the charstring.
"""

from __future__ import annotations

import heapq
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count
from operator import itemgetter
from typing import NamedTuple

_END = 256
_LENGTHS = tuple((257 + at, 0 if at < 8 else (at - 4) // 4) for at in range(28))
_DISTANCES = tuple((at, 0 if at < 2 else (at - 2) // 2) for at in range(30))
_LONGEST_MATCH = 257  # 258 has a symbol of its own, which is not worth a case here
_SHORTEST_MATCH = 3
_LONGEST_CODE, _LONGEST_CODE_OF_CODES = 15, 7
_ORDER_OF_CODES = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
_PASSES = 4
_TURNS = 64
"""Codes that are tried: not each has everything in whole bytes."""

_BYTE = 8

_MOVE = 0x16
"""That across, of which the shortest moves consist."""

_MOVES = sorted(
    (b"\x8b\x16" * across + b"\x8b\x04" * up for across in range(8) for up in range(8)), key=len
)
"""Charstrings that move by nothing, across and up, the shortest first."""

Bits = tuple[int, int]
"""A number and how many bits it has, the first of a stream being the lowest."""

Token = int | tuple[int, int]
"""A byte, or length and distance of a repeat."""


class _Step(NamedTuple):
    """A token, how many bytes it stands for, and how many bits it takes."""

    token: Token
    length: int
    cost: float


class _Way(NamedTuple):
    """Tokens, and how many bits they take; infinitely many where there are no such tokens."""

    cost: float
    tokens: list[Token]


class _Extra(NamedTuple):
    """What stands for a length or a distance."""

    symbol: int
    bits: Bits


def _spelt(symbols: Iterable[tuple[int, int]], first: int, last: int) -> dict[int, _Extra]:
    spelt: dict[int, _Extra] = {}
    for symbol, size in symbols:
        for rest in range(1 << size):
            spelt[first + rest] = _Extra(symbol, (rest, size))
        first += 1 << size
    return {number: extra for number, extra in spelt.items() if number <= last}


_LENGTH = _spelt(_LENGTHS, _SHORTEST_MATCH, _LONGEST_MATCH)
_DISTANCE = _spelt(_DISTANCES, 1, 1 << 15)


def deflated(glyphs: Sequence[bytes], typical: Iterable[int]) -> tuple[bytes, list[bytes]]:
    """The table of ``glyphs``, and these as it has them: some have moves by nothing at their end.

    The code is made for the ``typical`` ones among them, and `perfreport.pdf.deflated` tells of
    what the table consists.
    """
    head, end, aligned = _written(glyphs, *_counted([glyphs[glyph] for glyph in typical]))
    written = [glyph for glyph, _ in aligned]
    records = [head, end, *(bits for _, bits in aligned)]
    bodies = [number.to_bytes((size + 7) // 8, "little") for number, size in records]
    before = 4 * (len(bodies) + 1) + 4 * len(written)
    places = accumulate(map(len, bodies), initial=before)
    checksums = (zlib.adler32(glyph, 0) for glyph in written)
    numbers = (number.to_bytes(4, "big") for number in (*places, *checksums))
    return b"".join([*numbers, *bodies]), written


def _written(
    glyphs: Sequence[bytes], literals: Counter[int], distances: Counter[int]
) -> tuple[Bits, Bits, list[tuple[bytes, Bits]]]:
    """What begins and ends a block of ``glyphs``, and these, in the first code that aligns all."""
    for turn in range(_TURNS):
        # Moves must take another number of bits where they are of no help.
        favoured = Counter(literals)
        favoured[_MOVE] += sum(literals.values()) * turn // 16
        coder = _Coder(_sizes(favoured, 286), _sizes(distances, 30))
        aligned = [each for each in map(coder.aligned, glyphs) if each]
        if len(aligned) == len(glyphs) and (head := coder.block_head()):
            return head, coder.literals[_END], aligned
    raise ValueError("no code has these glyphs in whole bytes")


def _joined(pieces: Iterable[Bits]) -> Bits:
    number = size = 0
    for piece, length in pieces:
        number |= piece << size
        size += length
    return number, size


def _counted(glyphs: Sequence[bytes]) -> tuple[Counter[int], Counter[int]]:
    """How often a code made for ``glyphs`` is asked for each symbol of its two alphabets."""
    literals, distances = Counter(b"".join(glyphs)), Counter[int]()
    for symbol, _ in _LENGTHS:
        literals[symbol] = len(glyphs) // 16
    for _ in range(_PASSES):
        literal_costs, distance_costs = _costs(literals, 286), _costs(distances, 30)
        literals, distances = Counter({_END: 1}), Counter()
        for token in (
            token for glyph in glyphs for token in _parsed(glyph, literal_costs, distance_costs)
        ):
            if isinstance(token, int):
                literals[token] += 1
            else:
                literals[_LENGTH[token[0]].symbol] += 1
                distances[_DISTANCE[token[1]].symbol] += 1
    return literals, distances


def _costs(counts: Counter[int], symbols: int) -> list[float]:
    total = sum(counts.values()) + symbols
    return [-math.log2((counts[symbol] + 1) / total) for symbol in range(symbols)]


def _parsed(
    glyph: bytes, literal_costs: Sequence[float], distance_costs: Sequence[float]
) -> list[Token]:
    """``glyph`` as the tokens that cost least."""
    return _ways(glyph, literal_costs, distance_costs, 1)[0].tokens


def _ways(
    glyph: bytes, literal_costs: Sequence[float], distance_costs: Sequence[float], unit: int
) -> list[_Way]:
    """By what a cost leaves over when it is divided by ``unit``: the cheapest way to ``glyph``."""
    steps = [*_steps(glyph, literal_costs, distance_costs)]
    # The same of what is left of the glyph at each place.
    best = [[math.inf] * unit for _ in range(len(glyph) + 1)]
    best[-1][0] = 0.0
    chosen: list[list[_Step]] = [[each[0]] * unit for each in steps]
    for at in range(len(glyph) - 1, -1, -1):
        here, choice = best[at], chosen[at]
        for step in steps[at]:
            after = best[at + step.length]
            for rest in range(unit):
                total = step.cost + after[(rest - int(step.cost)) % unit]
                if total < here[rest]:
                    here[rest], choice[rest] = total, step
    return [_Way(best[0][rest], [*_followed(chosen, rest)]) for rest in range(unit)]


def _followed(chosen: Sequence[Sequence[_Step]], rest: int) -> Iterator[Token]:
    """The tokens that were ``chosen`` from the beginning on."""
    at = 0
    while at < len(chosen):
        step = chosen[at][rest]
        yield step.token
        at, rest = at + step.length, (rest - int(step.cost)) % len(chosen[at])


def _steps(
    glyph: bytes, literal_costs: Sequence[float], distance_costs: Sequence[float]
) -> Iterator[list[_Step]]:
    """What may stand at each place of ``glyph``; the byte itself is first."""
    for byte, found in zip(glyph, _matches(glyph), strict=True):
        steps = [_Step(byte, 1, literal_costs[byte])]
        for length, distance in found.items():
            run, back = _LENGTH[length], _DISTANCE[distance]
            cost = literal_costs[run.symbol] + distance_costs[back.symbol]
            steps.append(_Step((length, distance), length, cost + run.bits[1] + back.bits[1]))
        yield steps


def _matches(glyph: bytes) -> Iterator[dict[int, int]]:
    """Of each place, the lengths of repeats that begin there, with their smallest distances."""
    seen: dict[bytes, list[int]] = defaultdict(list)
    for at in range(len(glyph)):
        begin = glyph[at : at + _SHORTEST_MATCH]
        lengths: dict[int, int] = {}
        for before in reversed(seen[begin] if len(begin) == _SHORTEST_MATCH else []):
            longest = min(_LONGEST_MATCH, len(glyph) - at)
            length = next(
                (each for each in range(longest) if glyph[before + each] != glyph[at + each]),
                longest,
            )
            for each in range(max(lengths, default=_SHORTEST_MATCH - 1) + 1, length + 1):
                lengths[each] = at - before
        seen[begin].append(at)
        yield lengths


def _sizes(counts: Counter[int], symbols: int, longest: int = _LONGEST_CODE) -> list[int]:
    """The length of the code of each symbol, all of which have one."""
    weights = [2 * counts[symbol] + 1 for symbol in range(symbols)]
    while True:
        order = count()
        heap = [(weight, next(order), [symbol]) for symbol, weight in enumerate(weights)]
        heapq.heapify(heap)
        sizes = [0] * symbols
        while len(heap) > 1:
            (one, _, left), (other, _, right) = heapq.heappop(heap), heapq.heappop(heap)
            for symbol in left + right:
                sizes[symbol] += 1
            heapq.heappush(heap, (one + other, next(order), left + right))
        if max(sizes) <= longest:
            return sizes
        weights = [weight // 2 + 1 for weight in weights]


def _codes(sizes: Sequence[int]) -> list[Bits]:
    """The canonical code of RFC 1951, 3.2.2, turned round, for a code begins with its high bit."""
    codes: list[Bits] = [(0, 0)] * len(sizes)
    code = previous = 0
    for size, symbol in sorted((size, symbol) for symbol, size in enumerate(sizes) if size):
        code <<= size - previous
        codes[symbol] = int(f"{code:0{size}b}"[::-1], 2), size
        code, previous = code + 1, size
    return codes


class _Coder:
    """Writes glyphs with one code."""

    def __init__(self, literal_sizes: Sequence[int], distance_sizes: Sequence[int]) -> None:
        self._sizes = literal_sizes, distance_sizes
        self.literals, self._distances = _codes(literal_sizes), _codes(distance_sizes)

    def block_head(self) -> Bits | None:
        """What begins the last block of a stream, in whole bytes; None if it cannot be in them."""
        written = [*self._sizes[0], *self._sizes[1]]
        # It is short beside the glyphs: sizes have no runs, nor their code the fewest bits.
        for turn in range(_TURNS):
            head = _joined(self._block_head(written, _favouring(written, turn)))
            if not head[1] % _BYTE:
                return head
        return None

    def _block_head(self, written: Sequence[int], sizes: Sequence[int]) -> list[Bits]:
        literals, distances = self._sizes
        codes = _codes(sizes)
        return [
            (0b101, 3),
            (len(literals) - 257, 5),
            (len(distances) - 1, 5),
            (len(_ORDER_OF_CODES) - 4, 4),
            *((sizes[each] if each < 16 else 0, 3) for each in _ORDER_OF_CODES),
            *(codes[size] for size in written),
        ]

    def aligned(self, glyph: bytes) -> tuple[bytes, Bits] | None:
        """``glyph`` in whole bytes, and what it became for it; None if it cannot be in them."""
        drawn, literal_sizes = glyph[:-1], self._sizes[0]
        ways = _ways(drawn, *self._sizes, _BYTE)
        found = []
        for moves in _MOVES:
            tail = moves + glyph[-1:]
            cost = sum(literal_sizes[byte] for byte in tail)
            way = ways[-cost % _BYTE]
            found.append((cost + way.cost, tail, way.tokens))
        total, tail, tokens = min(found, key=itemgetter(0))
        if total == math.inf:
            return None
        return drawn + tail, _joined(self._encoded([*tokens, *tail]))

    def _encoded(self, tokens: Iterable[Token]) -> Iterator[Bits]:
        for token in tokens:
            if isinstance(token, int):
                yield self.literals[token]
                continue
            length, distance = _LENGTH[token[0]], _DISTANCE[token[1]]
            yield from (self.literals[length.symbol], length.bits)
            yield from (self._distances[distance.symbol], distance.bits)


def _favouring(sizes: Sequence[int], turn: int) -> list[int]:
    """The sizes of a code for ``sizes``, another one each ``turn``, the first of which is best."""
    counts = Counter(sizes)
    counts[turn % 16] += turn
    return _sizes(counts, 16, _LONGEST_CODE_OF_CODES)

"""Charstrings deflated once for all files: the table that `perfreport.pdf.deflated` reads.

All glyphs of a face share one Huffman code, so that any of them follow each other in one block of a
deflate stream (RFC 1951), bit by bit. Repeats are looked for within a glyph alone, for what stands
before it differs from file to file; they are chosen so that a glyph takes the fewest bits.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count
from typing import NamedTuple

_END = 256
_LENGTHS = tuple((257 + at, 0 if at < 8 else (at - 4) // 4) for at in range(28))
_DISTANCES = tuple((at, 0 if at < 2 else (at - 2) // 2) for at in range(30))
_LONGEST_MATCH = 257  # 258 has a symbol of its own, which is not worth a case here
_SHORTEST_MATCH = 3
_LONGEST_CODE, _LONGEST_CODE_OF_CODES = 15, 7
_ORDER_OF_CODES = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
_PASSES = 4

Bits = tuple[int, int]
"""A number and how many bits it has, the first of a stream being the lowest."""

Token = int | tuple[int, int]
"""A byte, or length and distance of a repeat."""


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


def deflated(glyphs: Sequence[bytes], typical: Iterable[int]) -> bytes:
    """The table of ``glyphs``, its code made for the ``typical`` ones among them.

    It begins with the places of its records, of four bytes each, and the place of its end. A record
    is a byte that says how many bits its last byte leaves unused, and bits as a stream has them.
    The first two begin and end a block, which is the last of its stream; the others are the glyphs.
    """
    literals, distances = _counted([glyphs[glyph] for glyph in typical])
    literal_sizes, distance_sizes = _sizes(literals, 286), _sizes(distances, 30)
    coder = _Coder(literal_sizes, distance_sizes)
    head = _joined([(0b101, 3), *_block_head(literal_sizes, distance_sizes)])
    records = [head, coder.literals[_END], *(_joined(coder.encoded(glyph)) for glyph in glyphs)]
    bodies = [_record(bits) for bits in records]
    places = accumulate(map(len, bodies), initial=4 * (len(bodies) + 1))
    return b"".join([*(place.to_bytes(4, "big") for place in places), *bodies])


def _record(bits: Bits) -> bytes:
    number, size = bits
    length = (size + 7) // 8
    return bytes((8 * length - size,)) + number.to_bytes(length, "little")


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
) -> Iterator[Token]:
    """``glyph`` as the tokens that cost least."""
    found = list(_matches(glyph))
    best = [0.0] * (len(glyph) + 1)
    chosen: list[Token] = list(glyph)
    for at in range(len(glyph) - 1, -1, -1):
        best[at] = best[at + 1] + literal_costs[glyph[at]]
        for length, distance in found[at].items():
            run, back = _LENGTH[length], _DISTANCE[distance]
            cost = literal_costs[run.symbol] + distance_costs[back.symbol]
            cost += run.bits[1] + back.bits[1] + best[at + length]
            if cost < best[at]:
                best[at], chosen[at] = cost, (length, distance)
    at = 0
    while at < len(glyph):
        token = chosen[at]
        yield token
        at += 1 if isinstance(token, int) else token[0]


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


def _block_head(literal_sizes: Sequence[int], distance_sizes: Sequence[int]) -> Iterator[Bits]:
    """What a block says of its code, without runs: it is short beside the glyphs."""
    written = [*literal_sizes, *distance_sizes]
    sizes = _sizes(Counter(written), 16, _LONGEST_CODE_OF_CODES)
    codes = _codes(sizes)
    yield len(literal_sizes) - 257, 5
    yield len(distance_sizes) - 1, 5
    yield len(_ORDER_OF_CODES) - 4, 4
    yield from ((sizes[each] if each < 16 else 0, 3) for each in _ORDER_OF_CODES)
    yield from (codes[size] for size in written)


class _Coder:
    """Writes glyphs with one code."""

    def __init__(self, literal_sizes: Sequence[int], distance_sizes: Sequence[int]) -> None:
        self._sizes = literal_sizes, distance_sizes
        self.literals, self._distances = _codes(literal_sizes), _codes(distance_sizes)

    def encoded(self, glyph: bytes) -> Iterator[Bits]:
        """The codes of ``glyph``."""
        for token in _parsed(glyph, *self._sizes):
            if isinstance(token, int):
                yield self.literals[token]
                continue
            length, distance = _LENGTH[token[0]], _DISTANCE[token[1]]
            yield from (self.literals[length.symbol], length.bits)
            yield from (self._distances[distance.symbol], distance.bits)

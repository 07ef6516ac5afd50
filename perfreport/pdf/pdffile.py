"""A PDF file written from front to back, object by object."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from deflate import zlib_compress

from perfreport.basics.patterns import regex

# ISO 19005-1 (6.1.2) wants four bytes above 127 behind the version, PDF/A-1 itself PDF 1.4.
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_PLAIN = regex(r"[ !-'*-\[\]-~]*")
_NOWHERE = -1
# Libdeflate gives the same bytes whatever the processor and the Python. Page contents hold little
# that repeats: level 7 saves a hundredth and takes a fifth longer.
_COMPRESSION = 5


def text_string(text: str) -> str:
    """A PDF text string."""
    # Parentheses and backslashes would need escapes, other characters another encoding.
    if _PLAIN.fullmatch(text):
        return f"({text})"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream as `PdfFile.write` takes it, with ``entries`` in its dictionary."""
    head = f"<< {entries}/Length {len(content)} >>\nstream\n"
    return b"%b%b\nendstream" % (head.encode("ascii"), content)


def compressed(content: bytes, entries: str = "") -> bytes:
    """A compressed stream as `PdfFile.write` takes it, with ``entries`` in its dictionary."""
    return deflated(bytes(zlib_compress(content, _COMPRESSION)), entries)


def deflated(content: bytes, entries: str = "") -> bytes:
    """A stream of what is compressed, with ``entries`` in its dictionary."""
    return stream(content, f"{entries}/Filter /FlateDecode ")


def dictionary(entries: Mapping[str, object]) -> str:
    """A dictionary of ``entries`` by their names."""
    named = [f"/{name} {entry}" for name, entry in sorted(entries.items())]
    return f"<<\n{_in_lines(named, 6)}\n>>"


def array(entries: Sequence[str]) -> str:
    """An array of ``entries``."""
    return f"[ {_in_lines(entries, 10)} ]"


def _in_lines(entries: Sequence[str], most: int) -> str:
    """``entries``, at most so many in a line: there are readers that do not like long ones."""
    starts = range(0, len(entries), most)
    return " \n  ".join([" ".join(entries[start : start + most]) for start in starts])


class PdfFile:
    """Numbers objects, writes them, and remembers where they stand.

    Attributes:
        fonts: what refers to the dictionary of all fonts.
    """

    def __init__(self, target: BinaryIO) -> None:
        """Write to ``target``, which is never read or moved in."""
        self._target = target
        self._size = 0
        self._digest = hashlib.sha256()  # processors have instructions for it
        self._places: list[int] = []
        self._write(_HEADER)
        self.fonts = self.reserve()

    def reserve(self) -> str:
        """What refers to an object that will be written."""
        self._places.append(_NOWHERE)
        return f"{len(self._places)} 0 R"

    def write(self, body: bytes, reference: str = "", *, digest: bytes = b"") -> str:
        """Write an object that is ready as it stands.

        Args:
            body: of the object.
            reference: that was reserved for it, if one was.
            digest: what stands for a long ``body`` in the identity of the file.

        Returns:
            What refers to it.
        """
        reference = reference or self.reserve()
        number, _, _ = reference.partition(" ")
        self._places[int(number) - 1] = self._size
        data = b"%b 0 obj\n%b\nendobj\n" % (number.encode("ascii"), body)
        self._write(data, digest or data)
        return reference

    def close(self, root: str, info: str) -> None:
        """Write what ends the file; ``root`` and ``info`` refer to its catalog and information."""
        start, digest = self._size, self._digest
        assert _NOWHERE not in self._places, "an object was reserved and never written"
        entries = "".join([f"{place:010d} 00000 n \n" for place in self._places])
        count = len(self._places) + 1
        self._write(f"xref\n0 {count}\n0000000000 65535 f \n{entries}".encode("ascii"))
        # The identity follows from what is written, for a time or a random number would differ.
        identity = f"<{digest.hexdigest()[:32]}>"
        trailer = f"<<\n/ID [{identity} {identity}]\n/Info {info}\n/Root {root}\n/Size {count}\n>>"
        self._write(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("ascii"))

    def _write(self, data: bytes, identity: bytes = b"") -> None:
        self._target.write(data)
        self._digest.update(identity or data)
        self._size += len(data)

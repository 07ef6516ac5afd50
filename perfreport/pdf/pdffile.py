"""A PDF file written from front to back, its objects numbered before they are ready."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from perfreport.basics.patterns import regex

# ISO 19005-1 (6.1.2) wants four bytes above 127 behind the version, PDF/A-1 itself PDF 1.4.
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_PLAIN = regex(r"[ !-'*-\[\]-~]*")
# Page contents hold little that repeats: level 4 saves a tenth and takes a third longer.
_COMPRESSION = 1


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
    # Equal bytes on every machine hold for equal versions of zlib; threads and small windows gain
    # nothing.
    return deflated(zlib.compress(content, _COMPRESSION), entries)


def deflated(content: bytes, entries: str = "") -> bytes:
    """A stream of what is compressed, with ``entries`` in its dictionary."""
    return stream(content, f"{entries}/Filter /FlateDecode ")


def dictionary(entries: Mapping[str, object]) -> str:
    """A dictionary by the names of its ``entries``, in their order, of no long lines."""
    parts = [f"/{name} {entries[name]}" for name in sorted(entries)]
    return f"<<\n{_in_lines(parts, 6)}\n>>"


def array(entries: Sequence[str]) -> str:
    """An array of ``entries``, of no long lines."""
    return f"[ {_in_lines(entries, 10)} ]"


def _in_lines(parts: Sequence[str], most: int) -> str:
    lines = [" ".join(parts[start : start + most]) for start in range(0, len(parts), most)]
    return " \n  ".join(lines)


class PdfFile:
    """Numbers objects, writes them, and remembers where they stand."""

    def __init__(self, target: BinaryIO) -> None:
        """Write to ``target``, which is never read or moved in."""
        self._target = target
        self._size = 0
        self._places: list[int] = []
        self._digest = hashlib.sha256()  # processors have instructions for it
        self._write(_HEADER)

    def reserve(self) -> str:
        """What refers to an object that will be written."""
        self._places.append(0)
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
        """Write what ends the file; every object that was reserved is written by now.

        Args:
            root: what refers to the catalog.
            info: what refers to the document information.
        """
        start = self._size
        self._write("".join(self._table()).encode("ascii"))
        digest = self._digest.hexdigest()[:32]
        # The identity follows from what is written, for a time or a random number would differ.
        self._write(
            f"trailer\n<<\n/ID [<{digest}> <{digest}>]\n/Info {info}\n/Root {root}\n"
            f"/Size {len(self._places) + 1}\n>>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
        )

    def _table(self) -> Iterator[str]:
        """The places of all objects, in lines of twenty characters."""
        yield f"xref\n0 {len(self._places) + 1}\n0000000000 65535 f \n"
        for place in self._places:
            yield f"{place:010} 00000 n \n"

    def _write(self, data: bytes, identity: bytes = b"") -> None:
        self._target.write(data)
        self._digest.update(identity or data)
        self._size += len(data)

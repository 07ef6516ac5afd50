"""A PDF file written from front to back while reportlab's objects are still being made."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from deflate import zlib_compress
from reportlab.pdfbase import pdfdoc

from perfreport.basics.addresses import NOWHERE
from perfreport.basics.errors import InputError, Mistake
from perfreport.basics.patterns import regex

# ISO 19005-1 (6.1.2) wants four bytes above 127 behind the version, PDF/A-1 itself PDF 1.4.
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_PLAIN = regex(r"[ !-'*-\[\]-~]*")
_EPOCH = "SOURCE_DATE_EPOCH"
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


def _register() -> pdfdoc.PDFDocument:
    """An empty register; reportlab reads a variable for it that has no part in the file.

    Raises:
        InputError: when there is something in that variable that reportlab cannot read.
    """
    try:
        # Of reportlab only this register is used: it numbers objects and formats the last of them.
        return pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=(1, 4))
    except (ValueError, OverflowError, OSError):
        message = f"环境变量 {_EPOCH} 要写成一个表示秒数的整数；perfreport 用不着它，可以去掉"
        raise InputError([Mistake(NOWHERE, message)]) from None


class PdfFile:
    """Numbers objects, writes them, and remembers where they stand.

    Attributes:
        document: reportlab's register of objects; what refers to it may add its own.
    """

    def __init__(self, target: BinaryIO) -> None:
        """Write to ``target``, which is never read or moved in."""
        self.document = _register()
        self._target = target
        self._size = 0
        self._digest = hashlib.sha256()  # processors have instructions for it
        self._write(_HEADER)

    def refer(self, content: object) -> pdfdoc.PDFObjectReference:
        """A reference to ``content``, which becomes an object of the file."""
        return self.document.Reference(content)

    def reserve(self) -> str:
        """What refers to an object that will be written."""
        label = f"Written{self.document.objectcounter}"
        self.document.Reference(None, label)
        number, _ = self.document.idToObjectNumberAndVersion[label]
        return f"{number} 0 R"

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
        self._begin_object(self.document.numberToId[int(number)])
        data = b"%b 0 obj\n%b\nendobj\n" % (number.encode("ascii"), body)
        self._write(data, digest or data)
        return reference

    def close(self, root: object, info: str) -> None:
        """Write every object that is still missing, and what ends the file.

        ``info`` refers to the document information.
        """
        root = self.refer(root)
        names = self.document.numberToId
        number = 1
        while number in names:  # formatting an object may add others
            if names[number] not in self.document.idToOffset:
                self._write_object(names[number])
            number += 1
        self._write_end(root, info, number)

    def _write_object(self, label: str) -> None:
        document = self.document
        number, _ = document.idToObjectNumberAndVersion[label]
        content = document.idToObject[label]
        self._begin_object(label)
        body = pdfdoc.format(content, document, toplevel=1)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body.rstrip(b"\n")))

    def _begin_object(self, label: str) -> None:
        self.document.idToObject[label] = None  # it is not needed again
        self.document.idToOffset[label] = self._size

    def _write_end(self, root: object, info: str, size: int) -> None:
        names = [self.document.numberToId[number] for number in range(1, size)]
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = self._size
        self._write(table.format(self.document))
        digest = self._digest.hexdigest()[:32]
        identity = f"[<{digest}> <{digest}>]".encode()
        # The identity follows from what is written, for a time or a random number would differ.
        trailer = pdfdoc.PDFTrailer(start, Size=size, Root=root, Info=info, ID=identity)
        self._write(trailer.format(self.document))

    def _write(self, data: bytes, identity: bytes = b"") -> None:
        self._target.write(data)
        self._digest.update(identity or data)
        self._size += len(data)

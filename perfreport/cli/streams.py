"""What the program prints: in UTF-8 wherever it is redirected to, and without ever failing.

A terminal gets its own encoding, with “?” for what that lacks; a file or a program gets UTF-8, on
every system, so that what ``read`` prints into a file can be read again.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NOBODY_LISTENS = {errno.EPIPE, errno.EINVAL, errno.ESHUTDOWN}
"""The reader has ended, as ``head`` does; Windows says EINVAL."""


class Unfailing(io.RawIOBase):
    """A stream that takes whatever is written to it; after a failure it keeps nothing.

    Attributes:
        failure: why something is lost; None while nothing is.
    """

    def __init__(self, stream: io.RawIOBase) -> None:
        """Write to ``stream``."""
        self.failure: OSError | None = None
        self._stream = stream

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """That of the stream."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._stream.isatty()

    def write(self, content: ReadableBuffer) -> int | None:
        """Write ``content``, or drop it."""
        if self.failure is None:
            try:
                return self._stream.write(content)
            except OSError as error:
                self.failure = error
        return memoryview(content).nbytes


class Streams:
    """The output of the process and its error output, made safe to print to."""

    def __init__(self) -> None:
        """Take the place of ``sys.stdout`` and ``sys.stderr``."""
        self._output, sys.stdout = _unfailing(sys.stdout)
        _, sys.stderr = _unfailing(sys.stderr)

    def failure(self) -> OSError | None:
        """Why the output is not whole, if it is not; that nobody wants the rest is no reason."""
        # What is still in the buffer fails only now.
        sys.stdout.flush()
        failure = self._output.failure if self._output else None
        return None if failure is None or failure.errno in _NOBODY_LISTENS else failure


def _unfailing(stream: TextIO | None) -> tuple[Unfailing | None, TextIO]:
    """``stream`` made safe; one that was closed from the outset takes what it gets to nowhere."""
    if stream is None:
        return None, open(os.devnull, "w", encoding="utf-8")
    is_terminal = stream.isatty()
    bare: Any = stream.buffer  # as it is with PYTHONUNBUFFERED
    raw = Unfailing(getattr(bare, "raw", bare))
    text = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding if is_terminal else "utf-8",
        errors="replace",
        line_buffering=is_terminal,
    )
    return raw, text

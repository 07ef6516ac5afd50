"""Converts Word files to PDF in a LibreOffice that stays open.

Runs in the interpreter of LibreOffice's package ``python3-uno``, on whose standard library alone it
relies. Arguments are the command that starts LibreOffice. Each line of the input is the path of a
Word file; its PDF is written beside it, then a line is answered.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno

_START_TIME = 60


def main() -> None:
    """Start LibreOffice, serve until the input ends, stop it."""
    pipe = f"pipe,name=perfreport-{time.time_ns()}"
    office = subprocess.Popen([*sys.argv[1:], f"--accept={pipe};urp;"])
    desktop = _desktop(f"uno:{pipe};urp;StarOffice.ComponentContext")
    for line in sys.stdin:
        _convert(desktop, Path(line.rstrip("\n")))
        print(flush=True)  # noqa: T201
    desktop.terminate()
    office.wait()


def _desktop(address: str) -> Any:
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    office = _connect(resolver, address)
    return office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)


def _connect(resolver: Any, address: str) -> Any:
    give_up = time.monotonic() + _START_TIME
    while True:
        try:
            return resolver.resolve(address)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def _convert(desktop: Any, path: Path) -> None:
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (_value("Hidden", True),))
    pdf = path.with_suffix(".pdf").as_uri()
    document.storeToURL(pdf, (_value("FilterName", "writer_pdf_Export"), _archival()))
    document.close(False)


def _archival() -> Any:
    """The filter's option for PDF/A-1b."""
    options = (_value("SelectPdfVersion", 1),)
    return _value("FilterData", uno.Any("[]com.sun.star.beans.PropertyValue", options))


def _value(name: str, value: object) -> Any:
    property_value = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    property_value.Name, property_value.Value = name, value
    return property_value


if __name__ == "__main__":
    main()

"""The program: nothing is imported before an interruption can be answered in words."""

import sys
from contextlib import suppress
from typing import NoReturn

_INTERRUPTED = 130
_UNEXPECTED = 70


def main() -> None:
    """Run the command line and leave with its exit code, see ``perfreport.cli.main``."""
    try:
        from perfreport.cli import main as run

        run()
    except KeyboardInterrupt:
        _leave(_INTERRUPTED, "已中断，没有写完的文件都已撤掉")
    except ImportError as error:
        _leave(_UNEXPECTED, f"perfreport 没有装好，请重新安装（原文：{error}）")


def _leave(code: int, message: str) -> NoReturn:
    with suppress(OSError, ValueError, AttributeError):  # full, closed, or not there at all
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()

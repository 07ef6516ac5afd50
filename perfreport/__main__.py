"""The program: nothing is imported before an interruption can be answered in words."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

_INTERRUPTED = 130
_UNEXPECTED = 70
_NEW_OBJECTS = 250_000
"""So many, and the cyclic garbage among them, before Python looks for it; its own 700 are few.

A small document needs less than that, all imports included.
"""


def main() -> None:
    """Run the command line and leave with its exit code, see ``perfreport.cli.main``."""
    # The process is the command's own. In a host's the library leaves the collector alone.
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    # Nothing that is installed beside it has a part in its checks: pydantic need not search for it.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from perfreport.cli import main as run

        run()
    except KeyboardInterrupt:
        _leave(_INTERRUPTED, "已中断，没有写完的文件都已撤掉")
    except ImportError as error:
        _leave(_UNEXPECTED, f"perfreport 没有装好，请重新安装（原文：{error}）")
    finally:
        # Else Python would go through everything twice before it ends.
        gc.freeze()


def _leave(code: int, message: str) -> NoReturn:
    with suppress(OSError, ValueError, AttributeError):  # full, closed, or not there at all
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()

"""``python -m tools.word_template DESCRIPTION.txt -o ID.docx`` makes a Word template."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from perfreport.basics.errors import InputError
from perfreport.basics.messages import reason
from tools.word_template.reading import read
from tools.word_template.word_file import word_file

_WRONG, _NOT_WRITTEN = 2, 4
"""Exit codes, as those of the command ``perfreport``."""


def main(arguments: list[str] | None = None) -> int:
    """Make the template; the exit code says whether it was made."""
    options = _parser().parse_args(arguments)
    try:
        template = word_file(
            read(options.description.read_text("utf-8-sig"), str(options.description))
        )
        # What stands there may have been edited in Word since it was made.
        with options.output.open("wb" if options.overwrite else "xb") as file:
            file.write(template)
    except InputError as error:
        return _failed(str(error), _WRONG)
    except UnicodeDecodeError:
        return _failed(f"{options.description}：不是 UTF-8 文本，请另存为 UTF-8", _WRONG)
    except FileExistsError:
        return _failed(
            f"{options.output}：已经有了，没有写；它可能在 Word 里改过，确要重做请加 --overwrite",
            _NOT_WRITTEN,
        )
    except OSError as error:
        return _failed(f"{error.filename}：{reason(error)}", _NOT_WRITTEN)
    return 0


def _failed(message: str, code: int) -> int:
    sys.stderr.write(f"{message}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.word_template", description=__doc__)
    parser.add_argument("description", type=Path, metavar="DESCRIPTION.txt")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="ID.docx")
    parser.add_argument("--overwrite", action="store_true", help="write over a file that is there")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""Where the files of forms lie, and which of them are read.

One rule holds for manifests, schemes, Word and PDF templates alike. The first folder that has
anything under the name decides. It must be a plain file which, after all links, lies in that folder
itself: a folder of forms from somebody else could otherwise print any file of this machine. What
is there and is none is refused by name, and never passed over for a built-in form.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from perfreport.basics.errors import TemplateError
from perfreport.basics.messages import reason

MOST_BYTES = 4 * 2**20
"""Bytes that a PDF template may have."""


def first_file(folders: Iterable[Path], name: str) -> Path | None:
    """The file called ``name`` in the first of ``folders`` that has one; None when none has.

    Raises:
        TemplateError: when something else has the name, or a link leads out of the folder.
    """
    for folder in folders:
        path = folder / name
        with suppress(FileNotFoundError, NotADirectoryError):
            _require_plain_file(path, folder)
            return path
    return None


def _require_plain_file(path: Path, folder: Path) -> None:
    """Refuse what is no plain file in ``folder``.

    Raises:
        TemplateError: names it.
        FileNotFoundError: when there is nothing, not even a link that leads nowhere.
    """
    is_link = False
    try:
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode) and path.parent == folder:
            return  # no link, so nothing to follow: every document asks this several times
        is_link = stat.S_ISLNK(mode)
        file = path.resolve(strict=True)
        mode = file.stat().st_mode
    except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError before 3.13
        if isinstance(error, FileNotFoundError | NotADirectoryError) and not is_link:
            raise
        told = reason(error) if isinstance(error, OSError) else "链接绕成了圈"
        raise TemplateError(f"{path}：读不了（{told}），请核对它和它所指的文件") from None
    # A link out of a folder from a stranger could print any file of this machine.
    if not file.is_relative_to(folder.resolve()):
        raise TemplateError(
            f"{path}：是一个链接，在所在的文件夹之内找不到它所指的文件；请把文件本身放进来"
        )
    if not stat.S_ISREG(mode):
        raise TemplateError(f"{path}：不是普通文件，请换成版式的文件")


def read_text(path: Path) -> str:
    """The text of the PDF template at ``path``.

    Raises:
        TemplateError: when it cannot be read, is too large, or no UTF-8 text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        # Before decoding: the text may be cut within a character.
        if len(content) > MOST_BYTES:
            raise TemplateError(f"{path}：PDF 模板超过上限 {MOST_BYTES >> 20} MiB，请删减")
        return content.decode("utf-8")
    except OSError as error:
        raise TemplateError(f"{path}：读不了这个模板（{reason(error)}），请核对权限") from None
    except UnicodeDecodeError:
        raise TemplateError(f"{path}：模板不是 UTF-8 文本，请在编辑器中另存为 UTF-8") from None

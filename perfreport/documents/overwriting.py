"""Whether a file may be overwritten: not a Word file while it says what the data do not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from perfreport.basics.errors import InputError, OutputError
from perfreport.basics.messages import quoted, reason, shown
from perfreport.data.data_files import StandardInput
from perfreport.documents.loading import Loaded
from perfreport.forms.registry import FormRegistry

if TYPE_CHECKING:
    from perfreport.roundtrip import Reading

_EDITED = "有人改过，其中有数据里没有的内容"
_OTHER_EXAMPLE = "它和自带的例子不同，有人改过"
_NO_PDF = "它不是 PDF 文件，不是 perfreport 生成的"
_PDF_HEADER = b"%PDF-"
_UNREADABLE = "读不了这个文件（{}）"
_UNKNOWN = "里面没有 perfreport 的标记，看不出是不是有人改过"


class Loss(NamedTuple):
    """What would be lost with a file (会丢失的内容).

    Attributes:
        path: of the file, or its address in a storage.
        reason: why it is not overwritten.
        is_readable: whether what it says could be taken over.
        source: then the name of the data file that was to be made into it; None for data that
            have none.
    """

    path: PurePath
    reason: str
    is_readable: bool = False
    source: str | None = None

    def __str__(self) -> str:
        """In words, with what to do but for overwriting it all the same."""
        advice = "请先收回其中的改动，再生成" if self.is_readable else "请核对，把它移走或改名"
        return f"{shown(str(self.path))}：没有覆盖：{self.reason}；{advice}"


def loss(path: Path, loaded: Loaded, registry: FormRegistry) -> Loss | None:
    """What would be lost if the file of ``loaded`` were written to ``path``; None for nothing.

    A Word file that nobody has touched since it was made is known by its seal, whatever the data
    are now; any other is read. Under the name of a PDF, what is no PDF would be lost.

    Raises:
        TemplateError: when the form of the Word file is wrong.
    """
    if path.suffix == ".pdf":
        return loss_of_pdf(path)
    return _loss_of_word(path, loaded, registry)


def loss_of_pdf(path: Path) -> Loss | None:
    """What would be lost if a PDF were written to ``path``: what is none."""
    return _loss_unless(path, _PDF_HEADER, len(_PDF_HEADER), _NO_PDF)


def loss_of_copy(path: Path, content: bytes) -> Loss | None:
    """What would be lost if ``content`` were copied to ``path``: a file that says otherwise."""
    return _loss_unless(path, content, len(content) + 1, _OTHER_EXAMPLE)


def refusal(lost: Loss) -> str:
    """Why a file is not written over, with the commands to type."""
    told = str(lost)
    if lost.is_readable and not isinstance(lost.path, Path):
        told += "：把它和数据文件下载到本机，用 perfreport read --update 收回，再传回去"
    elif lost.is_readable:
        path, data = shown(str(lost.path)), shown(lost.source or "数据.yaml")
        told += f"：用 perfreport diff {data} {path} 查看，"
        told += f"用 perfreport read {path} --update {data} 收回"
    return f"{told}；要盖掉它，加 --overwrite"


def left_alone(lost: Loss) -> str:
    """What to know about an edited Word file where the PDF alone is made."""
    return f"{lost.reason}；没有动它，PDF 按数据生成"


def require_no_inputs(paths: Sequence[Path], inputs: Iterable[PurePath]) -> None:
    """Refuse to write to ``paths`` where one leads to a file that something is made from.

    Raises:
        OutputError: with all of those files.
    """
    # Not by name: a link, or another spelling of one name, leads to the same file.
    known = set(map(_identity, inputs)) - {None}
    refuse_inputs([path for path in paths if _identity(path) in known])


def refuse_inputs(taken: Sequence[PurePath]) -> None:
    """Refuse to write to the paths or addresses ``taken`` by what something is made from.

    Raises:
        OutputError: with all of them, if there are any.
    """
    if taken:
        problem = "没有覆盖：它正是这次要读的文件；请换一个输出目录，或把它改名"
        raise OutputError("\n".join(f"{shown(str(path))}：{problem}" for path in taken))


def _identity(path: PurePath) -> tuple[int, int] | None:
    """What two paths have in common that lead to one file; None when there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _loss_of_word(path: Path, loaded: Loaded, registry: FormRegistry) -> Loss | None:
    if not os.path.exists(path) or path.is_dir():  # a folder is refused when it is written to
        return None
    # Late, here and below: mostly there is none yet, or nobody has touched it.
    from perfreport.docx.embedding import is_untouched

    try:
        if is_untouched(path):
            return None
        from perfreport.documents.inputs import read_printed

        reading = read_printed(path, registry)
    except OSError as error:
        return Loss(path, _UNREADABLE.format(reason(error)))
    except InputError as error:
        return Loss(path, error.mistakes[0].message)
    why = _said_only_there(reading, loaded, registry)
    data_file = None if loaded.name == StandardInput.name else loaded.name
    return Loss(path, why, True, data_file) if why else None


def _loss_unless(path: Path, expected: bytes, size: int, why: str) -> Loss | None:
    """The loss of a file whose first ``size`` bytes are not the ``expected`` ones."""
    if not os.path.isfile(path):  # what else may be there is refused when it is written to
        return None
    try:
        with path.open("rb") as file:
            is_expected = file.read(size) == expected
    except OSError as error:
        return Loss(path, _UNREADABLE.format(reason(error)))
    return None if is_expected else Loss(path, why)


def _said_only_there(reading: Reading, loaded: Loaded, registry: FormRegistry) -> str:
    """Why a Word file that was read says more than the data; empty when it does not."""
    if reading.printed is None:
        return _UNKNOWN
    for unplaced in reading.unplaced:
        return f"{_EDITED}，如{unplaced.place}的{quoted(unplaced.words)}"
    for conflict in reading.conflicts:
        return f"{_EDITED}，如{conflict.place}的{quoted(conflict.shown)}"
    for path in reading.pending:
        return f"{_EDITED}，如清空了的{path.label}"
    for note in reading.notes:
        if note.code == "comment":
            return f"里面有批注，如{quoted(note.message)}"
    if reading.edits and not _is_taken_over(reading, loaded, registry):
        return f"{_EDITED}，如{reading.edits[0].path.label}"
    return ""


def _is_taken_over(reading: Reading, loaded: Loaded, registry: FormRegistry) -> bool:
    """Whether the data say already what was edited."""
    from perfreport.documents.taking_over import take_over

    try:
        merged = take_over(reading, loaded.document, registry)
    except InputError:  # the data do not fit the form that the Word file was printed on
        return False
    return not (merged.conflicts or merged.incomplete) and merged.document == loaded.document

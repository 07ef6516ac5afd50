"""Words that the messages of several layers share."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable

from perfreport.basics.patterns import regex

MOST_IN_A_LINE = 1_000
"""Characters of one line of a message, however long what was typed."""

_MOST_QUOTED = 30
_LINE_BREAK = regex("\r\n|[\n\r\x85\u2028\u2029]")
# Half characters (surrogates), which JSON may spell, are among them: they have no encoding.
_CONTROL = regex("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CHINESE = regex("[\u4e00-\u9fff]")
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENOENT: "没有这个路径",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "已有同名的文件夹",
    errno.EEXIST: "已有同名的文件、管道或设备",
    errno.EBUSY: "正被别的程序占用",
    errno.EDQUOT: "用完了磁盘配额",
    errno.EFBIG: "文件太大",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.ENOMEM: "内存不够",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EPIPE: "接收的程序已经结束",
    errno.EBADF: "已经关闭",
    errno.ESTALE: "网络盘上的文件已经变动",
    errno.ETIMEDOUT: "等得太久，没有回应",
    errno.EXDEV: "跨了磁盘",
    errno.EINVAL: "系统不认这个文件名或这种操作",
    errno.ENAMETOOLONG: "文件名或路径太长",
    errno.EIO: "磁盘读写出错",
}


def shown(text: str, most: int = MOST_IN_A_LINE) -> str:
    """``text`` as part of one line: line breaks as ``↵``, at most ``most`` characters.

    Of a longer text the beginning and the end are kept, for the end of a message says what to do.
    Control characters, which a terminal would obey, stand as U+FFFD.
    """
    if len(text) > most:
        tail = most // 3
        text = f"{text[: most - tail - 1]}…{text[-tail:]}"
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _LINE_BREAK.sub("↵", text))


def quoted(typed: object) -> str:
    """What somebody typed, as a message quotes it: short, and never in Python's notation."""
    if typed is None or typed == "":
        return "空白"
    if isinstance(typed, dict):
        return "一组“键: 值”"
    if isinstance(typed, list | tuple):
        return "一个列表"
    text = shown(str(typed).lower() if isinstance(typed, bool) else str(typed))
    return f"“{text}”" if len(text) <= _MOST_QUOTED else f"“{text[:_MOST_QUOTED]}…”"


def nearest(name: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """The one of ``known`` that was probably meant by ``name``; None when none is like it."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=likeness)
    return found[0] if found else None


def choices(names: Iterable[str]) -> str:
    """``names`` as the things one may choose from: ``docx或pdf``, ``甲、乙或丙``."""
    from babel.lists import format_list  # late: loading a locale takes longer than most messages

    return format_list(tuple(names), style="or", locale="zh_Hans_CN")


def told(words: str) -> str:
    """What a library says as a message has it: quoted as it stands unless it is in Chinese."""
    return words if _CHINESE.search(words) else f"原文：{shown(words)}"


def reason(error: OSError) -> str:
    """Why the system refused to read or write, in words."""
    return _REASONS.get(error.errno or 0) or told(error.strerror or "原因不明")

"""The last net: what nobody expected, in one line that says what was being done and with what."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from perfreport.basics.messages import reason, shown

EXIT_CODE = 70

_MOST_OF_A_COMMAND = 300
_MOST_OF_AN_ERROR = 200
_REPORT = "请把这一行连同所用的文件发给 perfreport 的维护者；命令后面加 --debug 可印出详细经过"


def described(error: Exception, arguments: Sequence[str]) -> str:
    """``error``, in which the command with these ``arguments`` has ended, in one line."""
    command = shown(" ".join(["perfreport", *arguments]), _MOST_OF_A_COMMAND)
    about = "".join(f"，处理 {shown(note)} 时" for note in getattr(error, "__notes__", ())[:1])
    return f"没有做完“{command}”{about}：{_cause(error)}"


def _cause(error: Exception) -> str:
    match error:
        case MemoryError():
            return "内存不够；请关掉别的程序，或把数据分成几个文件，再试一次"
        case OSError(filename=str() | bytes() as name):
            return f"系统没有让用 {shown(str(name))}（{reason(error)}）；请核对路径、权限和磁盘"
    words = shown(f"{type(error).__name__} {error}", _MOST_OF_AN_ERROR)
    return f"程序出了没有料到的问题（原文：{words}；{_place(error)}）；{_REPORT}"


def _place(error: Exception) -> str:
    """Where in the program it happened."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"

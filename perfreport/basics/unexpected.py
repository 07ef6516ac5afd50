"""Errors that nobody expected, in words."""

from __future__ import annotations

import traceback
from pathlib import Path

from perfreport.basics.messages import reason, shown

UNEXPECTED = 70
"""The exit code of a program that ends in such an error."""

_MOST_OF_AN_ERROR = 200
_REPORT = "请把这一行连同所用的文件发给 perfreport 的维护者；命令后面加 --debug 可印出详细经过"


def cause(error: Exception) -> str:
    """What happened, and what to do."""
    match error:
        case MemoryError():
            return "内存不够；请关掉别的程序，或把数据分成几个文件，再试一次"
        case OSError(filename=str() | bytes() as name):
            return f"系统没有让用 {shown(str(name))}（{reason(error)}）；请核对路径、权限和磁盘"
    words = shown(f"{type(error).__name__} {error}", _MOST_OF_AN_ERROR)
    return f"程序出了没有料到的问题（原文：{words}；{_place(error)}）；{_REPORT}"


def _place(error: Exception) -> str:
    """Where in the program it happened."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "别的进程"

"""The rules about characters that are not what they seem."""

from __future__ import annotations

from perfreport.checks import characters, garbled
from perfreport.checks.bases import (
    ALL,
    ERROR_OR_WARNING,
    PREPARED,
    WARNING,
    WARNING_OR_INFORMATION,
)
from perfreport.checks.rule import Rule

CHARACTER_RULES: tuple[Rule, ...] = (
    Rule(
        code="TEXT-027",
        title="形似的字",
        checks="没有形似而不是的字，如部首“⽬”代替“目”，没有自造的字",
        basis=PREPARED,
        severities=WARNING,
        kinds=ALL,
        check=characters.characters_are_plain,
    ),
    Rule(
        code="TEXT-028",
        title="乱码",
        checks="没有乱码；原字已经丢失的为错误，其余为警告",
        basis=PREPARED,
        severities=ERROR_OR_WARNING,
        kinds=ALL,
        check=garbled.texts_are_not_garbled,
    ),
    Rule(
        code="TEXT-029",
        title="看不见的字符",
        checks="没有零宽空格等看不见的字符；不换行空格等特殊的空格为提示",
        basis=PREPARED,
        severities=WARNING_OR_INFORMATION,
        kinds=ALL,
        check=characters.characters_are_seen,
    ),
)

"""Values as they are written in a data file, in the manner of what they replace."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from perfreport.basics.patterns import regex
from perfreport.data.extents import Style
from perfreport.data.writing import Noted, UnquotedNumber, Value, flow_text, quoted_text

_NUMBER = regex(r"[-+]?\d+(?:\.\d+)?")
# A number in JSON has no plus and no zeros in front.
_JSON_NUMBER = regex(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_FIGURE = regex(r"(-?\d{4,})(\.\d+)?([^\d.]*)")
# Single quotes know no escapes.
_NOT_IN_SINGLE_QUOTES = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class Yaml:
    """YAML as ``perfreport.data.writing`` writes it."""

    def scalar(self, value: str | int, old: str, style: Style, *, in_brackets: bool) -> str:
        """``value`` in the place of ``old``, written in ``style``: its quotes stay, or are safe."""
        is_safe = isinstance(value, UnquotedNumber | int) or _are_numbers(value, old)
        text = str(value)
        if style is Style.DOUBLE:
            return quoted_text(text)
        if style is Style.SINGLE and not _NOT_IN_SINGLE_QUOTES.search(text):
            return "'" + text.replace("'", "''") + "'"
        return text if is_safe else flow_text(text, inside=in_brackets)

    def inline(self, value: Value, indent: str | None) -> str:
        """``value`` as part of a collection in brackets: on one line, paragraphs as a list."""
        return flow_text(_listed(value), inside=True)

    def key(self, key: str) -> str:
        """``key`` with what stands between it and its value."""
        return f"{key}: "


class Json:
    """JSON; figures are numbers wherever they can be."""

    def scalar(self, value: str | int, old: str, style: Style, *, in_brackets: bool) -> str:
        """``value`` in the place of ``old``: a number stays one, a text stays one."""
        text = str(value)
        if style is not Style.PLAIN:
            return _json_text(text)
        is_number = _are_numbers(text, old) and _JSON_NUMBER.fullmatch(text)
        return text if is_number else self.inline(value, None)

    def inline(self, value: Value, indent: str | None) -> str:
        """``value`` as part of a collection.

        Its own parts are on lines of their own where there is an ``indent`` for its first line.
        """
        if isinstance(value, Noted):
            return self.inline(value.value, indent)
        if isinstance(value, UnquotedNumber):
            return str(value) if _JSON_NUMBER.fullmatch(value) else _json_text(str(value))
        if isinstance(value, str | int):
            return _json_text(value)
        inner = None if indent is None else f"{indent}  "
        if isinstance(value, Mapping):
            parts = [f"{self.key(key)}{self.inline(part, inner)}" for key, part in value.items()]
            return _bracketed("{", parts, "}", indent)
        return _bracketed("[", [self.inline(part, inner) for part in value], "]", indent)

    def key(self, key: str) -> str:
        """``key`` with what stands between it and its value."""
        return f"{_json_text(key)}: "


def grouped(figure: str) -> str:
    """``figure`` with commas between its thousands: ``6,904.53``, ``59,800元``."""
    match = _FIGURE.fullmatch(figure)
    return f"{int(match[1]):,}{match[2] or ''}{match[3]}" if match else figure


def with_commas(value: Value) -> Value:
    """``value`` with its figures ``grouped``."""
    # Not those in lists: these may be written in brackets, where a comma parts the items.
    if isinstance(value, Mapping):
        return {key: with_commas(part) for key, part in value.items()}
    return UnquotedNumber(grouped(value)) if isinstance(value, UnquotedNumber) else value


def _are_numbers(text: str, old: str) -> bool:
    """Whether ``text`` may stay without quotes because ``old``, a number as well, had none."""
    return bool(_NUMBER.fullmatch(text) and _NUMBER.fullmatch(old))


def _listed(value: Value) -> Value:
    """``value`` with a list for each text of several paragraphs."""
    if isinstance(value, UnquotedNumber | int):
        return value
    if isinstance(value, str):
        return value.split("\n") if "\n" in value else value
    if isinstance(value, Mapping):
        return {key: _listed(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_listed(part) for part in value]
    return value


def _json_text(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


def _bracketed(opening: str, parts: Sequence[str], closing: str, indent: str | None) -> str:
    if indent is None or not parts:
        return f"{opening}{', '.join(parts)}{closing}"
    gap = f"\n{indent}  "
    return f"{opening}{gap}{f',{gap}'.join(parts)}\n{indent}{closing}"

"""Every character of every composed cell and sentence mistyped in every way: nothing is lost.

``python -m tests.roundtrip.mutations`` tries all of it on the readers of cells and sentences,
prints what became of it, and fails if anything was read as what nobody typed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Any, NamedTuple

from perfreport.basics.addresses import FieldPath
from perfreport.basics.chinese import NUMBERING_SCHEMES
from perfreport.blocks.form import Form
from perfreport.blocks.found import Found, Text
from perfreport.blocks.phrases import Phrase
from perfreport.blocks.printing import build_view
from perfreport.blocks.reading_back import find
from perfreport.blocks.sentences import sentences
from perfreport.forms.registry import FormRegistry
from perfreport.kinds.department_targets.form import DepartmentTargetsForm
from perfreport.kinds.department_targets.model import DepartmentTargets
from perfreport.kinds.project_targets.form import ProjectTargetsForm
from perfreport.kinds.project_targets.model import ProjectTargets
from perfreport.kinds.self_evaluation.form import SelfEvaluationForm
from perfreport.kinds.self_evaluation.model import SelfEvaluation
from tests.examples import EXAMPLES, example

REGISTRY = FormRegistry()

TYPED = (
    *"，,。.．；;：:、！!？?（）()《》<>“”\"'【】[]…·％%/+=*#&~|",
    *" \u3000\xa0\u2002\u2003\u2009\u200b\ufeff\t\n",
    *"-—–－‐−_", *"059９①一二中年a",
)  # fmt: skip
"""What people type by mistake: punctuation of both widths, blanks, dashes, digits, characters."""

Outcome = str
TAKEN, SAME, NAMED, LOST = "taken", "same", "named", "lost"


class Segment(NamedTuple):
    """A stretch of a text, and the place of the data that it states; None for fixed words."""

    owner: FieldPath | None
    text: str


class Composed(NamedTuple):
    """A composed text.

    Attributes:
        name: where it stands.
        paragraphs: of it, as segments.
        read: what the paragraphs say, by the places of the data; None at a place that stays.
        typed: what is typed into it.
        stretch: what becomes data of its own, words and all, as soon as it is worded otherwise.
    """

    name: str
    paragraphs: Sequence[Sequence[Segment]]
    read: Callable[[Sequence[str]], Mapping[FieldPath, object]]
    typed: Sequence[str] = TYPED
    stretch: Segment = Segment(None, "")

    @property
    def texts(self) -> list[str]:
        """The paragraphs as they are printed."""
        return ["".join(part.text for part in paragraph) for paragraph in self.paragraphs]


def composed_texts() -> Iterator[Composed]:
    """All composed cells and computed sentences of the examples."""
    for name in EXAMPLES:
        document = example(name)
        assert document.form is not None
        form = REGISTRY.get(document.form)
        view = build_view(document, form)
        yield _title(name, view, form)
        match document, form:
            # a form with columns of indicators composes no cell of them
            case ProjectTargets(), ProjectTargetsForm() if form.wording.indicator_cell:
                yield from _cells(name, document, view, form)
            case DepartmentTargets(), DepartmentTargetsForm():
                yield _goals(name, document, view, form)
            case SelfEvaluation(), SelfEvaluationForm():
                yield from _sentences(name, document, view, form)


def mutations(text: str, typed: Iterable[str] = TYPED) -> Iterator[tuple[int, int, str]]:
    """Where ``text`` is typed over: from, to, and with what."""
    for position in range(len(text)):
        yield position, position + 1, ""
        for letter in typed:
            if letter != text[position]:
                yield position, position + 1, letter
            yield position + 1, position + 1, letter


def outcome(
    unit: Composed, before: Mapping[FieldPath, object], number: int, mutation: tuple[int, int, str]
) -> Outcome:
    """What becomes of a mutation in a paragraph.

    Args:
        unit: the composed text.
        before: what it says as it was printed.
        number: of the paragraph.
        mutation: what is typed where.
    """
    start, end, letter = mutation
    texts = unit.texts
    before_text = texts[number]
    texts[number] = texts[number][:start] + letter + texts[number][end:]
    after = unit.read([line for text in texts for line in text.split("\n") if line.strip()])
    changed = {place for place in {*before, *after} if before.get(place) != after.get(place)}
    named = {place for place in after if after[place] is None}
    wrong = {each for each in changed if not any(each[: len(n)] == n for n in named)}
    if not wrong:
        return NAMED if named else SAME
    around = unit.stretch.text and before_text.index(unit.stretch.text)
    whole = [Segment(None, before_text[: around or 0]), unit.stretch]
    allowed = [
        each
        for equal in _equivalents(before_text, mutation)
        for segments in (unit.paragraphs[number], whole)
        for each in _allowed(segments, equal)
    ]
    is_right = all(
        any(owner == place and _same(after.get(place), typed) for owner, typed in allowed)
        for place in wrong
    )
    return TAKEN if is_right else LOST


def _equivalents(text: str, mutation: tuple[int, int, str]) -> Iterator[tuple[int, int, str]]:
    """The mutations that make the same of ``text``: one of two equal characters goes or comes."""
    start, end, letter = mutation
    yield mutation
    if letter.isspace() and end == len(text) > start:  # nobody sees a blank at the end
        yield from _equivalents(text, (start, end, ""))
    moved = letter or text[start:end]
    while start and text[start - 1] == moved and (not letter or start == end):
        start, end = start - 1, end - 1
        yield start, end, letter


def _allowed(
    paragraph: Sequence[Segment], mutation: tuple[int, int, str]
) -> Iterator[tuple[FieldPath, str]]:
    """What the data may say now: the edit in its own place, or at the edge beside it."""
    start, end, letter = mutation
    position = 0
    for segment in paragraph:
        first, last = position, position + len(segment.text)
        position = last
        if segment.owner is None or end < first or start > last:
            continue
        inside = max(start - first, 0), min(end, last) - first
        text = segment.text
        yield segment.owner, text[: inside[0]] + letter + text[max(inside[1], inside[0]) :]


def _same(value: object, typed: str) -> bool:
    """Whether ``value`` is what was ``typed``, without breaks of lines and blanks at its ends."""
    bare = typed.strip().replace("\n", "")
    if value is None:
        return False
    if isinstance(value, str):
        return value == bare
    if isinstance(value, tuple):
        return "".join(map(str, value)) == bare
    try:
        return value == type(value)(bare)  # type: ignore[call-arg] # a figure from its text
    except ValueError:
        return False


def _parts(phrase: Phrase, slots: Mapping[str, Sequence[Segment]]) -> Iterator[Segment]:
    for words, name, _, _ in Formatter().parse(phrase.text):
        if words:
            yield Segment(None, words)
        if name:
            yield from slots[name]


def _cells(
    name: str, document: ProjectTargets, view: Any, form: ProjectTargetsForm
) -> Iterator[Composed]:
    for i, unit in enumerate(document.units):
        for j, project in enumerate(unit.projects):
            place = FieldPath("units", i, "projects", j)
            row = view.units[i].projects[j]
            paragraphs = list(_indicators(row.indicators, project.indicators, form, place))
            if not project.classified:
                yield Composed(
                    f"{name} {project.name}", paragraphs, _cell_reader(view, form, place)
                )


def _indicators(
    texts: Sequence[str], indicators: Sequence[object], form: ProjectTargetsForm, place: FieldPath
) -> Iterator[list[Segment]]:
    """The segments of a cell's paragraphs: the fields are looked for one after the other."""
    assert form.wording.indicator_cell
    left = [
        (place / "indicators" / n / field, value)
        for n, indicator in enumerate(indicators)
        for field in _order(form.wording.indicator_cell.item)
        if (value := _shown(indicator, field, form))
    ]
    for text in texts:
        segments, position = [], 0
        while left and (found := text.find(left[0][1], position)) >= 0:
            owner, value = left.pop(0)
            segments += [Segment(None, text[position:found]), Segment(owner, value)]
            position = found + len(value)
        yield [*(each for each in segments if each.text), Segment(None, text[position:])]


def _order(phrase: Phrase) -> list[str]:
    fields = {"level_two_code": "code", "level_one_code": ""}
    names = (name for _, name, _, _ in Formatter().parse(phrase.text) if name)
    return [fields.get(name, name) for name in names if name != "number"]


def _shown(indicator: object, field: str, form: ProjectTargetsForm) -> str:
    if not field:
        return ""
    if field == "code" and not getattr(indicator, "code", None):
        level = form.taxonomy.parents_of(str(getattr(indicator, "level_two", "")))
        two = level[0].level_two(str(getattr(indicator, "level_two", ""))) if level else None
        return (two and two.code) or ""
    if getattr(indicator, "classified", False) and field.endswith("value"):
        return form.wording.classified_value or ""
    return str(getattr(indicator, field) or "")


def _cell_reader(
    view: Any, form: Form, place: FieldPath
) -> Callable[[Sequence[str]], Mapping[FieldPath, object]]:
    _, i, _, j = place
    units = list(view.units)
    row = units[int(i)].projects[int(j)]
    bare = row._replace(goal=("目标",))

    def read(texts: Sequence[str]) -> Mapping[FieldPath, object]:
        rows = (bare._replace(indicators=tuple(texts)),)
        unit = units[int(i)]._replace(projects=rows)
        small = view._replace(units=(unit,))
        said = _said(find(small, form, _EVERYTHING))
        return {
            place / path[4:]: value for path, value in said.items() if path[4:5] == ("indicators",)
        }

    return read


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True


_EVERYTHING = _Everything()


def _data(text: Text) -> list[Found]:
    return [each for each in text.found if not each.may_be_stated]


def _said(text: Text) -> dict[FieldPath, object]:
    """The data that a text says; None where they stay as they are."""
    said: dict[FieldPath, object] = {each.path: each.value for each in _data(text)}
    said.update((place, None) for place in text.kept)
    return said


def _goals(
    name: str, document: DepartmentTargets, view: Any, form: DepartmentTargetsForm
) -> Composed:
    number = NUMBERING_SCHEMES[form.wording.goal_numbering]
    paragraphs = [
        [Segment(None, number(n)), Segment(FieldPath("goals", n - 1), goal)]
        for n, goal in enumerate(document.goals, start=1)
    ]

    def read(texts: Sequence[str]) -> Mapping[FieldPath, object]:
        said = _said(find(view._replace(goals=tuple(texts)), form, _EVERYTHING))
        goals = said[FieldPath("goals")]
        if not isinstance(goals, tuple):
            return {FieldPath("goals"): None}
        return {FieldPath("goals", n): goal for n, goal in enumerate(goals)}

    # Enter makes two goals of one, as it is meant to
    return Composed(f"{name} goals", paragraphs, read, [each for each in TYPED if each != "\n"])


def _title(name: str, view: Any, form: Form) -> Composed:
    slots = {
        "year": [Segment(FieldPath("year"), view.year)],
        "department": [Segment(FieldPath("department"), view.department)],
    }
    for each in form.additions.of("文书"):
        text = getattr(view.extras, each.name)
        slots[each.name] = [Segment(FieldPath("extras", each.name), text)]
    phrase = Phrase(form.title.text.replace("\n", ""))

    def read(texts: Sequence[str]) -> Mapping[FieldPath, object]:
        changed = view._replace(title_lines=tuple(texts), department="", year="")
        text = find(changed, form, _EVERYTHING)
        # a sentence may print of the name of a project what the title does
        data = {each.path: each.value for each in _data(text) if each.source[0] == "title_lines"}
        said = data | dict.fromkeys(text.kept)
        places = [slots[each][0].owner for each in slots if f"{{{each}}}" in form.title.text]
        return {place: said.get(place) for place in places if place is not None}

    return Composed(f"{name} title", [list(_parts(phrase, slots))], read)


def _sentences(
    name: str, document: SelfEvaluation, view: Any, form: SelfEvaluationForm
) -> Iterator[Composed]:
    for field in sentences(form):
        if field == "title_lines":
            continue
        text = getattr(view, field)
        owners = _owners(field, document, form)
        segments, position = [], 0
        for owner, value in owners:
            found = text.index(value, position)
            segments += [Segment(None, text[position:found]), Segment(owner, value)]
            position = found + len(value)
        segments = [*(each for each in segments if each.text), Segment(None, text[position:])]
        stretch = Segment(None, "")
        if field == "effectiveness":
            rate = document.effectiveness.average_execution_rate
            assert rate is not None
            words = form.wording.average_execution_rate(rate=form.figures.rounding.rate(rate))
            stretch = Segment(FieldPath(field, "deductions", 0, "reason"), words)
        read = _sentence_reader(field, view, form)
        yield Composed(f"{name} {field}", [segments], read, stretch=stretch)


def _owners(
    field: str, document: SelfEvaluation, form: SelfEvaluationForm
) -> Iterator[tuple[FieldPath, str]]:
    """The data in a sentence in their order, as printed."""
    rounding = form.figures.rounding
    subjects = {"revenue": document.revenue.subjects, "final_account": document.final_account}
    steps = ("revenue", "subjects") if field == "revenue" else ("final_account",)
    place = FieldPath(*steps)
    for n, part in enumerate(subjects.get(field, ())):
        yield place / n / "subject", part.subject
        yield place / n / "amount", rounding.amount(part.amount)
    if field == "conclusion":
        yield FieldPath("basis"), document.basis
    if field == "effectiveness":
        yield FieldPath(field, "weight"), rounding.score(document.effectiveness.weight)
        yield FieldPath(field, "score"), rounding.score(document.effectiveness.score)
        rate = document.effectiveness.average_execution_rate
        assert rate is not None
        yield FieldPath(field, "average_execution_rate"), rounding.rate(rate)
        effectiveness = document.effectiveness
        lost = effectiveness.weight.minus(effectiveness.score)
        yield FieldPath(field, "deductions", 0, "stated_points"), rounding.score(lost)
    if field == "efficiency":
        for n, deduction in enumerate(document.efficiency.deductions):
            yield FieldPath(field, "deductions", n, "reason"), str(deduction.reason)
            if len(deduction.indicators) > 1:
                names = "".join(f"“{each}”" for each in deduction.indicators)
                yield FieldPath(field, "deductions", n, "indicators"), names


def _sentence_reader(
    field: str, view: Any, form: Form
) -> Callable[[Sequence[str]], Mapping[FieldPath, object]]:
    def read(texts: Sequence[str]) -> Mapping[FieldPath, object]:
        text = find(_with(view, field, "\n".join(texts)), form, _EVERYTHING)
        said = _points_by_rate(text) | _said(text)
        places = {"revenue": "revenue", "final_account": "final_account", "conclusion": "basis"}
        first = places.get(field, field)
        rows = [place for place in said if place[:2] == (first, "indicators")]
        return {p: v for p, v in said.items() if p[0] == first and p not in rows}

    return read


def _points_by_rate(text: Text) -> dict[FieldPath, object]:
    """The points that the rate cost, which are data only where they do not follow from it."""
    path = FieldPath("effectiveness", "deductions", 0, "stated_points")
    return {each.path: each.value for each in text.found if each.path == path}


def _with(view: Any, field: str, text: str) -> Any:
    return view._replace(**{field: text})


def run(every: int = 1) -> tuple[Counter[Outcome], list[str]]:
    """Try every ``every``-th mutation; what became of them, and the losses in words."""
    counts: Counter[Outcome] = Counter()
    losses: list[str] = []
    tried = 0
    for unit in composed_texts():
        before = unit.read(unit.texts)
        for number, text in enumerate(unit.texts):
            for mutation in mutations(text, unit.typed):
                tried += 1
                if tried % every:
                    continue
                result = outcome(unit, before, number, mutation)
                counts[result] += 1
                if result == LOST:
                    start, end, letter = mutation
                    shown = f"{text[max(0, start - 12) : start]}⟦{text[start:end]}→{letter!r}⟧"
                    losses.append(f"{unit.name} [{number}] {shown}{text[end : end + 12]}")
    return counts, losses


def main() -> int:
    """Try them all."""
    characters = sum(len(text) for unit in composed_texts() for text in unit.texts)
    counts, losses = run()
    print(f"{characters} characters, {len(TYPED)} typed; tried {counts.total()}:", dict(counts))  # noqa: T201
    for loss in losses[:50]:
        print(loss)  # noqa: T201
    return int(bool(losses))


if __name__ == "__main__":
    sys.exit(main())

"""Answers to a survey from a CSV file or a spreadsheet: which column answers which question of the guide."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from codebook.errors import BadInputError
from codebook.exchange.align_matching import CERTAIN, Matcher
from codebook.exchange.surveys_rows import Sheet, read_sheet
from codebook.model.guide import Guide, Question
from codebook.model.survey import Column, Use
from codebook.model.words import words

ENOUGH, APART = 0.75, 0.02
LONGEST = 400
CASE = ("case", "case code", "case id", "participant code")
_NUMBERED = re.compile(
    r"\s*(?:question|q|no|nr|#)?[\s.]*0*(\d{1,3})\s*([a-z]?)(?![a-z\d])[\s.):_-]*(.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One organization's answers by the id of their question, raw; `case` is "" when the row names none."""

    line: int
    case: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Survey:
    """What a file says; `texts` counts the cells in columns of free text, which were left in the file."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    texts: int


def read_survey(path: Path, guide: Guide) -> Survey:
    """A file of answers. Only columns that become attributes and the cases' codes are read out of it.

    Raises:
        BadInputError: the file cannot be used; the message names the file and the place, and quotes nothing.
    """
    sheet = read_sheet(path)
    columns = _columns(path, sheet, guide)
    case = next((column.place - 1 for column in columns if column.use == "case"), None)
    asked = [(c.place - 1, c.question.ref) for c in columns if c.use == "category" and c.question is not None]
    free = [column.place - 1 for column in columns if column.use == "text"]
    rows = tuple(
        Row(line, "" if case is None else cells[case].strip(), {ref: cells[at] for at, ref in asked})
        for line, cells in sheet.rows
    )
    return Survey(columns, rows, sum(bool(cells[at].strip()) for _, cells in sheet.rows for at in free))


def _columns(path: Path, sheet: Sheet, guide: Guide) -> tuple[Column, ...]:
    matcher = Matcher.of(guide)
    found = [_matched(matcher, heading[:LONGEST]) for heading in sheet.headings]
    surely = {question.ref for question, score in found if question is not None and score >= CERTAIN}
    columns = []
    for place, (heading, (question, score)) in enumerate(zip(sheet.headings, found, strict=True), start=1):
        if " ".join(words(heading)) in CASE:
            columns.append(Column(place, "case"))
        elif question is None or (score < CERTAIN and question.ref in surely and not question.identifying):
            columns.append(Column(place, "unknown"))
        else:
            columns.append(Column(place, _use(question), question))
    _refuse_doubled(path, columns)
    if not any(column.use == "category" for column in columns):
        raise BadInputError(
            f"{path}: no heading of the first line fits a question of guide {guide.ref} that becomes an "
            "attribute. Head the columns with the questions' numbers, such as 7, or their words."
        )
    return tuple(columns)


def _use(question: Question) -> Use:
    if question.identifying:
        return "identifying"
    return "category" if question.attribute and question.choices else "text"


def _refuse_doubled(path: Path, columns: Iterable[Column]) -> None:
    seen: dict[str, Column] = {}
    for column in columns:
        if column.use not in {"case", "category"}:
            continue
        asked = column.question
        first = seen.setdefault("case" if asked is None else asked.ref, column)
        if first is not column:
            what = "name the case" if asked is None else f"answer question {asked.number} ({asked.label})"
            raise BadInputError(
                f"{path}: {first.name} and {column.name} both {what}. Keep one; several answers to "
                "one question belong in one cell, with ; between them."
            )


def _matched(matcher: Matcher, heading: str) -> tuple[Question | None, float]:
    """The question a heading asks, and how surely: by its id, its number, or its words."""
    asked = list(matcher.guide.questions())
    ids = {_plain(question.ref): question for question in asked}
    if _plain(heading) in ids and len(heading.split()) == 1:
        return ids[_plain(heading)], 1.0
    by_words, score = _worded(matcher, heading)
    numbered = _NUMBERED.fullmatch(heading)
    if numbered is None or score >= CERTAIN:
        return by_words, score
    number = (numbered[1] + numbered[2]).casefold()
    question = next((each for each in asked if each.number.casefold() == number), None)
    rest = numbered[3].strip()
    if question is not None and (not rest or _fits(matcher, rest, question)):
        return question, 1.0
    return by_words, score


def _plain(ref: str) -> str:
    """An id without its dots and leading zeros."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\W_]+", "", ref.casefold()))


def _fits(matcher: Matcher, text: str, question: Question) -> bool:
    return any(matcher.targets[at].question == question for at in matcher.scores(text))


def _worded(matcher: Matcher, heading: str) -> tuple[Question | None, float]:
    """The question whose words a heading has, unless two fit as well; a name of only one decides."""
    plain = " ".join(words(heading))
    fitting = [
        (plain in {phrase.plain for phrase in target.phrases}, score, at)
        for at, score in matcher.scores(heading).items()
        if score >= ENOUGH and not (target := matcher.targets[at]).is_section
    ]
    if not fitting:
        return None, 0.0
    (named, best, at), *others = sorted(fitting, reverse=True)
    if others and others[0][0] == named and best - others[0][1] < APART:
        return None, 0.0
    return matcher.targets[at].question, best

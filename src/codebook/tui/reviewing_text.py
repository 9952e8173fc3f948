"""A find in its surroundings, as typed and as stored, and why it was found."""

from collections.abc import Iterator

from textual.content import Content

from codebook.intake.keeping import Draft
from codebook.model.review import Group, Place
from codebook.tui.safe_text import printable

_AROUND = 90
_FEW = 4  # places shown at once
_WHY = {
    "first-name": "a known first name",
    "first-part": "a known first name",
    "surname": "a surname after a first name",
    "paired": "stands beside a name",
    "title": "follows a title",
    "role": "follows what somebody is to somebody",
    "announced": "follows words that announce a name",
    "word-name": "an ordinary word that is a name too",
    "word-name-acts": "an ordinary word that is a name too, and does what people do",
    "word-name-after": "an ordinary word that is a name too, in the place of one",
    "unknown-word": "no dictionary knows this word",
    "acronym": "capitals that may stand for a body",
    "agency-name": "a name before a word such as shelter or Ltd",
    "agency-words": "words that may be the name of a body",
    "agency-saint": "named after a saint",
    "gazetteer": "a place below the province",
    "initials": "initials",
    "same-name": "found elsewhere in this note",
    "roster": "on the roster",
    "roster-like": "like a name on the roster",
    "policy": "the project's policy asks for it",
    "unsettled": "the text could not be settled, so all of it is masked",
}


def why(group: Group) -> str:
    """What made the gate look twice, and how sure it is."""
    reason = _WHY.get(group.rule) or ("told by the recogniser" if group.rule.startswith("model") else "")
    told = f"{group.kind.replace('-', ' ')}: {reason or 'recognised by its form'}"
    return f"{told}. Not sure; masked until you decide." if group.open else f"{told}."


def contexts(draft: Draft, group: Group) -> Content:
    """The first places of a find, as typed above as stored."""
    around = _AROUND * 2 if len(group.places) == 1 else _AROUND
    parts = [_context(draft, place, around) for place in group.places[:_FEW]]
    if len(group.places) > _FEW:
        parts.append(Content(f"… and {len(group.places) - _FEW} places more."))
    return Content("\n").join(parts)


def _context(draft: Draft, place: Place, around: int) -> Content:
    stored = draft.review.stored(place)
    masked = draft.review.screenings[place.passage].masked.text
    return Content.assemble(
        ("typed   ", "dim"),
        _window(draft.review.texts[place.passage], place.start, place.end, around, "bold $warning"),
        ("\nstored  ", "dim"),
        _window(masked, stored.start, stored.end, around, "bold reverse"),
    )


def _window(text: str, start: int, end: int, around: int, style: str) -> Content:
    first, last = max(0, start - around // 2), min(len(text), end + around // 2)
    before, after = text[first:start], text[end:last]
    return Content.assemble(
        ("…" if first else "") + _flat(before),
        (_flat(text[start:end]), style),
        _flat(after) + ("…" if last < len(text) else ""),
    )


def _flat(text: str) -> str:
    return printable(text.replace("\n", " ").replace("\t", " "))


def note(draft: Draft) -> Iterator[tuple[Content, Content]]:
    """Each passage of the note as it will be stored, under its question, placeholders marked."""
    guide = draft.notes.alignment.guide
    labels = {question.ref: question.label for question in guide.questions()} if guide else {}
    for answer, screening in zip(draft.notes.alignment.answers, draft.review.screenings, strict=True):
        text, shift, last = screening.masked.text, 0, 0
        if not text:
            continue
        parts: list[str | tuple[str, str]] = []
        found = {finding.start for finding in screening.findings}
        for edit in screening.edits:
            start = edit.start + shift
            if edit.start in found:
                parts += [
                    _lines(text[last:start]),
                    (_lines(text[start : start + edit.length]), "bold $accent"),
                ]
                last = start + edit.length
            shift += edit.length - (edit.end - edit.start)
        heading = labels.get(answer.question_ref or "", "Not under a question")
        yield Content.styled(printable(heading), "bold"), Content.assemble(*parts, _lines(text[last:]))


def _lines(text: str) -> str:
    return "\n".join(map(_flat, text.split("\n")))

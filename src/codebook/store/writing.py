"""Rows that take more than one step to write."""

from collections.abc import Iterable

from codebook.model.codes import CodeText
from codebook.model.guide import Guide, Question, Role, Section, Status
from codebook.model.interview import Consent
from codebook.model.masked import MaskedText, Screening
from codebook.model.policy import Reason
from codebook.store import tables
from codebook.store.guide_texts import JOINT, choice_lines
from codebook.store.ledger import Rows
from codebook.store.reading import sentence_blob


def add_case(rows: Rows, code: MaskedText, withdrawal: bytes, role: Role) -> int:
    """A new case; `withdrawal` is the keyed digest of its withdrawal code."""
    return rows.insert(tables.cases, code=code, withdrawal=withdrawal, role=role, quotable=1)


def put_attribute(rows: Rows, case_id: int, name: MaskedText, value: MaskedText) -> None:
    """Set one attribute of a case, in place of an earlier value."""
    known = rows.find(tables.attributes, case_id=case_id, name=name)
    if known is None:
        rows.insert(tables.attributes, case_id=case_id, name=name, value=value)
    else:
        rows.update(tables.attributes, known, value=value)


def add_interview(
    rows: Rows, case_id: int, guide_id: int | None, digest: bytes | None, consent: Consent
) -> tuple[int, int]:
    """The next interview of a case: its key and its number within the case."""
    number = 1 + rows.highest(tables.interviews, "number", case_id=case_id)
    key = rows.insert(
        tables.interviews, case_id=case_id, guide_id=guide_id, number=number, digest=digest, consent=consent
    )
    return key, number


def add_passage(
    rows: Rows,
    interview_id: int,
    *,
    question_id: int | None,
    position: int,
    status: Status,
    screened: Screening,
) -> int:
    """One answer of an interview, with its length, words and sentence starts."""
    return rows.insert(
        tables.passages,
        interview_id=interview_id,
        question_id=question_id,
        position=position,
        status=status,
        **_text(screened),
    )


def overwrite_passage(rows: Rows, passage_id: int, screened: Screening) -> None:
    """Another text for a passage, for good; its codings are moved apart."""
    rows.overwrite(tables.passages, passage_id, **_text(screened))


def rewrite_passage(rows: Rows, passage_id: int, screened: Screening, **values: object) -> None:
    """Another text for a passage, and other `values` of its row; its codings are moved apart."""
    rows.update(tables.passages, passage_id, **_text(screened), **values)


def _text(screened: Screening) -> dict[str, object]:
    text = screened.masked.text
    return {
        "text": screened.masked,
        "length": len(text),
        "words": len(text.split()),
        "sentences": sentence_blob(screened.sentences),
        "policy": screened.masked.policy,
    }


def allow(rows: Rows, words: MaskedText, reason: Reason, interview_id: int | None) -> None:
    """Words that may stand in one interview, or in all of them, unless that was said before."""
    if rows.find(tables.allowed, text=words, interview_id=interview_id) is None:
        rows.insert(tables.allowed, text=words, reason=reason, interview_id=interview_id)


def add_guide(rows: Rows, guide: Guide, masked: dict[str, MaskedText], *, own: bool) -> int:
    """A guide with its questions; `masked` holds the gate's image of every text in it.

    The probes, other wordings and categories of the study's guides stay with the program; a team's `own`
    guide is kept whole.
    """
    guide_id = rows.insert(
        tables.guides, ref=masked[guide.ref], title=masked[guide.title], role=guide.role, own=int(own)
    )
    numbered = ((section, question) for section in guide.sections for question in section.questions)
    for position, (section, question) in enumerate(numbered):
        lists = _lists(section, question) if own else dict.fromkeys(_LISTS, "")
        rows.insert(
            tables.questions,
            guide_id=guide_id,
            ref=masked[question.ref],
            section=masked[question.section],
            kind=question.kind,
            number=masked[question.number],
            label=masked[question.label],
            prompt=masked[question.prompt],
            position=position,
            identifying=int(question.identifying),
            **{name: masked[text] for name, text in lists.items()},
        )
    return guide_id


_LISTS = ("section_names", "probes", "alternatives", "attribute", "choices")


def _lists(section: Section, question: Question) -> dict[str, str]:
    return {
        "section_names": JOINT.join(section.alternatives),
        "probes": JOINT.join(question.probes),
        "alternatives": JOINT.join(question.alternatives),
        "attribute": question.attribute or "",
        "choices": choice_lines(question.choices),
    }


def add_codings(rows: Rows, coder_id: int, wanted: Iterable[tuple[int, int, int, int]]) -> int:
    """Codings as (passage, start, end, code) of one coder, those that are not there yet; how many."""
    new = sorted(set(wanted))
    standing = rows.standing(tables.codings, {row[0] for row in new}, coder_id)
    missing = [(*row, coder_id) for row in new if row not in standing]
    if missing:
        rows.insert_many(tables.codings, missing)
    return len(missing)


def add_code(
    rows: Rows,
    parent_id: int | None,
    *,
    name: MaskedText,
    colour: str,
    position: int,
    meaning: dict[str, MaskedText],
    retired: bool = False,
) -> int:
    """A code; `meaning` maps the fields of `CodeText` to masked texts, keywords one a line."""
    return rows.insert(
        tables.codes,
        parent_id=parent_id,
        name=name,
        colour=colour,
        position=position,
        retired=int(retired),
        **{field: meaning[field] for field in CodeText.__slots__},
    )

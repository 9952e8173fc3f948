"""Guides an interview can follow: the study's, a team's own, and those a project keeps."""

from pathlib import Path

from codebook.deid.gate import Gate
from codebook.errors import BadInputError
from codebook.exchange.guides import read_guide
from codebook.model.guide import Guide, Question
from codebook.model.masked import MaskedText
from codebook.settings import guide_files
from codebook.store import reading, writing
from codebook.store.guide_texts import JOINT, choice_lines
from codebook.store.project import Project

INTERVIEW_GUIDES = ("B", "C")


def guide_named(name: str, project: Project | None = None) -> tuple[Guide, ...]:
    """The guides a name leaves to choose from: `auto`, `none`, a guide's id or a file of one's own.

    A guide of the team's own that the project keeps comes before the study's guide of the same id.

    Raises:
        BadInputError: there is no such guide, or the file cannot be used.
    """
    if name == "none":
        return ()
    own = {} if project is None else {guide.ref: guide for guide in project.own_guides()}
    if name == "auto":
        study = {letter: path for letter, path in guide_files().items() if letter in INTERVIEW_GUIDES}
        return (*own.values(), *(read_guide(path) for ref, path in study.items() if ref not in own))
    kept = next((guide for ref, guide in own.items() if ref.casefold() == name.casefold()), None)
    if kept is not None:
        return (kept,)
    return (read_guide(guide_files().get(name.upper(), Path(name))),)


def keep_guide(project: Project, gate: Gate, guide: Guide) -> None:
    """Keep a guide in the project unless it is there.

    Raises:
        BadInputError: the gate sees an identifier in the guide's own words, or the project keeps
            another guide of this id, or another with questions of the same ids.
    """
    masked = _to_keep(project, gate, guide)
    if masked is not None:
        with project.change("load guide") as rows:
            writing.add_guide(rows, guide, masked, own=_is_own(guide))


def fitting(project: Project, gate: Gate, guide: Guide) -> Guide:
    """The guide that notes are typed along: the project's copy where it keeps one; writes nothing.

    Questions of a file may stand in another order by now than when the project first kept the guide.

    Raises:
        BadInputError: as `keep_guide` does.
    """
    _to_keep(project, gate, guide)
    return next((own for own in project.own_guides() if own.ref == guide.ref), guide)


def _is_own(guide: Guide) -> bool:
    return guide not in map(read_guide, guide_files().values())


def _to_keep(project: Project, gate: Gate, guide: Guide) -> dict[str, MaskedText] | None:
    """A guide's words through the gate, or None when the project keeps it."""
    if guide.ref in project.guides():
        if {question.ref for question in guide.questions()} != project.read(reading.question_refs, guide.ref):
            raise BadInputError(
                f"Another guide {guide.ref} is kept in the project. Give this one another id."
            )
        return None
    taken = set(project.question_ids())
    if any(question.ref in taken for question in guide.questions()):
        raise BadInputError(
            f"Questions of guide {guide.ref} have ids that another guide of the project uses. Change them."
        )
    own = _is_own(guide)
    if not own:
        gate = Gate()  # the study's own guides name nobody, whatever a roster or a policy makes of a word
    questions = list(guide.questions())
    words = {guide.title}.union(*(_words(question, own=own) for question in questions))
    words |= {JOINT.join(section.alternatives) for section in guide.sections if own}
    masked = _screened(guide, gate, words)
    return masked | {
        ref: gate.ident(ref, place="guide's id") for ref in (guide.ref, *(q.ref for q in questions))
    }


def _words(question: Question, *, own: bool) -> set[str]:
    """The texts of a question that are kept; the lists of the study's guides stay with the program."""
    shown = {question.section, question.number, question.label, question.prompt, ""}
    if not own:
        return shown
    listed = {JOINT.join(question.probes), JOINT.join(question.alternatives), choice_lines(question.choices)}
    return shown | listed | {question.attribute or ""}


def _screened(guide: Guide, gate: Gate, words: set[str]) -> dict[str, MaskedText]:
    seen = dict(zip(sorted(words), gate.screen_note(sorted(words), labels=True), strict=True))
    told = next((text for text, screening in seen.items() if screening.findings), None)
    if told is None:
        return {text: screening.masked for text, screening in seen.items()}
    place = next((q.ref for q in guide.questions() if told in _words(q, own=True)), "its title or headings")
    raise BadInputError(
        f"Guide {guide.ref} seems to name somebody or somewhere, in {place}. Take that out first."
    )

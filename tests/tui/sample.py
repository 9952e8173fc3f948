"""Invented interview text, codes and codings of two coders for the tests of the widgets."""

import re

from codebook.model.codes import Code, CodeText, CodeTree
from codebook.model.guide import Status
from codebook.model.interview import Coding, Passage
from codebook.model.report import Cell, Matrix

ANSWERS: tuple[tuple[str, str, str, Status, str], ...] = (
    (
        "Recruitment and control",
        "C.how-started",
        "How it began",
        "answered",
        (
            "Answered an advert for hotel cleaning when she was 19. The man who met her kept her "
            "passport “for the paperwork” and said the flight had to be worked off first. By the "
            "second week there was no cleaning, only clients.\n"
            "She says she understood then but had no phone and no money. He told her the police would"
            " deport her and that they would visit her mother in [TOWN: northern BC]."
        ),
    ),
    ("Recruitment and control", "C.debt", "Debts and wages", "declined", ""),
    (
        "Police and courts",
        "C.reported",
        "Contact with police",
        "answered",
        (
            "Called 911 once, from a client's phone. Two officers came; one of them asked how much "
            "she charged. She felt like the criminal in the room and told them nothing. A year later "
            "an officer from [AGENCY-2] listened for three hours and found her a bed that night. “He "
            "was the first one who did not look at the clock.”"
        ),
    ),
    (
        "Police and courts",
        "C.court",
        "Going to court",
        "answered",
        ("Waited 26 months for a trial date, then it was adjourned. Testified behind a screen."),
    ),
    (
        "Services",
        "C.barriers",
        "What got in the way of help",
        "answered",
        (
            "The shelter wanted ID, which he had taken. The clinic was two buses away and closed at "
            "four. She was ashamed to say why she needed a test, so she said nothing. [PERSON-1], a "
            "peer worker, went with her the third time and filled in the forms with her."
        ),
    ),
    ("Services", "C.suggestions", "What should change", "not-asked", ""),
)
CODES = (
    (1, None, "police-contact", "blue", "Any contact with police about the exploitation."),
    (2, 1, "disbelieved-dismissed", "vermilion", "An officer doubts, blames or waves away what is said."),
    (3, 1, "helpful-police", "green", "An officer listens or helps in a way the participant values."),
    (4, 1, "slow-justice", "sky", "Delays, adjournments, years without an answer."),
    (5, None, "stigma", "purple", "Being judged, or expecting it."),
    (6, 5, "self", "purple", "Shame turned inwards: guilt, silence, feeling like the criminal."),
    (7, None, "barriers", "orange", "What keeps people from help."),
    (8, 7, "eligibility-conditions", "yellow", "Papers, rules or forms shut people out."),
    (9, 7, "transportation", "orange", "Distance, buses, hours of travel."),
    (10, None, "exploitation", "grey", "How people are drawn in and held."),
    (11, 10, "control-methods", "vermilion", "Threats, documents taken, isolation."),
    (12, 10, "debt-wages", "yellow", "Debts to be worked off, pay withheld."),
    (13, 10, "recruitment", "sky", "Adverts, promises, introductions."),
    (14, None, "services", "green", "What helped and how."),
    (15, 14, "peer", "blue", "Help from somebody who has been there."),
)
QUOTES = (
    ("C.how-started", "Answered an advert for hotel cleaning when she was 19.", 13, "A1"),
    (
        "C.how-started",
        "kept her passport “for the paperwork” and said the flight had to be worked off first",
        11,
        "A1",
    ),
    ("C.how-started", "the flight had to be worked off first", 12, "A1"),
    ("C.how-started", "kept her passport “for the paperwork”", 8, "B2"),
    ("C.how-started", "had no phone and no money. He told her the police would deport her", 11, "B2"),
    ("C.reported", "Called 911 once, from a client's phone.", 1, "A1"),
    (
        "C.reported",
        "Two officers came; one of them asked how much she charged. She felt like the criminal in the room",
        1,
        "A1",
    ),
    ("C.reported", "one of them asked how much she charged", 2, "A1"),
    (
        "C.reported",
        "asked how much she charged. She felt like the criminal in the room and told them nothing",
        6,
        "A1",
    ),
    ("C.reported", "one of them asked how much she charged. She felt like the criminal", 2, "B2"),
    ("C.reported", "listened for three hours and found her a bed that night", 3, "A1"),
    ("C.court", "Waited 26 months for a trial date, then it was adjourned.", 4, "B2"),
    ("C.barriers", "wanted ID, which he had taken", 8, "A1"),
    ("C.barriers", "two buses away and closed at four", 9, "A1"),
    ("C.barriers", "ashamed to say why she needed a test, so she said nothing", 6, "B2"),
    ("C.barriers", "a peer worker, went with her the third time", 15, "A1"),
)


def sentence_starts(text: str) -> tuple[int, ...]:
    """Where sentences begin, well enough for invented text."""
    return (0, *(match.end() for match in re.finditer(r"[.!?]”?\s+", text))) if text else ()


def passage(number: int, text: str, **changed: object) -> Passage:
    """A passage with this text; everything else has a default."""
    values: dict[str, object] = {
        "id": number,
        "code": f"S-1.{number}",
        "interview": "S-1",
        "question_ref": f"C.q{number}",
        "heading": f"Question {number}",
        "section": "",
        "status": "answered",
        "text": text,
        "sentences": sentence_starts(text),
    }
    return Passage(**(values | changed))  # type: ignore[arg-type]


def interview() -> list[Passage]:
    """Six answers of one interview."""
    return [
        passage(number, text, section=section, question_ref=ref, heading=heading, status=status)
        for number, (section, ref, heading, status, text) in enumerate(ANSWERS, 1)
    ]


def tree() -> CodeTree:
    """Five themes with their codes."""
    names: dict[int, str] = {}
    codes = []
    for position, (number, parent, name, colour, definition) in enumerate(CODES):
        names[number] = name if parent is None else f"{names[parent]}/{name}"
        meaning = CodeText(definition=definition, include="What is said outright.", exclude="Mere suspicion.")
        codes.append(Code(number, parent, name, names[number], colour, position, meaning))
    return CodeTree(codes)


def codings() -> list[Coding]:
    """Codings of two coders, up to three on one stretch of text."""
    by_ref = {shown.question_ref: shown for shown in interview()}
    found = []
    for number, (ref, quote, code, coder) in enumerate(QUOTES, 1):
        shown = by_ref[ref]
        start = shown.text.index(quote)
        found.append(Coding(number, shown.id, start, start + len(quote), code, coder))
    return found


def matrix() -> Matrix:
    """A table of all codes with themselves, for two coders."""
    paths = tuple(code.path for code in tree())
    cells = []
    for coder in ("A1", "B2"):
        for row, a in enumerate(paths):
            for column, b in enumerate(paths):
                if a.startswith(b) or b.startswith(a):
                    continue
                both = (row * 7 + column * 7 + row * column) % 13 if coder == "A1" else 1
                share = both / 40
                cells.append(
                    Cell(
                        coder=coder,
                        a=a,
                        b=b,
                        n1=20,
                        n2=20,
                        n12=both,
                        c=share,
                        p_b_given_a=both / 20,
                        p_a_given_b=both / 20,
                        lift=share * 3 if both else None,
                        interviews=both,
                        cases=both,
                        imbalanced=False,
                    )
                )
    return Matrix("answer", "each", "none", 1, paths, paths, tuple(cells))

"""Whether notes show that the participant was taken through every consent point."""

import re

from codebook.model.document import Alignment
from codebook.model.guide import Role
from codebook.model.interview import Consent

_REFUSED = re.compile(r"\W*(?:no|not|none|nil|declined|refused)\b", re.IGNORECASE)


def shown_consent(alignment: Alignment, role: Role) -> Consent:
    """What the notes themselves show: each point noted, or the points as a whole.

    A provider's guide without consent points asks for none; a survivor's notes always need them.
    """
    guide = alignment.guide
    points = {q.ref for q in guide.questions() if q.kind == "consent"} if guide else set()
    if not points and role == "provider":
        return "not-needed"
    whole = {
        question.ref
        for section in (guide.sections if guide else ())
        if any(question.ref in points for question in section.questions)
        for question in section.questions
        if question.kind == "section"
    }
    noted = {
        answer.question_ref
        for answer in alignment.answers
        if answer.status == "answered" and not _REFUSED.match(answer.text)
    }
    return "documented" if points and (points <= noted or whole & noted) else "missing"

"""An answer that stands under the wrong question, put under another."""

from codebook.errors import CodebookError, ConflictError
from codebook.model.interview import Passage
from codebook.store import answers
from codebook.store.answers import Asked
from codebook.store.project import Project
from codebook.store.tables import passages


def passage_named(project: Project, code: str) -> Passage:
    """The answer with this code, such as `S-4K7-1:3`, in any case of letters.

    Raises:
        CodebookError: there is none.
    """
    for each in project.passages():
        if each.code.casefold() == code.casefold():
            return each
    raise CodebookError(f"There is no passage {code}. List them with 'codebook passages PROJECT'.")


def questions(project: Project, passage_id: int) -> list[Asked]:
    """The questions an answer may stand under: those of its interview's guide, in order."""
    home = project.read(answers.home_of, passage_id)
    return [] if home is None or home.guide is None else project.read(answers.asked, home.guide)


def move(project: Project, coder: str, passage: Passage, ref: str | None) -> bool:
    """Put an answer under another question, None for under no question; whether it stood elsewhere before.

    Its text, codings, memos and place in the interview stay. A question may have several answers.

    Raises:
        CodebookError: the interview's guide has no such question.
        ConflictError: the answer is gone, or stands under another question than it did.
    """
    known = {each.ref.casefold(): each for each in questions(project, passage.id)}
    wanted = None if ref is None else known.get(ref.casefold())
    if ref is not None and wanted is None:
        raise CodebookError(
            f"The guide of {passage.interview} has no question {ref}. "
            f"Its questions are {', '.join(each.ref for each in known.values()) or 'none'}."
        )
    if (wanted.ref if wanted else None) == passage.question_ref:
        return False
    with project.change("move answer", coder) as rows:
        now = project.passages_at([passage.id]).get(passage.id)
        if now is None or now.question_ref != passage.question_ref:
            raise ConflictError("The answer has been moved or removed since, so it was left where it is.")
        rows.update(passages, passage.id, question_id=wanted.id if wanted else None)
    return True

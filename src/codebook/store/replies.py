"""What became of each question in each interview, without a word of any answer."""

from sqlalchemy import Connection, select

from codebook.model.fieldwork import Asked, Reply
from codebook.store.tables import guides, passages, questions

KINDS = ("question", "field")


def asked(connection: Connection) -> list[Asked]:
    """The questions and basic fields of the guides kept here, in the order of each guide."""
    query = (
        select(guides.c.ref.label("guide"), questions.c.ref, questions.c.number, questions.c.label)
        .select_from(questions.join(guides))
        .where(questions.c.kind.in_(KINDS))
        .order_by(guides.c.id, questions.c.position)
    )
    return [Asked(*row) for row in connection.execute(query)]


def replies(connection: Connection) -> list[Reply]:
    """The status of every passage that stands under a question."""
    query = select(passages.c.interview_id, questions.c.ref, passages.c.status).select_from(
        passages.join(questions, passages.c.question_id == questions.c.id)
    )
    return [Reply(*row) for row in connection.execute(query)]

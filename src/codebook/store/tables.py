"""The tables of a project file; every text column is masked text or a word of a fixed list."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, UniqueConstraint

from codebook.model.codes import COLOURS
from codebook.model.guide import KINDS, ROLES, STATUSES
from codebook.model.interview import CONSENTS, MEMO_KINDS, MEMO_TARGETS
from codebook.model.policy import KINDS as FINDS
from codebook.model.policy import REASONS, TREATMENTS
from codebook.settings import AUDIENCES
from codebook.store.columns import Masked, Term

PHRASES = (
    "create project",
    "load codebook",
    "load guide",
    "add coder",
    "add case",
    "set attribute",
    "import interview",
    "add code",
    "edit code",
    "move code",
    "apply code",
    "apply codings",
    "resize coding",
    "remove coding",
    "write memo",
    "edit memo",
    "remove memo",
    "export summary",
    "withdraw case",
    "redact text",
    "load benchmark",
    "set policy",
    "allow words",
    "enter interview",
    "amend answer",
    "replace interview",
    "move answer",
    "give answers",
    "record consent",
    "set quoting",
    "take survey",
    "rename code",
    "merge codes",
    "split code",
    "retire code",
    "restore code",
)
# Entries after which the gate reads texts another way than before.
POLICY_PHRASES = ("set policy", "allow words")
KINDS_OF_ENTRY = ("do", "undo", "redo")
OPERATIONS = ("insert", "update", "delete", "erase")

# Columns of ids that the gate makes or checks by their shape, not by reading them as text.
IDENTS = {"cases": ("code",), "coders": ("handle",), "guides": ("ref",), "questions": ("ref",)}

metadata = MetaData()


def _table(name: str, *columns: Column[object] | UniqueConstraint, stamped: bool = True) -> Table:
    """A table with an integer key that is never used again, a UUID for merging and a gate stamp."""
    fixed: list[Column[object]] = [
        Column("id", Integer, primary_key=True),
        Column("uuid", LargeBinary, nullable=False, unique=True),
    ]
    stamp: list[Column[object]] = [Column("stamp", LargeBinary, nullable=False)] if stamped else []
    return Table(name, metadata, *fixed, *columns, *stamp, sqlite_strict=True, sqlite_autoincrement=True)


def _refers(column: str, target: str, *, optional: bool = False) -> Column[object]:
    return Column(column, Integer, ForeignKey(f"{target}.id"), nullable=optional, index=True)


def _text(name: str) -> Column[object]:
    return Column(name, Masked, nullable=False)


def _number(name: str) -> Column[object]:
    return Column(name, Integer, nullable=False)


meta = Table(
    "meta",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gate_key", LargeBinary, nullable=False),
    Column("label_key", LargeBinary, nullable=False),
    Column("synthetic", Integer, nullable=False),
    Column("purge_pending", Integer, nullable=False),
    Column("k_team", Integer, nullable=False),
    Column("k_partner", Integer, nullable=False),
    Column("k_public", Integer, nullable=False),
    sqlite_strict=True,
)
coders = _table("coders", _text("handle"), UniqueConstraint("handle"))
guides = _table(
    "guides",
    _text("ref"),
    _text("title"),
    Column("role", Term(*ROLES), nullable=False),
    _number("own"),
    UniqueConstraint("ref"),
)
questions = _table(
    "questions",
    _refers("guide_id", "guides"),
    _text("ref"),
    _text("section"),
    Column("kind", Term(*KINDS), nullable=False),
    _text("number"),
    _text("label"),
    _text("prompt"),
    _number("position"),
    _text("section_names"),
    _text("probes"),
    _text("alternatives"),
    _text("attribute"),
    _text("choices"),
    _number("identifying"),
    UniqueConstraint("ref"),
)
cases = _table(
    "cases",
    _text("code"),
    Column("withdrawal", LargeBinary, nullable=False),
    Column("role", Term(*ROLES), nullable=False),
    _number("quotable"),
    UniqueConstraint("code"),
)
attributes = _table(
    "attributes",
    _refers("case_id", "cases"),
    _text("name"),
    _text("value"),
    UniqueConstraint("case_id", "name"),
)
interviews = _table(
    "interviews",
    _refers("case_id", "cases"),
    _refers("guide_id", "guides", optional=True),
    _number("number"),
    Column("digest", LargeBinary, nullable=True),
    Column("consent", Term(*CONSENTS), nullable=False),
    stamped=False,
)
passages = _table(
    "passages",
    _refers("interview_id", "interviews"),
    _refers("question_id", "questions", optional=True),
    _number("position"),
    Column("status", Term(*STATUSES), nullable=False),
    _text("text"),
    _number("length"),
    _number("words"),
    Column("sentences", LargeBinary, nullable=False),
    _number("policy"),
)
codes = _table(
    "codes",
    _refers("parent_id", "codes", optional=True),
    _text("name"),
    Column("colour", Term(*COLOURS), nullable=False),
    _text("definition"),
    _text("include"),
    _text("exclude"),
    _text("near_miss"),
    _text("example"),
    _text("keywords"),
    _number("position"),
    _number("retired"),
)
codings = _table(
    "codings",
    Column("passage_id", Integer, ForeignKey("passages.id"), nullable=False),
    _number("start"),
    _number("end"),
    _refers("code_id", "codes"),
    Column("coder_id", Integer, ForeignKey("coders.id"), nullable=False),
    UniqueConstraint("passage_id", "start", "end", "code_id", "coder_id"),
    stamped=False,
)
memos = _table(
    "memos",
    Column("target", Term(*MEMO_TARGETS), nullable=False),
    _number("target_id"),
    Column("kind", Term(*MEMO_KINDS), nullable=False),
    _refers("coder_id", "coders"),
    _text("text"),
)
treatments = _table(
    "treatments",
    Column("kind", Term(*FINDS), nullable=False),
    Column("role", Term(*ROLES), nullable=False),
    Column("treatment", Term(*TREATMENTS), nullable=False),
    UniqueConstraint("kind", "role"),
    stamped=False,
)
allowed = _table(
    "allowed",
    _text("text"),
    Column("reason", Term(*REASONS), nullable=False),
    _refers("interview_id", "interviews", optional=True),
    UniqueConstraint("text", "interview_id"),
)
exports = _table(
    "exports",
    Column("audience", Term(*AUDIENCES), nullable=False),
    _number("least_cases"),
    Column("digest", LargeBinary, nullable=False),
    stamped=False,
)
# Notes that are being typed: outside the ledger, overwritten as they grow, gone when they are kept.
drafts = _table(
    "drafts",
    _refers("guide_id", "guides"),
    _refers("case_id", "cases", optional=True),
    _refers("coder_id", "coders"),
    _number("place"),
    _number("cursor"),
    _number("seconds"),
    _number("revision"),
    stamped=False,
)
draft_answers = _table(
    "draft_answers",
    _refers("draft_id", "drafts"),
    _number("place"),
    Column("status", Term(*STATUSES), nullable=False),
    _text("text"),
    UniqueConstraint("draft_id", "place"),
)
draft_words = _table(
    "draft_words",
    _refers("draft_id", "drafts"),
    _text("text"),
    Column("reason", Term(*REASONS), nullable=False),
    _number("everywhere"),
    UniqueConstraint("draft_id", "text"),
)
ledger = Table(
    "ledger",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("coder_id", Integer, ForeignKey("coders.id"), nullable=True, index=True),
    Column("week", Integer, nullable=False),
    Column("phrase", Term(*PHRASES), nullable=False),
    Column("kind", Term(*KINDS_OF_ENTRY), nullable=False),
    Column("undoes", Integer, ForeignKey("ledger.sequence"), nullable=True),
    Column("closed", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    sqlite_strict=True,
)
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", Integer, ForeignKey("ledger.sequence"), nullable=False, index=True),
    Column("relation", Term(*(table.name for table in metadata.sorted_tables)), nullable=False),
    Column("operation", Term(*OPERATIONS), nullable=False),
    Column("first_id", Integer, nullable=False),
    Column("last_id", Integer, nullable=False),
    Column("image", Masked, nullable=True),
    Column("nonce", LargeBinary, nullable=True),
    Column("before", LargeBinary, nullable=True),
    Column("after", LargeBinary, nullable=True),
    Column("stamp", LargeBinary, nullable=False),
    sqlite_strict=True,
)

"""An open project: the one handle through which everything is read and written."""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Table, select

from codebook.errors import CodebookError
from codebook.model.codes import CodeTree
from codebook.model.corpus import Corpus
from codebook.model.guide import Guide
from codebook.model.interview import Case, Coding, Entry, Interview, Memo, Passage, Unfinished
from codebook.model.masked import MaskedText
from codebook.model.policy import Allowed, Policy
from codebook.store import (
    checking,
    corpus,
    drafts,
    erasing,
    guards,
    guide_texts,
    ledger,
    migrations,
    proving,
    reading,
    sqlite,
)
from codebook.store.tables import coders, guides, meta, questions

P = ParamSpec("P")
Found = TypeVar("Found")


def today() -> date:
    """The day a change is dated by (kept as its week only)."""
    return datetime.now(tz=UTC).date()


class Project:
    """One store file. Use `Project.open` or `Project.create`; reading never changes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._key: bytes | None = None
        self._corpus: Corpus | None = None
        self._engine = sqlite.engine(path, lambda: self._key)

    @classmethod
    def create(cls, path: Path, *, synthetic: bool = False) -> Self:
        """Make an empty project and open it.

        Raises:
            StoreError: the path is taken or cannot be written.
        """
        migrations.create(path, synthetic=synthetic)
        project = cls.open(path)
        with project.change("create project"):
            pass
        return project

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a project, bringing an older file up to date.

        Raises:
            StoreError: there is none, it is not ours, newer, busy, damaged, or its guards are gone.
        """
        migrations.bring_up_to_date(path)
        project = cls(path)
        with project._reading() as connection:
            project._key = bytes(connection.execute(select(meta.c.gate_key)).scalar_one())
            guards.verify(connection)
            due = erasing.purge_pending(connection)
        project._engine.dispose()
        if due:
            project.purge()
        return project

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.said_plainly(self.path), self._engine.connect() as connection:
            yield connection

    def read(
        self, query: Callable[Concatenate[Connection, P], Found], *given: P.args, **named: P.kwargs
    ) -> Found:
        """What a query of the store finds, for the verbs."""
        with self._reading() as connection:
            return query(connection, *given, **named)

    @contextmanager
    def _unrecorded(self) -> Iterator[Connection]:
        with sqlite.said_plainly(self.path), self._engine.connect() as opened:
            connection = opened.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _writing(self, author: ledger.Author) -> Iterator[ledger.Rows]:
        with self._unrecorded() as connection:
            rows = ledger.begin(connection, self._key or b"", author)
            yield rows
            ledger.finish(connection, rows)

    @contextmanager
    def change(self, phrase: str, coder: str | None = None) -> Iterator[ledger.Rows]:
        """The only way to write: everything inside becomes one entry of the ledger, or nothing.

        Raises:
            StoreError: the file is busy, full or damaged, or a text has not passed the gate.
            ConflictError: a row is gone or still needed.
        """
        author = ledger.Author(
            None if coder is None else self.coder_id(coder), ledger.iso_week(today()), phrase
        )
        with self._writing(author) as rows:
            yield rows

    @contextmanager
    def erasure(self, phrase: str) -> Iterator[ledger.Rows]:
        """A change that cannot be undone; it leaves the file due for `purge`, also after a crash."""
        with self.change(phrase) as rows:
            yield rows
            erasing.mark(rows.connection, pending=True)

    def withdraw(self, case_id: int) -> list[str]:
        """Erase a case with everything on it, and rewrite the file; the texts that are gone.

        Raises:
            StoreError: the file could not be rewritten; the rows are gone, and opening it tries again.
        """
        with self.erasure("withdraw case") as rows:
            gone = erasing.withdraw(rows, self._key or b"", case_id)
        self.purge()
        return gone

    def forget(self, rows: ledger.Rows, table: Table, keys: Sequence[int]) -> None:
        """Destroy what the ledger remembers of rows that an erasure has changed."""
        erasing.forget(rows.connection, self._key or b"", table, keys)

    def purge(self) -> None:
        """Rewrite the file without what was erased.

        Raises:
            StoreError: another program holds the file, or the disk is full; the purge stays due.
        """
        with sqlite.said_plainly(self.path):
            erasing.purge(self._engine, self.path)
            with self._unrecorded() as connection:
                erasing.mark(connection, pending=False)

    def proved(self, gone: Sequence[str]) -> proving.Proof:
        """What the bytes of the file still hold of some erased texts."""
        with self._reading() as connection:
            standing = proving.standing(connection)
        return proving.in_bytes(self.path, gone, standing)

    def case_of(self, withdrawal_code: str) -> int | None:
        """The case a withdrawal code belongs to, or None."""
        with self._reading() as connection:
            return reading.case_of(connection, self.digest(withdrawal_code.encode()))

    def undo(self, coder: str) -> str | None:
        """Take back the coder's latest change; its phrase, or None when there is nothing to undo.

        Raises:
            ConflictError: what it wrote has moved on since.
        """
        return self._turn(coder, "undo")

    def redo(self, coder: str) -> str | None:
        """Make the coder's latest undone change again; its phrase, or None."""
        return self._turn(coder, "redo")

    def _turn(self, coder: str, kind: str) -> str | None:
        number = self.coder_id(coder)
        find = ledger.last_to_undo if kind == "undo" else ledger.last_to_redo
        with self._reading() as connection:
            entry = find(connection, number)
        if entry is None:
            return None
        author = ledger.Author(number, ledger.iso_week(today()), str(entry.phrase), kind, entry.sequence)
        with self._writing(author) as rows:
            ledger.invert(rows, entry.sequence)
        return str(entry.phrase)

    def coder_id(self, handle: str) -> int:
        """The key of a coder.

        Raises:
            CodebookError: nobody of this handle codes here.
        """
        with self._reading() as connection:
            known = reading.keys(connection, coders, "handle")
        if handle in known:
            return known[handle]
        raise CodebookError(f"There is no coder '{handle}' in this project yet.")

    def add_coder(self, handle: MaskedText) -> None:
        """Make sure a coder of this handle exists."""
        if handle.text not in self.coders():
            with self.change("add coder") as rows:
                rows.insert(coders, handle=handle)

    def coders(self) -> tuple[str, ...]:
        """The handles of everybody who codes here, oldest first."""
        with self._reading() as connection:
            return tuple(reading.keys(connection, coders, "handle"))

    @cached_property
    def synthetic(self) -> bool:
        """Whether this is a benchmark's project, which refuses to export."""
        with self._reading() as connection:
            return bool(connection.execute(select(meta.c.synthetic)).scalar_one())

    def threshold(self, audience: str) -> int:
        """The number of cases an attribute must describe for an audience to see it."""
        with self._reading() as connection:
            return int(connection.execute(select(meta.c[f"k_{audience}"])).scalar_one())

    def digest(self, content: bytes) -> bytes:
        """A keyed digest of some content, which nobody can look up without this file."""
        return hmac.digest(self._key or b"", content, hashlib.sha256)

    def label_key(self) -> bytes:
        """The key behind the labels and the order of an export."""
        with self._reading() as connection:
            return bytes(connection.execute(select(meta.c.label_key)).scalar_one())

    def corpus(self) -> Corpus:
        """The project as columns, up to its latest ledger entry; only what changed is read again."""
        with self._reading() as connection:
            self._corpus = corpus.current(connection, self._corpus)
        return self._corpus

    def codes(self) -> CodeTree:
        """The codebook."""
        return self.read(reading.code_tree)

    def guides(self) -> dict[str, int]:
        """The keys of the guides kept here, by letter or name."""
        return self.read(reading.keys, guides, "ref")

    def own_guides(self) -> list[Guide]:
        """The guides of the team's own that are kept here, whole."""
        return self.read(guide_texts.own_guides)

    def question_ids(self) -> dict[str, int]:
        """The keys of the guides' questions, by their ids such as `C.reported`."""
        return self.read(reading.keys, questions, "ref")

    def cases(self) -> list[Case]:
        """Every case with its attributes, oldest first."""
        return self.read(reading.cases)

    def case_named(self, code: str) -> Case:
        """The case with this code, in any case of letters.

        Raises:
            CodebookError: there is none.
        """
        for case in self.cases():
            if case.code.casefold() == code.casefold():
                return case
        raise CodebookError(f"There is no case {code}. List them with 'codebook cases PROJECT'.")

    def interviews(self) -> list[Interview]:
        """Every interview in the order of fieldwork."""
        return self.read(reading.interviews)

    def passages(self, interview: int | None = None) -> list[Passage]:
        """The passages of one interview, or of all, in reading order."""
        return self.read(reading.passages, interview=interview)

    def passages_at(self, wanted: Sequence[int]) -> dict[int, Passage]:
        """Some passages by their keys."""
        with self._reading() as connection:
            return {passage.id: passage for passage in reading.passages(connection, wanted=wanted)}

    def texts(self, passages: list[int]) -> dict[int, str]:
        """The texts of some passages by id."""
        return self.read(reading.texts, passages)

    def past_text(self) -> list[reading.TextRow]:
        """Each former row that the ledger keeps with text: its table, key, and texts by column."""
        with self._reading() as connection:
            return [
                (table, key, {name: str(row[name]) for name in guards.texts(table) if row.get(name)})
                for table, key, row in erasing.images(connection)
                if guards.texts(table)
            ]

    def copies(self) -> list[Path]:
        """Other files in the same folder that hold this project, such as backups, whatever their names."""
        beside = (path for path in sorted(self.path.parent.iterdir()) if path.name != self.path.name)
        return [path for path in beside if sqlite.gate_key(path) == self._key]

    def policy(self) -> Policy:
        """What becomes of each kind of find here."""
        return self.read(reading.policy)

    def allowed(self) -> list[Allowed]:
        """The words that people allowed here, in one interview or in all, oldest first."""
        return self.read(reading.allowed)

    def codings(self, *, interview: int | None = None, passage: int | None = None) -> list[Coding]:
        """Codings of one passage, of one interview, or all, by place."""
        return self.read(reading.codings, interview=interview, passage=passage)

    def unfinished(self) -> list[Unfinished]:
        """Notes that are being typed, oldest first."""
        return self.read(drafts.unfinished)

    def save_draft(self, draft: int | None, image: drafts.Image) -> int:
        """Write notes that are being typed over what lay there, outside the ledger; the draft's key.

        Raises:
            StoreError: the file is busy, full or damaged, or a text has not passed the gate.
            ConflictError: the draft is gone: kept, thrown away or withdrawn meanwhile.
        """
        with self._unrecorded() as connection:
            return drafts.save(connection, self._key or b"", draft, image)

    def drop_draft(self, draft: int) -> None:
        """Throw notes that are being typed away."""
        with self._unrecorded() as connection:
            drafts.drop(connection, draft)

    def memos(self) -> list[Memo]:
        """Every memo, oldest first."""
        return self.read(reading.memos)

    def history(self, limit: int = 200) -> list[Entry]:
        """The latest ledger entries, newest first."""
        return self.read(reading.history, limit)

    def copy_to(self, target: Path) -> None:
        """Write a sound copy of the project, which must not exist yet.

        Raises:
            StoreError: the copy cannot be written.
        """
        with sqlite.said_plainly(target):
            sqlite.copy(self._engine, target)

    def latest_coder(self) -> str | None:
        """Who worked here last, or None when nobody has."""
        return self.read(reading.latest_coder)

    def problems(self) -> list[str]:
        """What is wrong with the file itself: damage, missing guards, a broken ledger."""
        return self.read(checking.problems)

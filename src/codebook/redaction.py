"""An identifier found late: masked in every stored text, with its codings moved along, and not undoable."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codebook.deid.gate import Gate, GateRefusedError, Surrogates
from codebook.deid.reading import PLACEHOLDER
from codebook.model.guide import Role
from codebook.model.interview import Coding, MemoTarget
from codebook.model.masked import Screening
from codebook.model.span import Edit, Span, one_by_one, remapped
from codebook.store import drafts, erasing, reading, writing
from codebook.store.ledger import Rows
from codebook.store.project import Project
from codebook.store.reading import TextRow
from codebook.store.tables import (
    allowed,
    attributes,
    codings,
    draft_answers,
    draft_words,
    memos,
    passages,
)
from codebook.store.tables import drafts as drafts_table

ROSTER = ("roster", "roster-like")  # the rules by which the gate finds words it was given
_Group = tuple[str, int]  # a case, a row that is nobody's, or all that belongs to no case
_Stand = tuple[int, int, int, str]  # where a coding stands, under which code, by whom
_Manner = tuple[_Group, Role | None, tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class Redacted:
    """How many rows were masked anew, how many codings moved, and stretches that are still there.

    `searched` were looked for in bytes; `untold` are too short for that or stand elsewhere as well.
    `leftovers` includes `ids`: ids of guides and questions that hold such a word, which cannot be masked.
    """

    rows: int
    codings: int
    leftovers: int
    searched: int = 0
    untold: int = 0
    ids: int = 0
    copies: tuple[Path, ...] = ()


def redact(project: Project, gate: Gate) -> Redacted:
    """Mask whatever `gate` finds in stored text, for good, also in copies in the project's folder.

    Give the gate a roster of the words found late; without one it does what the policy of today asks.
    Codings are moved by the exact edits; one that loses all its text is erased with it. What the ledger
    remembers of a row that held such a word is destroyed.

    Raises:
        StoreError: the file could not be rewritten; opening it again completes the purge.
    """
    copies = tuple(project.copies())
    done = _redacted(project, gate)
    for path in copies:
        with Project.open(path) as copy:
            there = _redacted(copy, gate)
        done = replace(
            done,
            leftovers=done.leftovers + there.leftovers,
            searched=max(done.searched, there.searched),
            untold=max(done.untold, there.untold),
            ids=max(done.ids, there.ids),
        )
    return replace(done, leftovers=done.leftovers + done.ids, copies=copies)


def _redacted(project: Project, gate: Gate) -> Redacted:
    """What it came to in one file."""
    found, past = project.read(reading.every_text), project.past_text()
    seen = iter(_rescanned(project, gate, [*found, *past]))
    gone: list[str] = []
    named: set[str] = set()
    touched: dict[str, list[int]] = {}
    moved, rewritten = 0, 0
    with project.erasure("redact text") as rows:
        former = erasing.former_codings(rows.connection)
        for table, key, texts in found:
            screened = {name: next(seen) for name in texts}
            hit = {name: each for name, each in screened.items() if each.findings}
            if not hit:
                continue
            rewritten += 1
            gone += _found(texts, hit)
            named |= {words.casefold() for words in _found(texts, hit, ROSTER)}
            touched.setdefault(table.name, []).append(key)
            if table in {allowed, draft_words}:
                rows.erase(table, key)
            elif table is passages:
                writing.overwrite_passage(rows, key, hit["text"])
                moved += _move(project, rows, project.codings(passage=key), hit["text"].edits)
                project.forget(rows, codings, former.get(key, ()))
            else:
                rows.overwrite(table, key, **{name: each.masked for name, each in hit.items()})
        for table, key, texts in past:
            screened = {name: next(seen) for name in texts}
            named |= {words.casefold() for words in _found(texts, screened, ROSTER)}
            if words := _found(texts, screened):
                gone += words
                touched.setdefault(table.name, []).append(key)
        for name, keys in touched.items():
            project.forget(rows, passages.metadata.tables[name], keys)
        for (
            typed
        ) in project.unfinished():  # whoever is typing does not know the words: no more is taken from there
            rows.overwrite(drafts_table, typed.id, revision=typed.revision + 1)
    if touched:
        project.purge()
    proof = project.proved(gone)
    ids = len(_refused_ids(project, gate))
    left = max(proof.left, _still_read(project, named))
    return Redacted(rewritten, moved, left, proof.searched, proof.untold, ids)


def _refused_ids(project: Project, gate: Gate) -> list[str]:
    """Where an id of a guide or a question would be refused today; others know it by its letters."""
    refused = []
    for table, key, texts in project.read(reading.idents):
        try:
            gate.ident(texts["ref"], place="id")
        except GateRefusedError:
            refused.append(f"{table.name} {key}, ref")
    return refused


def _found(
    texts: Mapping[str, str], screened: Mapping[str, Screening], rules: Collection[str] = ()
) -> list[str]:
    """The words of the finds in some texts, or of those that some rules made."""
    return [
        texts[name][finding.start : finding.end]
        for name, each in screened.items()
        for finding in each.findings
        if not rules or finding.rule in rules
    ]


def _still_read(project: Project, words: Iterable[str]) -> int:
    """How many of some words stand in a row or in what the ledger keeps, in any case and of any length."""
    rows = [*project.read(reading.every_text), *project.past_text()]
    plain = "\n".join(
        PLACEHOLDER.sub("\n", text) for _, _, texts in rows for text in texts.values()
    ).casefold()
    return sum(1 for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain))


def unmasked(project: Project, gate: Gate) -> list[str]:
    """Where the gate of today would mask something that is stored: places, kinds and counts, no text."""
    rows = project.read(reading.every_text)
    found = [(table.name, key, name) for table, key, texts in rows for name in texts]
    passages_by_key = {passage.id: passage.code for passage in project.passages()}
    known = {"passages": passages_by_key, "codes": {code.id: code.path for code in project.codes()}}
    problems = []
    for (table, key, name), seen in zip(found, _rescanned(project, gate, rows), strict=True):
        counts = Counter(finding.kind for finding in seen.findings)
        if counts:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
            place = known.get(table, {}).get(key, str(key))
            problems.append(f"{table} {place}, {name}: {kinds} would now be masked")
    return problems + [
        f"{place}: this id would now be refused, and cannot be masked"
        for place in _refused_ids(project, gate)
    ]


def _rescanned(project: Project, gate: Gate, rows: Sequence[TextRow]) -> list[Screening]:
    """Every text of some rows after the gate of today, in order.

    The texts of a case are read together and share the numbers of their placeholders with nobody, so that
    no number says that two cases know the same person or body. Passages are read as what the role of their
    case says, and words that a person let stand in an interview stand there.
    """
    owners, cases = _owners(project, gate), project.read(reading.case_rows)
    parts: dict[_Manner, list[tuple[int, str]]] = {}
    numbers: dict[_Group, Surrogates] = {}
    at = 0
    for table, key, texts in rows:
        group: _Group = ("case", cases[table.name, key]) if (table.name, key) in cases else ("", 0)
        if not group[0] and table in (attributes, memos, passages):
            group = (table.name, key)
        group, role, words = owners.get((table.name, key), (group, None, ()))
        manner = (group, role, words, table not in {memos, passages, draft_answers})
        for text in texts.values():
            own = (group, None, (text,), True) if table in {allowed, draft_words} else manner
            parts.setdefault(own, []).append((at, text))
            _reserve(numbers.setdefault(group, Surrogates()), text)
            at += 1
    found: dict[int, Screening] = {}
    for (group, whose, words, labels), texts_there in parts.items():
        reader = gate.extended(allow=words) if words else gate
        screened = reader.screen_note(
            [text for _, text in texts_there], numbers[group], role=whose, labels=labels
        )
        found.update(zip((place for place, _ in texts_there), screened, strict=True))
    return [found[place] for place in range(at)]


def _owners(project: Project, gate: Gate) -> dict[_Group, tuple[_Group, Role | None, tuple[str, ...]]]:
    """How passages and answers being typed are to be read: with what else, as whose, what stands."""
    kept, cases = _kept(project), project.read(reading.case_rows)
    found: dict[_Group, tuple[_Group, Role | None, tuple[str, ...]]] = {}
    for key, (interview, role) in project.read(reading.owners).items():
        group = ("case", cases["passages", key])
        found["passages", key] = (group, role if gate.minds_role else None, kept.get(interview, ()))
    words = {each.id: tuple(text for text, _, _ in each.words) for each in project.unfinished()}
    for key, (draft, role, case) in project.read(drafts.owners).items():
        group = ("draft", draft) if case is None else ("case", case)
        found["draft_answers", key] = (group, role if gate.minds_role else None, words.get(draft, ()))
    return found


def _reserve(numbers: Surrogates, text: str) -> None:
    """Keep the numbers that stand in a text for those who have them."""
    for match in PLACEHOLDER.finditer(text):
        if match["label"]:
            numbers.reserve(match["label"], int(match["number"]))


def _kept(project: Project) -> dict[int, tuple[str, ...]]:
    """The words that may stand in each interview."""
    kept: dict[int, tuple[str, ...]] = {}
    for each in project.allowed():
        if each.interview is not None:
            kept[each.interview] = (*kept.get(each.interview, ()), each.text)
    return kept


def _move(project: Project, rows: Rows, standing: Sequence[Coding], edits: Sequence[Edit]) -> int:
    """Move the codings of a passage along its edits, their memos with them; how many changed."""
    taken: dict[_Stand, int] = {}
    goals: dict[_Stand, _Stand] = {}
    keys: dict[_Stand, int] = {}
    gone = 0
    for coding in standing:
        span = remapped(Span(coding.start, coding.end), edits)
        place = None if span is None else (span.start, span.end, coding.code, coding.coder)
        if place is None or place in taken:
            if place is None:
                _hand_on(project, rows, coding.id, "passage", coding.passage)
            else:
                _hand_on(project, rows, coding.id, "coding", taken[place])
            rows.erase(codings, coding.id)
            gone += 1
            continue
        taken[place] = coding.id
        former = (coding.start, coding.end, coding.code, coding.coder)
        goals[former], keys[former] = place, coding.id
    moving = one_by_one(goals)
    for former in moving:
        rows.overwrite(codings, keys[former], start=goals[former][0], end=goals[former][1])
    project.forget(rows, codings, [coding.id for coding in standing])
    return gone + len(moving)


def _hand_on(project: Project, rows: Rows, coding: int, target: MemoTarget, target_id: int) -> None:
    """Put the memos on a coding that goes onto what stays in its stead, and close their history."""
    keys = erasing.targeting(rows.connection, "coding", [coding])
    for key in keys:
        if rows.find(memos, id=key, target="coding", target_id=coding) is not None:
            rows.overwrite(memos, key, target=target, target_id=target_id)
    project.forget(rows, memos, keys)

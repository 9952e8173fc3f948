"""Notes at the door: what the gate finds, how a file splits, taking files in."""

import json as json_lines
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer

from codebook import screening
from codebook.cli.printing import emit, notice, raw_view, say, table
from codebook.deid.gate import Gate
from codebook.errors import BadInputError
from codebook.intake import files as note_files
from codebook.intake import guiding
from codebook.intake.keeping import Draft, Imported
from codebook.model.guide import ROLES, Role
from codebook.model.masked import Finding

ALIGNED = ("file", "guide", "question_ref", "status", "text", "confidence")


def screen(files: list[Path], *, jsonl: bool, roster: Path | None, policy: Path | None) -> None:
    """Print findings of lines from stdin as JSON, or of files as a table; writes nothing."""
    gate = screening.file_gate(policy, named(roster))
    if jsonl:
        _screen_lines(gate)
        return
    if not files:
        raise typer.BadParameter("Name a file to screen, or give lines on standard input with --jsonl.")
    raw_view()
    rows: list[tuple[object, ...]] = []
    for path in files:
        answers = note_files.read(path, guiding.guide_named("auto")).alignment.answers
        for answer, seen in zip(answers, gate.screen_note([a.text for a in answers]), strict=True):
            rows += [
                (
                    str(path),
                    answer.question_ref or "unmatched",
                    f.kind,
                    f.action,
                    answer.text[f.start : f.end],
                )
                for f in seen.findings
            ]
    table(("file", "question", "kind", "action", "text"), rows)


def named(roster: Path | None) -> tuple[str, ...]:
    """The names of a roster file, after saying on stderr what is odd about it."""
    if roster is None:
        return ()
    read = screening.read_roster(roster)
    for warning in read.warnings:
        notice(f"{roster}: {warning}")
    return read.names


def _screen_lines(gate: Gate) -> None:
    for number, line in _numbered(sys.stdin):
        try:
            given = json_lines.loads(line)
            key, text = given["id"], str(given["text"])
            json_lines.dumps([key, text], ensure_ascii=False).encode()
        except UnicodeError:
            raise BadInputError(
                f"standard input, line {number}: not text, but half of a character."
            ) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise BadInputError(f'standard input, line {number}: not {{"id", "text"}} as JSON.') from None
        seen = gate.screen(text)
        emit({"id": key, "findings": [_finding(f) for f in seen.findings], "masked": seen.masked.text})


def _numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, line
    except UnicodeDecodeError:
        raise BadInputError(f"standard input is not UTF-8 text after line {number}.") from None


def _finding(found: Finding) -> dict[str, object]:
    return {
        "start": found.start,
        "end": found.end,
        "kind": found.kind,
        "direct": found.direct,
        "action": found.action,
        "rule": found.rule,
    }


def align(given: list[Path], guide: str, *, json: bool) -> None:
    """Print the answers found in files, raw; what cannot be read is told of at the end."""
    raw_view()
    guides = guiding.guide_named(guide)
    found = note_files.named(given)
    failed = list(found.failed)
    rows: list[tuple[object, ...]] = []
    for path in found.paths:
        read = note_files.attempted(str(path), partial(note_files.read, path, guides))
        if isinstance(read, note_files.Failed):
            failed.append(read)
            continue
        followed = read.alignment.guide
        ref = followed.ref if followed else None
        for each in read.alignment.answers:
            place = (str(path), ref, each.question_ref, each.status)
            if json:
                emit(dict(zip(ALIGNED, (*place, each.text, each.confidence), strict=True)))
            else:
                sure = f"{each.confidence:.2f}{' ?' * each.doubtful}" if each.question_ref else ""
                rows.append((*place, sure, each.text))
    if not json:
        table(("file", "guide", "question", "status", "sure", "text"), rows)
    tell_skipped(found.skipped)
    tell_failed(failed, of=len(found.paths) + len(found.failed), json=json)


def tell_skipped(skipped: int) -> None:
    """Say how many files of other kinds lay in the folders that were named."""
    if skipped:
        kinds = " ".join(note_files.KINDS)
        notice(f"{skipped} {'files are' if skipped > 1 else 'file is'} of no kind that is read ({kinds}).")


def tell_failed(failed: Sequence[note_files.Failed], *, of: int, json: bool) -> None:
    """List on stderr what was not taken in, with `json` as lines too, and end with 1 when there is any.

    Raises:
        Exit: something failed.
    """
    if failed and of > 1:
        notice(f"{len(failed)} of {of} files could not be taken in:")
    for each in failed:
        notice(each.error if each.file in each.error else f"{each.file}: {each.error}")
        if json:
            emit(each)
    if failed:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Taking:
    """How files are to be taken in: guide, role, case and roster as the command gives them, and review."""

    guide: str
    role: str | None
    case: str | None
    roster: Path | None
    review: bool = False


def warn(draft: Draft) -> None:
    """Say so when notes are typed in a way that hides names."""
    manner = draft.review.manner
    if manner is not None:
        typed = "lower case" if manner == "lower" else "capitals"
        notice(
            f"{draft.notes.name} is typed in {typed}, where names are hardest to tell: "
            "read it through with --review, or give a --roster."
        )


def role_named(given: str | None) -> Role | None:
    """The role a word says.

    Raises:
        BadParameter: it is none.
    """
    for role in ROLES:
        if role == given:
            return role
    if given is not None:
        raise typer.BadParameter(f"--role is {' or '.join(ROLES)}.")
    return None


def emit_taken(taken: Imported, **more: int) -> None:
    """An answer a line, then what became of the notes, with more keys after it."""
    for passage in taken.passages:
        emit(
            {
                "file": taken.file,
                "interview": taken.interview,
                "passage": passage.code,
                "question_ref": passage.question_ref,
                "status": passage.status,
                "text": passage.text,
            }
        )
    emit(
        {
            "file": taken.file,
            "interview": taken.interview,
            "case": taken.case,
            "withdrawal_code": taken.withdrawal_code,
            "findings": taken.findings,
            "left_out": list(taken.left_out),
        },
        **more,
    )


def say_taken(taken: Imported) -> None:
    """What became of notes, in a few lines."""
    matched = sum(1 for passage in taken.passages if passage.question_ref)
    guide = f"guide {taken.guide}, {matched} answers" if taken.guide else "no guide"
    unmatched = len(taken.passages) - matched
    masked = ", ".join(f"{count} {kind}" for kind, count in Counter(taken.findings).most_common())
    say(f"{taken.file}: {taken.interview} ({guide}{f', {unmatched} unmatched' if unmatched else ''})")
    say(f"  masked: {masked or 'nothing'}")
    if taken.without:
        say(f"  no text for: {', '.join(taken.without)}")
    if not taken.fits:
        say("  less than half of it stands under a question. See how it splits with 'codebook align'.")
    if taken.left_out:
        say(f"  left out: {', '.join(taken.left_out)}")

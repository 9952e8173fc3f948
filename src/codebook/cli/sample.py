"""The sample project: invented notes taken in, coded, asked and summarised for real."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from codebook import coding, reporting, screening
from codebook.cli.asking import show
from codebook.cli.printing import say
from codebook.deid.gate import Gate
from codebook.editing import loading
from codebook.errors import CodebookError
from codebook.intake import files, guiding
from codebook.model.interview import MEMO_KINDS
from codebook.settings import codebook_file, sample_folder
from codebook.store.project import Project

NAME = "sample"
ROWS, COLUMNS = "police-contact", "stigma"
THEMES = ("barriers", "police-contact", "stigma")


@dataclass(frozen=True, slots=True)
class Built:
    """What was made: the project and how many interviews, codings and memos are in it."""

    path: Path
    interviews: dict[str, str] = field(default_factory=dict)
    codings: int = 0
    memos: int = 0


def run(folder: Path, *, headless: bool) -> None:
    """Open the sample, making it where it is not; headless, make it anew and print what comes of it."""
    path = folder / f"{NAME}.db"
    if not headless:
        if not path.exists():
            say("Making the sample project: twelve invented interviews go through the gate, a moment …")
            build(path)
        from codebook.tui.app import run as workbench

        workbench(path, "A1")
        return
    fresh = path.with_suffix(".new.db")
    fresh.unlink(missing_ok=True)
    built = build(fresh)
    kept = keep_work(path, fresh)
    fresh.replace(path)
    _tell(built, path, kept)


def build(path: Path) -> Built:
    """Make the sample project from its notes and coding sheets; nothing is left of a failed one."""
    gate = Gate()
    with Project.create(path) as project:
        try:
            loading.load_codebook(project, gate, codebook_file("survivor-services"))
            screening.set_policy(project, sample_folder() / "policy.yaml")
            gate = screening.gate_of(project)
            interviews = _take_in(project, gate)
            counted = _code(project, gate, interviews)
            memos = _annotate(project, gate, interviews)
        except CodebookError:
            project.close()
            path.unlink()
            raise
    return Built(path, interviews, counted, memos)


def _take_in(project: Project, gate: Gate) -> dict[str, str]:
    guides = guiding.guide_named("auto")
    notes = sorted(path for path in (sample_folder() / "notes").iterdir() if path.suffix in {".md", ".txt"})
    return {
        note.name: files.accept(project, gate, files.read(note, guides, project)).interview for note in notes
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (sample_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _code(project: Project, gate: Gate, interviews: dict[str, str]) -> int:
    tree, passages, total = project.codes(), project.passages(), 0
    rows = sorted(_rows("codings.csv"), key=lambda row: row["coder"])
    for handle, own in groupby(rows, key=lambda row: row["coder"]):
        coder = coding.join(project, gate, handle)
        wanted = []
        for row in own:
            inside = [
                passage
                for passage in passages
                if passage.interview == interviews[row["file"]]
                and passage.question_ref == row["question_ref"]
            ]
            place, span = coding.locate(inside, row["quote"])
            wanted.append(coding.Wanted(place, span, tree.find(row["code"]).id))
        total += coding.apply(project, coder, wanted)
    return total


def _annotate(project: Project, gate: Gate, interviews: dict[str, str]) -> int:
    keys = {interview.code: interview.id for interview in project.interviews()}
    rows = _rows("memos.csv")
    for row in rows:
        if row["file"]:
            target, number = "interview", keys[interviews[row["file"]]]
        else:
            target, number = "code", project.codes().find(row["code"]).id
        coding.write_memo(
            project,
            gate,
            coding.join(project, gate, row["coder"]),
            target="interview" if target == "interview" else "code",
            target_id=number,
            kind=next(kind for kind in MEMO_KINDS if kind == row["kind"]),
            text=row["text"],
        )
    return len(rows)


def keep_work(path: Path, fresh: Path) -> Path | None:
    """Move an older sample aside if somebody has worked in it."""
    if not path.exists():
        return None
    with Project.open(path) as old, Project.open(fresh) as new:
        worked = _work(old) != _work(new)
    if not worked:
        return None
    number = 1
    while (kept := path.with_name(f"{NAME}-kept-{number}.db")).exists():
        number += 1
    return path.rename(kept)


def _work(project: Project) -> Counter[str]:
    return Counter(entry.phrase for entry in project.history(100_000) if entry.phrase != "export summary")


def _exports(path: Path) -> list[Path]:
    return [path.with_name(f"{NAME}-summary-public.{kind}") for kind in ("docx", "md")]


def _tell(built: Built, path: Path, kept: Path | None) -> None:
    with Project.open(path) as project:
        say(f"{len(built.interviews)} invented interviews, {built.codings} codings, {built.memos} memos.")
        say("")
        asked = reporting.question(project.corpus(), rows=ROWS, columns=COLUMNS)
        show(reporting.ask(project, asked))
        say("")
        for target in _exports(path):
            reporting.write_summary(project, Gate(), THEMES, "public", target)
    for written in (path, *_exports(path), *((kept,) if kept else ())):
        say(str(written))

"""A small invented project and the real gate, for every test that wants them."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from codebook.__main__ import main
from codebook.deid.gate import Gate
from codebook.model.masked import MaskedText
from codebook.store import writing
from codebook.store.project import Project
from codebook.store.tables import codings

Masker = Callable[[str], MaskedText]
TEXT = "The waitlist was long. Nobody called back, and the police never came. I felt judged."


@pytest.fixture(scope="session")
def gate() -> Gate:
    """The real gate; its language model loads once."""
    return Gate()


@pytest.fixture(scope="session")
def masked(gate: Gate) -> Masker:
    """Text through the real gate."""
    return lambda text: gate.screen(text).masked


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    def lines(self) -> list[dict[str, object]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["codebook", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return call


def add_codes(project: Project, masked: Masker, paths: list[str]) -> dict[str, int]:
    """Codes by path, a parent before its children."""
    keys: dict[str, int] = {}
    with project.change("load codebook") as rows:
        for position, path in enumerate(paths):
            parent, _, name = path.rpartition("/")
            empty = masked("")
            meaning = dict.fromkeys(
                ("definition", "include", "exclude", "near_miss", "example", "keywords"), empty
            )
            keys[path] = writing.add_code(
                rows, keys.get(parent), name=masked(name), colour="orange", position=position, meaning=meaning
            )
    return keys


def add_interview(
    project: Project, gate: Gate, code: str, texts: list[str], role: str = "survivor"
) -> list[int]:
    """One case with one interview; the keys of its passages."""
    with project.change("import interview") as rows:
        case = writing.add_case(
            rows, gate.screen(code).masked, b"w" * 32, "survivor" if role == "survivor" else "provider"
        )
        interview, _ = writing.add_interview(rows, case, None, code.encode(), "documented")
        return [
            writing.add_passage(
                rows, interview, question_id=None, position=at, status="answered", screened=gate.screen(text)
            )
            for at, text in enumerate(texts, start=1)
        ]


def code_at(project: Project, coder: str, spans: list[tuple[int, int, int, int]]) -> None:
    """Codings as (passage, start, end, code) of one coder."""
    number = project.coder_id(coder)
    with project.change("apply codings", coder) as rows:
        rows.insert_many(codings, [(*span, number) for span in spans])


@pytest.fixture
def project(tmp_path: Path, gate: Gate, masked: Masker) -> Iterator[Project]:
    """Two coders, a three-level codebook, one survivor's interview of two passages; nothing coded."""
    with Project.create(tmp_path / "study.db") as made:
        for handle in ("A1", "B2"):
            made.add_coder(gate.handle(handle))
        add_codes(made, masked, ["barriers", "barriers/waitlists", "police-contact", "stigma", "stigma/self"])
        add_interview(made, gate, "S-222", [TEXT, "She went back to the shelter in the end."])
        yield made

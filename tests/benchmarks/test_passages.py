"""Marked-up passages are read as they are meant, and counted as the development data's own script counts.

Everybody named here is invented.
"""

import importlib.util
import json
import os
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

import gate as measuring
from marked import Marked, MarkupError, Passage, read_marked, read_set
from scoring import Seen, scored

SIX = """# Six passages.
# Invented.
== clean survivor
Met {PERSON:Ann Lee} of {ORG:Harbour of Hope}
in {PLACE:Elko} on {DATE:3 May 2021}.

== lower provider
{PERSON:mr dodong} called {PHONE:250-555-0143}.

# Between passages a comment may stand.
== none provider
# 1 is a heading, and nobody is named.

== rare survivor
She is {RARE:the only Eritrean midwife in the valley}.

== upper survivor
{GOV:IRCC} SENT {AGE90:93} YEARS OF {COARSE:SASKATCHEWAN}.

== clean provider
Plate {PLATE:3YD 288}.
"""


def read() -> list[Passage]:
    """The six passages."""
    return list(read_marked(SIX, "six"))


def test_marks_become_spans_of_the_plain_text() -> None:
    """Every mark's text stands at its offsets, also on a second line; a heading is text."""
    passages = read()
    assert [(p.style, p.role) for p in passages][:3] == [
        ("clean", "survivor"),
        ("lower", "provider"),
        ("none", "provider"),
    ]
    first = passages[0]
    assert first.text == "Met Ann Lee of Harbour of Hope\nin Elko on 3 May 2021."
    assert [(s.type, s.label, first.text[s.start : s.end]) for s in first.spans] == [
        ("PERSON", "direct", "Ann Lee"),
        ("ORG", "direct", "Harbour of Hope"),
        ("PLACE", "quasi", "Elko"),
        ("DATE", "quasi", "3 May 2021"),
    ]
    assert passages[2].text.startswith("# 1")
    assert [p.line()["kind"] for p in passages] == ["pos", "pos", "neg", "pos", "pos", "pos"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("== clean\nMet Ann.", "line 1"),
        ("== clean survivor\nMet {NAME:Ann}.", "line 1"),
        ("# one\n== clean survivor\nMet {PERSON:Ann.", "line 2"),
        ("== clean survivor\n{ORG:House of {PERSON:Ann}}", "line 1"),
        ("== clean survivor\n\nMet Ann.", "line 1"),
        ("Met Ann.", "line 1"),
    ],
)
def test_what_is_wrongly_marked_is_named_by_its_line_and_not_quoted(text: str, line: str) -> None:
    """A set that nobody should read is not read through its errors."""
    with pytest.raises(MarkupError, match=line) as refused:
        list(read_marked(text, "six"))
    assert "Ann" not in str(refused.value)


def test_little_words_need_not_be_covered_and_every_other_must() -> None:
    """Titles and "of" are no leak; half a name is."""
    passage = Passage("p", "clean", "", "Mr Lee of Hope", (Marked(0, 14, "ORG", "direct"),))
    whole = scored([passage], [[Seen(3, 6), Seen(10, 14)]])
    part = scored([passage], [[Seen(3, 6), Seen(10, 13)]])
    assert (whole.labels["direct"].masked, part.labels["direct"].masked) == (1, 0)
    assert [(leak.how, leak.text) for leak in part.leaks] == [("passed", "Mr Lee of Hope")]


def test_a_flag_covers_but_does_not_mask() -> None:
    """What waits for a person is counted apart, and the same word flagged twice is one question."""
    passage = Passage("p", "lower", "", "joy saw joy today", (Marked(0, 3, "PERSON", "direct"),))
    score = scored([passage], [[Seen(0, 3, "flag"), Seen(8, 11, "flag")]])
    assert (score.labels["direct"].masked, score.labels["direct"].covered) == (0, 1)
    assert score.counted["flags"] == 1
    assert score.leaks[0].how == "flagged"
    assert score.needless.told() == {"masked": 0.0, "covered": 0.3333, "of": 3}


def test_a_rare_combination_is_found_by_half_of_its_letters() -> None:
    """One find must cover half; optional spans never count."""
    rare = read()[3]
    span = rare.spans[0]
    middle = (span.start + span.end) // 2
    assert scored([rare], [[Seen(span.start, middle + 2, "flag")]]).labels["hard"].covered == 1
    assert scored([rare], [[Seen(span.start, middle - 4, "flag")]]).labels["hard"].covered == 0
    assert scored([read()[4]], [[]]).labels["optional"].of == 0


def test_leaks_of_the_unseen_set_are_shown_only_to_who_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Listing leaks lists those of the practice set; the unseen set gives figures."""
    for name in ("practice", "unseen"):
        (tmp_path / f"{name}.txt").write_text(
            "== lower provider\nshe {ORG:walked slowly} home.\n", encoding="utf-8"
        )
    monkeypatch.setattr(measuring, "OWN", tmp_path)
    monkeypatch.delenv("CODEBOOK_DEV_DATA", raising=False)

    def run(*words: str) -> tuple[str, str]:
        given = ["gate.py", "--tool", "codebook", "--no-pace", "--leaks", "5", *words]
        monkeypatch.setattr(sys, "argv", given)
        measuring.main()
        said = capsys.readouterr()
        return said.out, said.err

    figures, leaks = run()
    assert set(json.loads(figures)) == {"practice", "unseen"}
    assert "walked" not in figures
    assert ("LEAK practice" in leaks, "LEAK unseen" in leaks) == (True, False)
    assert "LEAK unseen" in run("--set", "unseen")[1]
    assert "| unseen | codebook | 0.0000 |" in run("--table")[0]


def _given_script(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_figures_are_those_of_the_given_script() -> None:
    """Random finds on the development set come to the same recall and over-masking, by type and style."""
    data = os.environ.get("CODEBOOK_DEV_DATA")
    folder = Path(data or "") / "deid"
    if not data or not (folder / "score.py").exists():
        pytest.skip("no development data")
    dice = random.Random(5)  # noqa: S311 - a test's dice
    passages = read_set(folder / "dev.jsonl")
    seen = [
        [Seen(s.start + dice.randint(-1, 2), s.end) for s in p.spans if dice.random() < 0.8]
        + [Seen(at, at + 9) for at in (dice.randint(0, len(p.text)),)]
        for p in passages
    ]
    lines = (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    script = _given_script(folder)
    spans = {p.id: [(s.start, s.end) for s in found] for p, found in zip(passages, seen, strict=True)}
    theirs = script.evaluate(gold, spans)
    ours = scored(passages, seen)
    told = {label: ours.labels[label].told()["masked"] for label in ("direct", "quasi")}
    assert told == {label: theirs["recall"][label] for label in told}
    assert ours.needless.told()["masked"] == theirs["overmask_rate"]
    for style, (hits, count, _) in theirs["by_style_direct"].items():
        assert (ours.styles[style].masked, ours.styles[style].of) == (hits, count)

"""How fast many files come in, beside the gate alone on the same texts: intake.py [--docs 24] [--words 5000].

The interviews are generated: questions of the guides, and under each invented sentences of the sample notes
in another order. Each file is read, aligned, screened and kept as `codebook import` does, in a project of its
own. Seconds are those of the processor, so that what else runs on the machine counts little; `by the clock`
are not.
"""

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from codebook import screening
from codebook.intake import files, guiding
from codebook.intake.keeping import keep
from codebook.model.guide import Guide
from codebook.settings import sample_folder
from codebook.store.project import Project

Timed = TypeVar("Timed")
PARTS = ("reading and aligning", "screening", "keeping")
MARK_ALIGNING = 0.10  # of the gate's own time


def sentences(guides: tuple[Guide, ...]) -> list[str]:
    """The sentences of the sample's answers."""
    answers = [
        answer.text
        for path in sorted((sample_folder() / "notes").iterdir())
        for answer in files.read(path, guides).alignment.answers
    ]
    found = [sentence.strip() for text in answers for sentence in re.split(r"(?<=[.!?])\s+", text)]
    return [sentence for sentence in found if len(sentence.split()) > 4]


def note(guide: Guide, words: int, pool: list[str], drawn: random.Random) -> str:
    """A note of about so many words along a guide."""
    asked = [question for question in guide.questions() if question.kind == "question"]
    lines = [f"# Interview with a {guide.role}", ""]
    for question in asked:
        lines += [f"### {question.label}", ""]
        said = 0
        while said < words / len(asked):
            sentence = drawn.choice(pool)
            said += len(sentence.split())
            lines.append(sentence)
        lines.append("")
    return "\n".join(lines)


def measure(docs: int, words: int) -> dict[str, object]:
    """Words a second of the whole, of the gate alone, and what each part takes."""
    guides = guiding.guide_named("auto")
    pool, drawn = sentences(guides), random.Random(7)  # noqa: S311 - no secret is drawn
    took = dict.fromkeys((*PARTS, "gate alone"), 0.0)

    def timed(part: str, step: Callable[[], Timed]) -> Timed:
        began = time.process_time()
        done = step()
        took[part] += time.process_time() - began
        return done

    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "pace.db") as project:
        paths = [Path(folder) / f"{at}.md" for at in range(docs)]
        for at, path in enumerate(paths):
            path.write_text(note(guides[at % len(guides)], words, pool, drawn), encoding="utf-8")
        screening.gate_of(project).screen("Met her on Monday.")  # the language model loads once
        count = 0
        for path in paths:
            texts = [answer.text for answer in files.read(path, guides).alignment.answers]
            count += sum(len(text.split()) for text in texts)
            gate = screening.gate_of(project)
            timed("gate alone", partial(gate.screen_note, texts))
        began, clock = time.process_time(), time.perf_counter()
        for path in paths:
            gate = screening.gate_of(project)
            notes = timed(PARTS[0], partial(files.read_new, path, guides, project))
            draft = files.draft(project, gate, notes)
            timed(PARTS[1], draft.screen)
            timed(PARTS[2], partial(keep, project, gate, draft))
        whole, clock = time.process_time() - began, time.perf_counter() - clock
    return {
        "interviews": docs,
        "words": count,
        "words a second, whole import": round(count / whole),
        "words a second, whole import by the clock": round(count / clock),
        "words a second, gate alone": round(count / took["gate alone"]),
        **{f"seconds, {part}": round(seconds, 2) for part, seconds in took.items()},
        "seconds, whole import": round(whole, 2),
        "reading and aligning beside the gate": round(took[PARTS[0]] / took["gate alone"], 3),
        "mark": MARK_ALIGNING,
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--docs", type=int, default=24)
    parser.add_argument("--words", type=int, default=5000)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.docs, asked.words), indent=1))


if __name__ == "__main__":
    main()

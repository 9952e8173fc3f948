"""Typing on the entry screen, key to frame, with the gate at work and without it, at 120 by 40.

`keystrokes.py --words N` begins with an interview of N invented words and types on at the pace of a fast
typist. It prints one JSON line for each way, times in milliseconds, and how long a finished sentence took to
disk, in seconds.
"""

import argparse
import asyncio
import gc
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.screen import Screen

from codebook import screening
from codebook.deid.gate import warm_up
from codebook.intake import entering
from codebook.intake.guiding import guide_named
from codebook.store.project import Project
from codebook.tui import app as workbench
from codebook.tui.app import Workbench
from codebook.tui.entering import EntryScreen
from codebook.tui.session import Session
from kills import story
from screens import SIZE, Sink

KEYS = 400
RANDOM = random.Random(4)  # noqa: S311 - the same text every time, nothing secret


class Bench(Workbench):
    """The workbench on a terminal that shows nothing; it notes when each frame has been written."""

    CSS_PATH = Path(workbench.__file__).with_name("app.tcss")

    def __init__(self) -> None:
        super().__init__(None, "A1")
        self.driver_class = Sink
        self.frames: list[float] = []

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if renderable is not None:
            self.frames.append(time.perf_counter())


class Unlooked(entering.Entry):
    """An entry that no gate looks at, to tell what the gate costs."""

    __slots__ = ()

    def look(self, *, leaving: bool = False) -> None:
        """Do nothing."""


def began(project: Project, words: int, *, gated: bool) -> entering.Entry:
    """An interview of so many words, over all its questions."""
    gate = screening.gate_of(project)
    kind = entering.Entry if gated else Unlooked
    entry = kind(project, gate, guide_named("C")[0], "A1", None)
    for point in entry.points:
        entry.confirm(point)
    places = [place for place in range(len(entry.questions)) if entry.is_open(place)]
    while entry.words < words:
        for place in places:
            text = f"{entry.text(place)}{' '.join(story()[:4])} "
            entry.type(text, entering.Caret(place, len(text)))
    entry.look(leaving=True)
    return entry


async def typing(app: Bench, entry: entering.Entry, project: Project) -> dict[str, object]:
    """Type, and tell how long the first frame after each key took."""
    app.push_screen(EntryScreen(Session(project, "A1", screening.gate_of(project)), entry))
    await asyncio.sleep(2)
    gc.collect()
    gc.freeze()
    driver, took, saved = app._driver, [], []  # noqa: SLF001 - keys must come in where a terminal's do
    text = " ".join(story())
    for number in range(KEYS):
        await asyncio.sleep(RANDOM.uniform(0.03, 0.12))
        sign = text[number]
        start = time.perf_counter()
        if driver is not None:
            driver.process_message(events.Key("space" if sign == " " else sign, sign))
        while (not app.frames or app.frames[-1] < start) and time.perf_counter() - start < 3:
            await asyncio.sleep(0.0005)
        took.append((next((frame for frame in app.frames if frame >= start), start + 3) - start) * 1000)
        if sign == " " and text[number - 1] in ".!?":
            saved.append(asyncio.create_task(until_saved(entry)))
    waited = [await each for each in saved]
    took.sort()
    return {
        "keys": len(took),
        "p50": round(took[len(took) // 2], 1),
        "p95": round(took[int(len(took) * 0.95)], 1),
        "max": round(took[-1], 1),
        "sentence to disk, most": round(max(waited, default=0.0), 2),
        "load": round(os.getloadavg()[0], 2),
    }


async def until_saved(entry: entering.Entry) -> float:
    """Seconds until the text as it stands now has been written, at most five."""
    place, began = entry.caret.place, time.perf_counter()
    count = len(entry._images[place])  # noqa: SLF001 - what was written last
    for _ in range(500):
        if len(entry._images[place]) > count:  # noqa: SLF001 - as above
            return time.perf_counter() - began
        await asyncio.sleep(0.01)
    return time.perf_counter() - began


async def measured(words: int, *, gated: bool) -> dict[str, object]:
    """One way, in a project of its own."""
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "study.db") as project:
        project.add_coder(screening.gate_of(project).handle("A1"))
        entry = began(project, words, gated=gated)
        app = Bench()
        task = asyncio.create_task(app.run_async(size=SIZE))
        await asyncio.sleep(1)
        with app._context():  # noqa: SLF001 - as Textual's own Pilot does
            told = await typing(app, entry, project)
        app.exit()
        await task
        if not gated:
            del told["sentence to disk, most"]
        return {"words": words, "gate": gated, **told}


async def main() -> None:
    """Measure with the gate and without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, nargs="*", default=[300, 5000])
    given = parser.parse_args()
    warm_up()
    for words in given.words:
        for gated in (False, True):
            print(json.dumps(await measured(words, gated=gated)), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    asyncio.run(main())

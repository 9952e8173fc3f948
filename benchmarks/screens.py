"""Key press to composed frame for every pane, at 120 by 40, through a driver that writes to nowhere.

Run it by hand: `python benchmarks/screens.py`. It prints one JSON line a measurement.
"""

import asyncio
import gc
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Header

from codebook.model.codes import COLOURS, Code, CodeText, CodeTree
from codebook.model.interview import Coding, Passage
from codebook.model.report import Cell, Matrix
from codebook.tui.code_tree import CodeTreeView
from codebook.tui.matrix_view import MatrixView
from codebook.tui.passage import PassageView
from codebook.tui.picker import CodePicker

SIZE = (120, 40)
KEYS = 60
QUIET = 0.05
WORDS = [
    "she",
    "said",
    "the",
    "officer",
    "asked",
    "about",
    "money",
    "and",
    "shelter",
    "before",
    "they",
    "open",
]
RANDOM = random.Random(4)  # noqa: S311 - the same text every time, nothing secret


class Sink(HeadlessDriver):
    """A terminal that takes every byte and shows none."""

    written = 0

    @property
    def is_headless(self) -> bool:
        """False, so that frames are composed and encoded as for a terminal."""
        return False

    def write(self, data: str) -> None:
        """Count what a terminal would be sent."""
        Sink.written += len(data)


class Bench(App[None]):
    """Header, code tree, one pane and footer; it notes when each frame has been written."""

    CSS = "CodeTreeView { width: 30; }"

    def __init__(self, pane: Widget, codes: CodeTree) -> None:
        super().__init__(driver_class=Sink)
        self.pane, self.codes = pane, codes
        self.frames: list[tuple[float, float]] = []

    def compose(self) -> ComposeResult:
        """The whole screen of the workbench, as far as the widgets make it."""
        yield Header()
        with Horizontal():
            yield CodeTreeView()
            yield self.pane
        yield Footer()

    def on_mount(self) -> None:
        """Fill the tree."""
        self.query_one(CodeTreeView).codes = self.codes
        self.pane.focus()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if renderable is not None:
            self.frames.append((time.perf_counter(), time.process_time()))


def codebook(count: int) -> CodeTree:
    """Themes of twenty codes each."""
    codes: list[Code] = []
    for number in range(1, count + 1):
        theme = (number - 1) // 20 * 20 + 1
        top = number == theme
        name = f"{RANDOM.choice(WORDS)}-{RANDOM.choice(WORDS)}-{number}"
        path = name if top else f"{codes[theme - 1].name}/{name}"
        meaning = CodeText(definition=" ".join(RANDOM.choices(WORDS, k=14)))
        colour = COLOURS[number % len(COLOURS)]
        codes.append(Code(number, None if top else theme, name, path, colour, number, meaning))
    return CodeTree(codes)


def interview(characters: int, answers: int) -> list[Passage]:
    """Answers of sentences of invented words."""
    passages: list[Passage] = []
    each = characters // answers
    for number in range(1, answers + 1):
        sentences, starts, length = [], [], 0
        while length < each:
            sentence = " ".join(RANDOM.choices(WORDS, k=RANDOM.randint(5, 25))).capitalize() + "."
            ends = "\n" if RANDOM.random() < 0.1 else " "
            starts.append(length)
            sentences.append(sentence + ends)
            length += len(sentence) + 1
        text = "".join(sentences)[:each]
        heading = f"Question {number}"
        passages.append(
            Passage(number, f"P{number}", "P", "B.q", heading, "", "answered", text, tuple(starts))
        )
    return passages


def codings(passages: list[Passage], count: int, codes: CodeTree) -> list[Coding]:
    """Codings of about forty words by two coders, anywhere."""
    found: list[Coding] = []
    for number in range(count):
        passage = RANDOM.choice(passages)
        start = RANDOM.randrange(max(1, len(passage.text) - 200))
        end = min(len(passage.text), start + RANDOM.randint(20, 400))
        code = RANDOM.randint(1, len(codes))
        found.append(Coding(number + 1, passage.id, start, end, code, RANDOM.choice(("A1", "B2"))))
    return found


@dataclass(frozen=True)
class Frames:
    """What followed a moment: milliseconds to the first frame, its own processor time, and the last frame."""

    first: float
    processor: float
    settled: float
    count: int


async def settled(app: Bench, since: float, used: float) -> Frames | None:
    """The frames after a moment, once no more come; None if none came."""
    while not app.frames or app.frames[-1][0] < since:
        await asyncio.sleep(0.002)
        if time.perf_counter() - since > 3:
            return None
    while time.perf_counter() - app.frames[-1][0] < QUIET:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.005)
    after = [frame for frame in app.frames if frame[0] >= since]
    (wall, processor), (last, _) = after[0], after[-1]
    return Frames((wall - since) * 1000, (processor - used) * 1000, (last - since) * 1000, len(after))


async def keys(app: Bench, name: str, pressed: Iterator[str], count: int = KEYS) -> None:
    """Press keys one at a time and report how long their frames took."""
    rows = []
    driver = app._driver  # noqa: SLF001 - the key must come in where a terminal's keys do
    written = Sink.written
    for _ in range(count):
        await asyncio.sleep(RANDOM.random() * 0.02)
        key = next(pressed)
        start, used = time.perf_counter(), time.process_time()
        if driver is not None:
            driver.process_message(events.Key(key, key if len(key) == 1 else None))
        rows.append(await settled(app, start, used))
    report(name, rows, bytes=(Sink.written - written) // count)


def report(name: str, rows: list[Frames | None], **more: object) -> None:
    """Print percentiles of the first frame, of its processor time alone and of the settled frame."""
    seen = [row for row in rows if row is not None]
    line: dict[str, object] = {"what": name}
    for kind in ("first", "processor", "settled"):
        values = sorted(getattr(row, kind) for row in seen)
        for share in (0.5, 0.95) if values else ():
            cut = values[min(len(values) - 1, int(len(values) * share))]
            line[f"{kind}_p{share * 100:.0f}"] = round(cut, 1)
    line |= {"frames": sum(row.count for row in seen), "n": len(rows), **more}
    line["load"] = round(os.getloadavg()[0], 2)
    # the app captures what is printed inside it
    print(json.dumps(line), file=sys.__stdout__, flush=True)


def cycle(*names: str) -> Iterator[str]:
    """The same keys over and over."""
    while True:
        yield from names


async def doing(app: Bench, name: str, action: Callable[[], object], count: int) -> None:
    """Report how long the frames after an action took."""
    rows = []
    for _ in range(count):
        await asyncio.sleep(0.05)
        start, used = time.perf_counter(), time.process_time()
        action()
        rows.append(await settled(app, start, used))
    report(name, rows)


async def passage(app: Bench, characters: int, answers: int, count: int) -> None:
    """Open, move, select, scroll, code and wrap again."""
    view = app.pane
    assert isinstance(view, PassageView)  # noqa: S101 - a benchmark
    shown = interview(characters, answers)
    held = codings(shown, count, app.codes)
    title = f"{characters // 1000}k/{answers}/{count}"

    def open_it() -> None:
        view.show(shown)
        view.show_codings(held, app.codes, "A1")

    await doing(app, f"open {title}", open_it, 5)
    middle = shown[len(shown) // 2]
    view.go_to(middle.id, len(middle.text) // 2)
    await asyncio.sleep(0.2)
    gc.collect()
    gc.freeze()
    await keys(app, f"move {title}", cycle("right", "right", "left", "right"))
    await keys(app, f"line {title}", cycle("down", "down", "up"))
    await keys(app, f"select word {title}", cycle("ctrl+shift+right"))
    await keys(app, f"select sentence {title}", cycle("S"), 20)
    view.clear_selection()
    await keys(app, f"scroll line {title}", cycle("down"), 80)
    await keys(app, f"page {title}", cycle("pagedown", "pagedown", "pageup"))
    mine = [coding for coding in held if coding.passage == middle.id]
    view.go_to(middle.id, len(middle.text) // 2)

    def apply() -> None:
        start = len(middle.text) // 2 + RANDOM.randrange(300)
        mine.append(Coding(90_000 + len(mine), middle.id, start, start + 90, 3, "A1"))
        view.refresh_codings(middle.id, mine)

    await doing(app, f"apply {title}", apply, 30)

    async def narrow() -> None:
        rows = []
        for width in (100, 120) * 4:
            start, used = time.perf_counter(), time.process_time()
            size = Size(width, SIZE[1])
            app.post_message(events.Resize(size, size))
            rows.append(await settled(app, start, used))
        report(f"rewrap {title}", rows)

    await narrow()


def heat(count: int) -> Matrix:
    """A table of that many codes with themselves."""
    paths = tuple(f"theme/{RANDOM.choice(WORDS)}-{number}" for number in range(count))
    cells = tuple(
        Cell("A1", a, b, 9, 9, (row * column) % 17, 0.2, 0.3, 0.3, 1.2, 3, 3, imbalanced=False)
        for row, a in enumerate(paths)
        for column, b in enumerate(paths)
    )
    return Matrix("answer", "A1", "none", 1, paths, paths, cells)


async def running(app: Bench, work: Callable[[], Any]) -> None:
    """Run an app on the sink while something is measured."""
    task = asyncio.create_task(app.run_async(size=SIZE))
    await asyncio.sleep(1.0)
    with app._context():  # noqa: SLF001 - as Textual's own Pilot does
        await work()
    app.exit()
    await task


async def main() -> None:
    """Measure every pane."""
    codes = codebook(300)
    for characters, answers, count in ((100_000, 40, 1_000), (1_000_000, 200, 5_000), (1_000_000, 1, 5_000)):
        app = Bench(PassageView(), codes)
        await running(app, partial(passage, app, characters, answers, count))
    matrix = MatrixView()
    app = Bench(matrix, codes)
    table = heat(400)

    async def tables() -> None:
        await doing(app, "matrix open 400x400", lambda: setattr(matrix, "matrix", table), 3)
        await keys(app, "matrix move", cycle("right", "down", "left", "down"))
        await keys(app, "matrix scroll", cycle("right"))
        await keys(app, "matrix page", cycle("pagedown"), 10)

    await running(app, tables)
    large = codebook(2_000)
    picking = Bench(PassageView(), large)

    async def picks() -> None:
        await doing(picking, "picker open", lambda: picking.push_screen(CodePicker(large)), 1)
        await keys(picking, "picker key 2000", cycle("m", "o", "n", "e", *["backspace"] * 4))
        await keys(picking, "picker typo 2000", cycle("s", "h", "l", "t", "r", *["backspace"] * 5))
        await keys(picking, "picker down 2000", cycle("down"))
        picking.pop_screen()
        picking.query_one(CodeTreeView).focus()
        await keys(picking, "tree move 2000", cycle("down"))
        await keys(picking, "tree page 2000", cycle("pagedown"), 20)

    await running(picking, picks)


if __name__ == "__main__":
    asyncio.run(main())

"""One question of a guide with its probes, what is typed under it, and the find under the cursor."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from codebook.intake.entering import Caret, Entry
from codebook.model.review import Group
from codebook.tui.entering_answer import AnswerArea, Light, Lit
from codebook.tui.entering_field import FieldPicker
from codebook.tui.entering_outline import OFF_GUIDE
from codebook.tui.safe_text import clipped, one_line, printable

TALL = 32  # lines of a screen that has room for probes


class AnswerPane(Vertical):
    """Shows one place of an entry at a time; each answer keeps its own text area, cursor and undo."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry, self._unfolded = entry, False
        self._areas: dict[int, AnswerArea] = {}
        self._said = Content("")
        self.place = entry.caret.place

    def compose(self) -> ComposeResult:
        """The question, its probes, the answer or field, the find under the cursor."""
        yield Static("", id="question")
        yield Static("", id="probes")
        with ContentSwitcher(id="answers"):
            yield FieldPicker(id="field")
        yield Static("", id="find")

    def on_mount(self) -> None:
        """On a large screen the probes are unfolded to begin with."""
        self._unfolded = self.app.size.height >= TALL

    @property
    def area(self) -> AnswerArea | None:
        """The text area of the answer shown, None on a field."""
        return self._areas.get(self.place)

    async def go(self, place: int, offset: int | None = None) -> None:
        """Show a place; `offset`, in code points, is where its cursor begins."""
        entry, self.place = self._entry, place
        switcher = self.query_one("#answers", ContentSwitcher)
        if not entry.is_open(place):
            switcher.current = "field"
            self.query_one(FieldPicker).ask(entry.questions[place], entry.text(place))
            self._ask()
            return
        area = self._areas.get(place)
        if area is None:
            area = self._areas[place] = AnswerArea(entry.text(place))
            area.id = f"answer-{place}"
            await switcher.mount(area)
            area.go_to(len(area.text) if offset is None else offset)
        switcher.current = area.id
        area.focus()
        self._ask()

    def _ask(self) -> None:
        questions = self._entry.questions
        asked = None if self.place == len(questions) else questions[self.place]
        number = f"{asked.number}  " if asked and asked.number else ""
        label = OFF_GUIDE if asked is None else f"{number}{asked.label}"
        prompt = "What was said that no question asks for." if asked is None else asked.prompt
        said = Content.assemble((printable(label), "bold"), "\n", printable(prompt))
        self.query_one("#question", Static).update(said)
        probes = () if asked is None else asked.probes
        shown = self.query_one("#probes", Static)
        shown.display = bool(probes)
        lines = "\n".join(f"· {printable(probe)}" for probe in probes)
        shown.update(Content(lines if self._unfolded else f"▸ {len(probes)} probes (F3)"))

    def fold(self) -> None:
        """Fold the probes in or out."""
        self._unfolded = not self._unfolded
        self._ask()

    def take_down(self, *, idle: bool) -> None:
        """Hand what is typed to the entry: memory only, and cheap."""
        area = self.area
        if area is not None:
            self._entry.type(area.text, Caret(self.place, area.caret, idle))
        else:
            self._entry.caret = Caret(self.place, 0, idle)  # the answer before has been left

    def here(self) -> Group | None:
        """The find under the cursor, else the last one before it in this answer."""
        area = self.area
        before = [] if area is None else [group for group, lit in self._lit() if lit.start <= area.caret]
        return before[-1] if before else None

    def next_open(self) -> tuple[int, int] | None:
        """The next find after the cursor that waits for a decision: its place and offset in code points."""
        here = (self.place, -1 if self.area is None else self.area.caret)
        waiting = sorted(
            (at.passage, at.start)
            for group in self._entry.review.groups
            if group.open
            for at in group.places
            if self._entry.is_open(at.passage)
        )
        return next((each for each in waiting if each > here), waiting[0] if waiting else None)

    def show(self, waiting: int) -> None:
        """Paint what was found; `waiting` counts the finds that wait for a decision in all answers."""
        area = self.area
        if area is not None:
            end = len(area.text)
            area.light([lit for _, lit in self._lit() if lit.end <= end])
        line = self._line(waiting)
        if line != self._said:
            self._said = line
            self.query_one("#find", Static).update(line, layout=False)

    def _lit(self) -> list[tuple[Group, Lit]]:
        found = [
            (group, Lit(at.start, at.end, _light(group)))
            for group in self._entry.review.groups
            for at in group.places
            if at.passage == self.place
        ]
        return sorted(found, key=lambda pair: pair[1].start)

    def _line(self, waiting: int) -> Content:
        group = self.here()
        if group is None:
            return Content(f"{waiting} to decide: F5 goes there." if waiting else "Nothing to decide.")
        light = _light(group)
        sign = {"open": "?", "kept": "=", "masked": "✓"}[light]
        becomes = "stands as it is" if light == "kept" else f"→ {group.shown}"
        wide = max(40, self.query_one("#find").size.width - 2)
        found = clipped(one_line(group.text), max(8, wide - len(f"{sign} {group.kind}:  {becomes}")))
        line = clipped(f"{sign} {group.kind}: {found} {one_line(becomes)}", wide)
        more = f"   {waiting} to decide (F5)" if waiting else ""
        keys = f"F6 mask  F7 coarser  F8 keep{more}"
        return Content.assemble((line, "bold" if light == "open" else ""), "\n", (keys, "dim"))


def _light(group: Group) -> Light:
    if group.decision in {"keep", "never"}:
        return "kept"
    return "open" if group.open else "masked"

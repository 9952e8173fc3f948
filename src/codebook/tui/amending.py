"""An answer written anew on screen: its text, then what becomes of its codings, then kept or not."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static, TextArea

from codebook.errors import CodebookError
from codebook.intake import amending
from codebook.intake.amending import Amendment
from codebook.intake.remapping import Fate, Fated
from codebook.model.codes import CodeTree
from codebook.model.guide import STATUSES, Status
from codebook.model.interview import Passage
from codebook.model.span import moved
from codebook.tui.attempt import attempt
from codebook.tui.dialogs import Choose, Confirm
from codebook.tui.safe_text import clipped, one_line
from codebook.tui.session import Session

COLUMNS = ("", "What", "Coding", "Before", "After")
# What needs a look comes first; every fate has a sign of its own.
FATES: dict[Fate, tuple[str, str]] = {
    "removed": ("×", "loses all"),
    "changed": ("~", "new words"),
    "united": ("+", "united"),
    "moved": (">", "moved"),
    "unchanged": ("=", "unchanged"),
}


class AmendScreen(Screen[int | None]):
    """The masked text of one answer, to be changed; the place of the cursor when it was kept, else None."""

    TITLE = "Amend an answer"
    ABOUT = (
        "Change the text of this answer. F2 masks what you typed and shows what becomes of each coding on "
        "it; F2 there keeps it, and u on the desk takes it back. Placeholders such as [PERSON-1] stay as "
        "they are. A name that is masked already gets a new number when you type it out: type its "
        "placeholder instead."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "preview", "Preview", key_display="F2", priority=True),
        Binding("f4", "status", "Answered, declined …", key_display="F4"),
        Binding("escape", "leave", "Back", priority=True),
    ]

    def __init__(self, session: Session, passage: Passage, cursor: int, tree: CodeTree) -> None:
        super().__init__()
        self._session, self._passage, self._cursor, self._tree = session, passage, cursor, tree
        self._status: Status | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """The question, the text, and what the answer counts as."""
        title = f" Amend · {self._passage.code} · {one_line(self._passage.heading)}"
        yield Static(Content(title), classes="bar")
        yield TextArea(self._passage.text, soft_wrap=True, tab_behavior="focus")
        yield Static("", id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Write on where the cursor stood."""
        area = self.query_one(TextArea)
        before = self._passage.text[: self._cursor].split("\n")
        area.move_cursor((len(before) - 1, len(before[-1])))
        area.focus()
        self._say()

    def _say(self, text: str = "") -> None:
        status = self._status or self._passage.status
        self.query_one("#state", Static).update(Content(text or f" Counts as: {status}"))

    @property
    def _typed(self) -> str:
        return self.query_one(TextArea).text

    def action_status(self) -> None:
        """Say whether it was answered, declined, not asked."""

        def chosen(at: int | None) -> None:
            if at is not None:
                self._status = STATUSES[at]
                self._say()

        if not self._busy:
            self.app.push_screen(Choose("What does this answer count as?", STATUSES), chosen)

    def action_preview(self) -> None:
        """Mask the text and show what would become of the codings."""
        if self.app.screen is self and not self._busy:
            self._busy = True
            self._say(" Masking, and comparing …")
            self._preview(self._typed)

    @work(thread=True, exclusive=True)
    def _preview(self, typed: str) -> None:
        session = self._session
        try:
            session.watch(session.names)
            made = amending.preview(session.project, session.gate, self._passage.id, typed, self._status)
        except CodebookError as error:
            self.app.call_from_thread(self._refused, str(error))
            return
        self.app.call_from_thread(self._previewed, typed, made)

    def _refused(self, why: str) -> None:
        self._busy = False
        self._say()
        self.notify(why, severity="error", markup=False, timeout=8)

    def _previewed(self, typed: str, made: Amendment) -> None:
        self._busy = False
        self._say()
        if made.nothing:
            self.notify("Nothing is changed yet.", timeout=3)
            return

        def looked(keep: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
            if keep:
                self._keep(made)

        self.app.push_screen(PreviewScreen(made, typed, self._tree), looked)

    def _keep(self, made: Amendment) -> None:
        session = self._session
        if attempt(self, lambda: amending.amend(session.project, session.coder, made)):
            row, column = self.query_one(TextArea).cursor_location
            at = sum(len(line) + 1 for line in self._typed.split("\n")[:row]) + column
            self.dismiss(min(moved(at, made.screened.edits, inclusive_end=True), len(made.text)))

    def action_leave(self) -> None:
        """Go back without a change; what was typed is given up only when asked."""
        if self.app.screen is not self or self._busy:
            return
        if self._typed == self._passage.text and self._status is None:
            self.dismiss(None)
            return
        self.app.push_screen(Confirm("Throw away what you changed?", no="Go on"), self._gave_up)

    def _gave_up(self, sure: bool | None) -> None:  # noqa: FBT001 - the answer of a dialog
        if sure:
            self.dismiss(None)


class PreviewScreen(Screen[bool]):
    """What a new text does to the codings on an answer; True when it is to be kept."""

    TITLE = "What becomes of the codings"
    ABOUT = (
        "Each line is a coding, by whichever coder, or something the gate masks in what you typed. × loses "
        "all its words and is removed, its memos pass to the answer; ~ covers other words than before; + "
        "becomes one with another of the same code and coder; > keeps its words at another place; = stays as "
        "it is; # is masked. F2 keeps the new text, Escape goes back to it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "answer(True)", "Keep", key_display="F2"),
        Binding("escape", "answer(False)", "Back to the text"),
    ]

    def __init__(self, made: Amendment, typed: str, tree: CodeTree) -> None:
        super().__init__()
        self._made, self._typed, self._tree = made, typed, tree
        self._rows = [*self._masked(), *self._coded()]

    def compose(self) -> ComposeResult:
        """What happens in all, line by line, and the highlighted one in full."""
        yield Static(Content(f" {self._title()}"), classes="bar")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        with VerticalScroll(id="context", can_focus=False):
            yield Static("", id="excerpts")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """List what needs a look first."""
        table = self.query_one(DataTable)
        spare = max(0, self.size.width - 80)
        for name, width in zip(COLUMNS, (1, 9, 16, 21, 21), strict=True):
            wide = spare // 3 if name in COLUMNS[2:] else 0
            table.add_column(name, width=width + wide)
        widths = [column.width for column in table.ordered_columns]
        for row in self._rows:
            cells = zip((*row[:3], *_telling(row[3], row[4], widths[3])), widths, strict=True)
            table.add_row(*(Content(clipped(one_line(cell), width)) for cell, width in cells))
        table.focus()
        self._surroundings()

    def _title(self) -> str:
        if not self._rows:
            return f"Not kept yet · {self._status()}no coding on this answer, nothing masked"
        counted = [
            f"{number} {FATES[fate][1]}"
            for fate in FATES
            if (number := sum(each.fate == fate for each in self._made.fates))
        ]
        masked = sum(self._made.masked.values())
        parts = [f"{masked} masked"] * bool(masked) + counted
        kept = f" · {self._made.memos} memos on the answer stay" if self._made.memos else ""
        return f"Not kept yet · {self._status()}{', '.join(parts)}{kept}"

    def _status(self) -> str:
        made = self._made
        return "" if made.status == made.passage.status else f"counts as {made.status} · "

    def _masked(self) -> list[tuple[str, ...]]:
        return [
            ("#", "masked", finding.kind, self._typed[finding.start : finding.end], stored)
            for finding, stored in self._made.written
        ]

    def _coded(self) -> list[tuple[str, ...]]:
        order = list(FATES)
        return [self._row(each) for each in sorted(self._made.fates, key=lambda each: order.index(each.fate))]

    def _row(self, each: Fated) -> tuple[str, ...]:
        name = f"{each.coding.coder} {self._tree[each.coding.code].name}"
        after = each.after
        if each.fate == "removed":
            after = f"removed; {each.memos} memos pass to the answer" if each.memos else "removed"
        return (*FATES[each.fate], name, each.before, after)

    def on_data_table_row_highlighted(self) -> None:
        """Show another line in full."""
        self._surroundings()

    def _surroundings(self) -> None:
        at = self.query_one(DataTable).cursor_row
        if 0 <= at < len(self._rows):
            mark, what, name, before, after = map(one_line, self._rows[at])
            first, second = ("typed   ", "stored  ") if mark == "#" else ("before  ", "after   ")
            shown = Content.assemble(
                (f"{what}: {name}\n", "bold"), (first, "dim"), f"{before}\n", (second, "dim"), after
            )
            self.query_one("#excerpts", Static).update(shown)

    def action_answer(self, keep: bool) -> None:  # noqa: FBT001 - Textual passes it so
        """Keep the new text, or go back to it."""
        self.dismiss(keep)


def _telling(before: str, after: str, width: int) -> tuple[str, str]:
    """Two excerpts from where they begin to differ, when the difference would be cut off."""
    same = (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    shared = next(same, min(len(before), len(after)))
    if before == after or shared < width - 4:
        return before, after
    start = max(0, shared - width // 2)
    return f"…{before[start:]}", f"…{after[start:]}"

"""The questions of a guide beside the answer: what is answered, what is marked, where somebody types."""

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from codebook.model.guide import Question, Status
from codebook.tui.safe_text import clipped

MARKS: Mapping[Status, str] = {
    "answered": "✓",
    "blank": "·",
    "declined": "d",
    "not-asked": "–",
    "not-applicable": "∅",
}
OFF_GUIDE = "Off the guide"


class Outline(OptionList, can_focus=False):
    """Sections and their questions, without consent points; a place is a question's number, from 0."""

    def __init__(self, questions: Sequence[Question], width: int) -> None:
        super().__init__(compact=True)
        self._questions, self._wide = tuple(questions), width
        self._rows: dict[int, int] = {}
        section = ""
        for place, question in enumerate(questions):
            if question.kind == "consent":
                continue
            if question.section != section:
                section = question.section
                self.add_option(Option(Content.styled(clipped(section, width), "bold"), disabled=True))
            self._put(place)
        self._put(len(questions))

    def _put(self, place: int) -> None:
        self._rows[place] = self.option_count
        self.add_option(Option(self._line(place, "blank"), id=str(place)))

    def _line(self, place: int, status: Status, finds: int = 0) -> Content:
        name = OFF_GUIDE
        if place < len(self._questions):
            asked = self._questions[place]
            name = f"{asked.number} {asked.label}".strip()
        waits = f" ?{finds}" if finds else ""
        return Content(f"{MARKS[status]} {clipped(name, self._wide - 2 - len(waits))}{waits}")

    def tell(self, place: int, status: Status, finds: int) -> None:
        """Show what became of a question, and how many finds in its answer wait for a decision."""
        if place not in self._rows:
            return
        line, row = self._line(place, status, finds), self._rows[place]
        if self.get_option_at_index(row).prompt != line:
            self.replace_option_prompt_at_index(row, line)

    def stand(self, place: int) -> None:
        """Show where somebody types."""
        self.highlighted = self._rows[place]

"""How a note is written: the forms its prompts have, and what its numbers mean."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from codebook.exchange.align_lines import Form, Line, heads
from codebook.exchange.align_matching import CERTAIN, Matcher

HOME: dict[Form, str] = {
    "heading": "marked",
    "strong": "marked",
    "label": "inline",
    "asked": "inline",
    "number": "inline",
    "opening": "inline",
}
# how well the words of a form's prompts must agree before all of that form are taken for prompts
MARKING: dict[Form, float] = {
    "heading": 0.6,
    "question": 0.6,
    "strong": 0.6,
    "row": 0.6,
    "label": 0.8,
    "dash": 0.8,
    "opening": 0.8,
}
BESIDE: frozenset[Form] = frozenset({"label", "dash", "opening"})
SEVERAL, MANY = 4, 0.5


@dataclass(frozen=True, slots=True)
class Habits:
    """The forms prompts are at home in, and what else of the guide shows in the note.

    `sure` are the forms that mark prompts in this note whatever they say; `depth` is the level most headings
    of questions have, 0 when there are none.
    """

    at_home: frozenset[str]
    sure: frozenset[Form]
    numbers_count: bool
    has_sections: bool
    has_consent: bool
    depth: int

    def prompts(self, form: Form) -> bool:
        """Whether prompts of this note have such a form."""
        return HOME.get(form, form) in self.at_home


def habits_of(lines: Sequence[Line], matcher: Matcher) -> Habits:
    """The habits that the lines which are prompts beyond doubt show."""
    forms: Counter[str] = Counter()
    depths: Counter[int] = Counter()
    worded = sections = 0
    consent = False
    for line in lines:
        for head in heads(line):
            scores = matcher.scores(head.prompt) if head.prompt else {}
            best = max(scores, key=lambda at: scores[at], default=None)
            if best is None or scores[best] < CERTAIN - 0.03 or head.form in {"text", "dash", "opening"}:
                continue
            target = matcher.targets[best]
            if target.kind in {"question", "statement"}:
                forms[HOME.get(head.form, head.form)] += 1
                worded += line.number is None
                depths[line.level] += head.form == "heading"
            sections += target.is_section and head.form in {"heading", "strong"}
            consent = consent or (target.is_section and target.question is not None)
            break
    numbers = [line.number for line in lines if line.number is not None]
    rising = _longest_rise(numbers)
    numbers_count = rising >= 4 and rising >= 0.4 * len(numbers) and worded < rising / 2
    at_home = frozenset(form for form, seen in forms.items() if seen >= 2)
    if sum(forms[form] for form in at_home) < 3:
        at_home = frozenset()
    depth = max(+depths, key=lambda level: depths[level], default=0)
    return Habits(at_home, _sure(lines, matcher), numbers_count, sections >= 2, consent, depth)


def _sure(lines: Sequence[Line], matcher: Matcher) -> frozenset[Form]:
    """The forms that several lines have, many of which clearly ask what the guide asks."""
    likely: dict[Form, list[float]] = defaultdict(list)
    for line in lines:
        worded = [head for head in heads(line) if head.prompt]
        first = worded[0].form if worded else None
        for head in worded:
            if head.form in {first, *BESIDE} and head.form in MARKING:
                likely[head.form].append(max(matcher.scores(head.prompt).values(), default=0.0))
    return frozenset(
        form
        for form, seen in likely.items()
        if len(seen) >= SEVERAL and sum(score >= MARKING[form] for score in seen) >= MANY * len(seen)
    )


def _longest_rise(numbers: Sequence[int]) -> int:
    longest = run = 0
    before = 99
    for number in numbers:
        run = run + 1 if number > before else 1
        longest, before = max(longest, run), number
    return longest

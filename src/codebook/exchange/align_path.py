"""Which lines of a note are prompts, and of what: the best path through note and guide together."""

from collections.abc import Sequence
from dataclasses import dataclass

from codebook.exchange.align_habits import Habits, habits_of
from codebook.exchange.align_lines import Line
from codebook.exchange.align_matching import Matcher
from codebook.exchange.align_prompts import Prompt, options

BACKWARD, FORWARD = 0.25, 0.04
OPENED_TWICE = 0.2


@dataclass(frozen=True, slots=True)
class Path:
    """The prompts of a note by line, None for lines that are text; `worth` sums their values."""

    prompts: tuple[Prompt | None, ...]
    worth: float
    habits: Habits


def best_path(lines: Sequence[Line], matcher: Matcher) -> Path:
    """The prompts that fit words, numbers, sections and the order of the guide best together."""
    habits = habits_of(lines, matcher)
    given_lines = [options(lines, at, matcher, habits) for at in range(len(lines))]
    start = len(matcher.targets)
    worth = {start: 0.0}
    back: list[dict[int, tuple[int, Prompt | None]]] = []
    for given in given_lines:
        step: dict[int, tuple[int, Prompt | None]] = {state: (state, None) for state in worth}
        reached = dict(worth)
        for prompt in given:
            came, value = max(
                ((state, so_far + _move(state, prompt, matcher, habits)) for state, so_far in worth.items()),
                key=lambda pair: pair[1],
            )
            if value + prompt.value > reached.get(prompt.target, float("-inf")):
                reached[prompt.target] = value + prompt.value
                step[prompt.target] = (came, prompt)
        worth = reached
        back.append(step)
    state = max(worth, key=lambda known: worth[known])
    total, chosen = worth[state], []
    for step in reversed(back):
        state, prompt_here = step[state]
        chosen.append(prompt_here)
    return Path(tuple(reversed(chosen)), total, habits)


def _move(state: int, prompt: Prompt, matcher: Matcher, habits: Habits) -> float:
    """What going from one target to the next is worth: order kept, section kept."""
    targets = matcher.targets
    known = targets[prompt.target]
    doubt = 0.0 if prompt.by_number else 1.0 - prompt.confidence
    if state == len(targets):
        return -0.35 if known.kind == "consent" else -FORWARD * doubt * prompt.target / 2
    before = targets[state]
    value = 0.0
    if prompt.target == state:
        value -= 0.3
    elif prompt.target < state:
        value -= 0.1 + BACKWARD * doubt
    else:
        value += 0.08 - (0.002 + FORWARD * doubt) * (prompt.target - state)
    if known.is_section and known.section == before.section:
        value -= OPENED_TWICE
    elif known.section == before.section:
        value += 0.08
    elif not known.is_section and habits.has_sections:
        value -= 0.08
    if known.kind == "consent" and known.section != before.section:
        value -= 0.35
    elif known.kind == "consent":
        value += 0.2
    return value

"""The exit door: what a summary may say to an audience about the people in it."""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codebook.errors import CodebookError
from codebook.model.report import Audience, Cleared, ClearedQuote, ClearedTheme, Quote, ThemeFigures

DOMINANT = 0.5
WITHHELD = "not shown"
Case = Mapping[str, str]
Scan = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rules:
    """For whom, the least number of cases, and the key behind the order of quotes.

    Quotes last scanned under a policy before `policy` go through `scan` once more. All interviews
    count in figures; only those whose keys are `quotable` are quoted.
    """

    audience: Audience
    k: int
    key: bytes
    policy: int
    scan: Scan
    quotable: frozenset[int]


@dataclass(frozen=True, slots=True)
class Beside:
    """Which attributes may stand beside a quote, decided once for everybody in the project.

    `by_role` holds the names for each role where roles are shown; `without_role` those that tell no role
    either. With `everything`, nothing is held back.
    """

    by_role: Mapping[str, tuple[str, ...]]
    without_role: tuple[str, ...]
    everything: bool = False

    def of(self, attributes: Case, *, with_role: bool) -> dict[str, str]:
        """What stands beside a quote of somebody with these attributes."""
        names: Iterable[str] = self.without_role
        if self.everything:
            names = ("role", *sorted(set(attributes) - {"role"}))
        elif with_role:
            names = self.by_role.get(attributes["role"], self.without_role)
        return {name: attributes[name] for name in names if name in attributes}

    def and_also(self, other: "Beside") -> "Beside":
        """What may stand beside a quote by both: with fewer names, groups that look alike only grow."""
        if self.everything or other.everything:
            return other if self.everything else self
        by_role = {
            role: _both(names, other.by_role[role])
            for role, names in self.by_role.items()
            if role in other.by_role
        }
        return Beside(by_role, _both(self.without_role, other.without_role))


def _both(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in others)


def clear(
    figures: Sequence[ThemeFigures],
    cases: Sequence[Case],
    rules: Rules,
    *,
    speakers: Sequence[Case],
    title: str,
    methods: tuple[str, ...],
) -> Cleared:
    """A summary that may be handed over.

    `cases` are the attributes (with `role`) of every case that was interviewed, `speakers` of those among
    them that may be quoted. What stands beside quotes is decided for the whole project by `beside`, and
    enough of both share it: those who are not quoted hide nobody from a reader who knows that they are not.

    Counts by role are shown when they are at least `k`; while one is withheld, so are all figures of the
    theme it could follow from, and the role beside its quotes and beside other quotes of the same answers.
    Outside the team, quotes are ordered by a keyed digest, so that two exports cannot be linked by their
    order.

    Raises:
        CodebookError: the project has fewer cases than the audience's threshold.
    """
    if len(cases) < rules.k:
        raise CodebookError(
            f"The {rules.audience} threshold is {rules.k} cases and {len(cases)} were interviewed. "
            "Choose a closer audience, or wait for more interviews."
        )
    roles = {case["role"] for case in cases}
    counts = {theme.path: safe_counts(_present(theme, roles), rules.k, theme.excerpts) for theme in figures}
    small = [theme for theme in figures if counts[theme.path][1] is None]
    unnamed = {quote.passage for theme in small for quote in theme.quotes}
    allowed = beside(cases, rules.k).and_also(beside(speakers, rules.k))
    themes = tuple(_theme(theme, counts[theme.path], allowed, unnamed, rules) for theme in figures)
    return Cleared(title, rules.audience, themes, tuple(_changes(small, cases, allowed, rules.k)), methods)


def _present(theme: ThemeFigures, roles: set[str]) -> dict[str, int]:
    """The counts of the roles the project has; that of a role nobody has tells about nobody."""
    return {role: count for role, count in theme.by_role.items() if role in roles or count}


def _theme(
    theme: ThemeFigures,
    counts: tuple[dict[str, int | None], int | None],
    allowed: Beside,
    unnamed: set[int],
    rules: Rules,
) -> ClearedTheme:
    by_role, total = counts
    warning = ""
    if total is not None and theme.dominant_share > DOMINANT:
        warning = "More than half of these excerpts come from one case."
    return ClearedTheme(
        path=theme.path,
        definition=theme.definition,
        excerpts=WITHHELD if total is None else str(theme.excerpts),
        interviews=WITHHELD if total is None else str(theme.interviews),
        cases=WITHHELD if total is None else str(total),
        by_role=by_role,
        warning=warning,
        quotes=tuple(_quotes(theme, allowed, unnamed, rules)),
    )


def safe_counts(counts: Mapping[str, int], k: int, excerpts: int) -> tuple[dict[str, int | None], int | None]:
    """Counts with those of fewer than k withheld, and their total, withheld as soon as any count is.

    With k of 1 everything is shown. Otherwise 0 is a count like any other: that nobody spoke is a
    statement about somebody as well. Each case has an excerpt and quotes can be counted, so when fewer
    excerpts are left than the withheld counts could be, the other counts are withheld too.
    """
    total = sum(counts.values())
    if k <= 1:
        return dict(counts), total
    shown: dict[str, int | None] = {name: count if count >= k else None for name, count in counts.items()}
    withheld = sum(1 for count in shown.values() if count is None)
    if not withheld:
        return shown, total if total >= k else None
    left = excerpts - sum(count or 0 for count in shown.values())
    return (shown if left >= withheld * (k - 1) else dict.fromkeys(counts)), None


def beside(cases: Sequence[Case], k: int) -> Beside:
    """The attributes that may stand beside quotes: role first, then one name after the other.

    A name is added for everybody of a role or for nobody, and only while every group of cases that would
    look alike, those without the attribute among them, has at least k. So no group is small, and none
    follows from the difference of two. Without roles, every group must also have cases of every role.
    """
    if k <= 1:
        return Beside({}, (), everything=True)
    roles = {case["role"] for case in cases}

    def mixed(names: tuple[str, ...]) -> bool:
        kinds = {alike(case, names) for case in cases}
        return len({(alike(case, names), case["role"]) for case in cases}) == len(kinds) * len(roles)

    without_role = _names(cases, k, (), mixed)
    by_role = {}
    if min(Counter(case["role"] for case in cases).values(), default=0) >= k:
        for role in roles:
            by_role[role] = _names([case for case in cases if case["role"] == role], k, ("role",))
    return Beside(by_role, without_role)


def alike(case: Case, names: Iterable[str]) -> tuple[str | None, ...]:
    """What of a case these names would show; cases with the same look alike."""
    return tuple(case.get(name) for name in names)


def _names(
    cases: Sequence[Case],
    k: int,
    names: tuple[str, ...],
    fits: Callable[[tuple[str, ...]], bool] = lambda _: True,
) -> tuple[str, ...]:
    for name in sorted({name for case in cases for name in case} - {"role"}):
        wider = (*names, name)
        if min(Counter(alike(case, wider) for case in cases).values()) >= k and fits(wider):
            names = wider
    return names


def _quotes(theme: ThemeFigures, allowed: Beside, unnamed: set[int], rules: Rules) -> Iterable[ClearedQuote]:
    for quote in _shuffled(theme, rules):
        shown = allowed.of(quote.attributes, with_role=quote.passage not in unnamed)
        text = quote.text if quote.policy >= rules.policy else rules.scan(quote.text)
        yield ClearedQuote(text, quote.path, ", ".join(shown.values()))


def _changes(small: Sequence[ThemeFigures], cases: Sequence[Case], allowed: Beside, k: int) -> Iterable[str]:
    """What was withheld, said from the whole project: a theme's own list would tell who speaks in it."""
    if allowed.everything:
        return
    shown = list(allowed.by_role.values()) or [allowed.without_role]
    every = {name for case in cases for name in case}
    left_out = sorted(name for name in every if not all(name in names for names in shown))
    if left_out:
        yield (
            f"Beside some quotes {', '.join(left_out)} is not shown, because fewer than {k} cases would "
            "share what is shown."
        )
    for theme in small:
        yield f"{theme.path}: counts of fewer than {k} cases, and figures that tell them, are not shown."
    if small and allowed.by_role:
        yield "Beside quotes of these themes, and others from the same answers, role is not shown."


def _shuffled(theme: ThemeFigures, rules: Rules) -> list[Quote]:
    def place(quote: Quote) -> bytes:
        content = json.dumps([rules.audience, theme.path, quote.text]).encode()
        return hmac.digest(rules.key, content, hashlib.sha256)

    said = [quote for quote in theme.quotes if quote.interview in rules.quotable]
    return said if rules.audience == "team" else sorted(said, key=place)

"""The exit door: what a summary may say to an audience about the people in it."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codebook.errors import CodebookError
from codebook.model.report import Audience, Cleared, ClearedQuote, ClearedTheme, Quote, ThemeFigures

DOMINANT = 0.5
Scan = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rules:
    """For whom, the least number of cases, and the key behind the order of quotes.

    Quotes last scanned under a policy before `policy` go through `scan` once more.
    """

    audience: Audience
    k: int
    key: bytes
    policy: int
    scan: Scan


def clear(
    figures: Sequence[ThemeFigures],
    cases: Sequence[Mapping[str, str]],
    rules: Rules,
    *,
    title: str,
    methods: tuple[str, ...],
) -> Cleared:
    """A summary that may be handed over.

    `cases` are the attributes (with `role`) of every case in the project. Beside a quote stand only
    attributes whose combination at least `k` cases share; a count by role is shown when it is at least
    `k`, and then only if no withheld count follows from the total. Outside the team, quotes are ordered
    by a keyed digest, so that two exports cannot be linked by their order.

    Raises:
        CodebookError: the project has fewer cases than the audience's threshold.
    """
    if len(cases) < rules.k:
        raise CodebookError(
            f"The {rules.audience} threshold is {rules.k} cases and the project has {len(cases)}. "
            "Choose a closer audience, or wait for more interviews."
        )
    changes: list[str] = []
    themes = tuple(_theme(theme, cases, rules, changes) for theme in figures)
    return Cleared(title, rules.audience, themes, tuple(dict.fromkeys(changes)), methods)


def _theme(
    theme: ThemeFigures, cases: Sequence[Mapping[str, str]], rules: Rules, changes: list[str]
) -> ClearedTheme:
    by_role, case_count = safe_counts(theme.by_role, rules.k)
    if None in by_role.values() or case_count is None:
        changes.append(f"{theme.path}: counts of fewer than {rules.k} cases are not shown.")
    # One interview a case is usual, so interviews would tell what the withheld number of cases does not.
    withheld = "not shown"
    warning = ""
    if theme.dominant_share > DOMINANT:
        warning = "More than half of these excerpts come from one case."
    return ClearedTheme(
        path=theme.path,
        definition=theme.definition,
        excerpts=theme.excerpts,
        interviews=withheld if case_count is None else str(theme.interviews),
        cases=withheld if case_count is None else str(case_count),
        by_role=by_role,
        warning=warning,
        quotes=tuple(_quotes(theme, cases, rules, changes)),
    )


def safe_counts(counts: Mapping[str, int], k: int) -> tuple[dict[str, int | None], int | None]:
    """Counts with those of fewer than k withheld, and their total unless it gives one away.

    With k of 1 everything is shown. Otherwise 0 is a count like any other: that nobody spoke is a
    statement about somebody as well. When exactly one count is withheld, the total is withheld too,
    because the difference would be that count.
    """
    if k <= 1:
        return dict(counts), sum(counts.values())
    shown: dict[str, int | None] = {name: count if count >= k else None for name, count in counts.items()}
    total = sum(counts.values())
    withheld = sum(1 for count in shown.values() if count is None)
    return shown, None if total < k or withheld == 1 else total


def _quotes(
    theme: ThemeFigures, cases: Sequence[Mapping[str, str]], rules: Rules, changes: list[str]
) -> Iterable[ClearedQuote]:
    for quote in _shuffled(theme, rules):
        shown = attribution(quote.attributes, cases, rules.k)
        left_out = sorted(set(quote.attributes) - set(shown))
        if left_out:
            changes.append(
                f"{theme.path}: beside some quotes {', '.join(left_out)} is not shown, "
                f"because fewer than {rules.k} cases share it."
            )
        text = quote.text if quote.policy >= rules.policy else rules.scan(quote.text)
        yield ClearedQuote(text, quote.path, ", ".join(shown.values()))


def attribution(attributes: Mapping[str, str], cases: Sequence[Mapping[str, str]], k: int) -> dict[str, str]:
    """The attributes that may stand beside a quote: added one by one, role first, while k cases share all."""
    shown: dict[str, str] = {}
    for name in sorted(attributes, key=lambda name: (name != "role", name)):
        wider = shown | {name: attributes[name]}
        if sum(1 for case in cases if wider.items() <= case.items()) >= k:
            shown = wider
    return shown


def _shuffled(theme: ThemeFigures, rules: Rules) -> list[Quote]:
    def place(quote: Quote) -> bytes:
        content = json.dumps([rules.audience, theme.path, quote.text]).encode()
        return hmac.digest(rules.key, content, hashlib.sha256)

    return list(theme.quotes) if rules.audience == "team" else sorted(theme.quotes, key=place)

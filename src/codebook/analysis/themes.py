"""A theme before disclosure: its excerpts, who they come from, and the quotes worth reading."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from codebook.analysis.relations import stride, united_on_axis
from codebook.analysis.scope import Condition, Labels, rows_where
from codebook.model.corpus import Codings, Corpus
from codebook.model.guide import ROLES
from codebook.model.report import Quote, ThemeFigures

SHORT, LONG = 40, 400


def theme(
    corpus: Corpus, labels: Labels, path: str, texts: Mapping[int, str], where: tuple[Condition, ...] = ()
) -> ThemeFigures:
    """The figures and quotes of a code with its subcodes, all coders together.

    Overlapping and touching excerpts are united across coders, so that a sentence is quoted once.
    `texts` holds the text of every passage of `excerpt_passages`. Quotes come in the order they should
    be read: those of a telling length first, taking turns between cases.

    Raises:
        CodebookError: the path names no code.
    """
    code = corpus.tree.find(path)
    quotes = _quotes(corpus, labels, _codings(corpus, labels, path, where), texts)
    per_case = Counter(quote.case for quote in quotes)
    roles = {case: quote.attributes["role"] for quote in quotes for case in (quote.case,)}
    return ThemeFigures(
        path=code.path,
        definition=code.meaning.definition,
        excerpts=len(quotes),
        interviews=len({quote.interview for quote in quotes}),
        cases=len(per_case),
        by_role={role: sum(1 for known in roles.values() if known == role) for role in ROLES},
        dominant_share=max(per_case.values(), default=0) / max(1, len(quotes)),
        quotes=tuple(_in_turns(quotes)),
    )


def excerpt_passages(
    corpus: Corpus, labels: Labels, path: str, where: tuple[Condition, ...] = ()
) -> list[int]:
    """The ids of the passages that a theme quotes from."""
    return [int(passage) for passage in np.unique(_codings(corpus, labels, path, where).passage)]


def _codings(corpus: Corpus, labels: Labels, path: str, where: tuple[Condition, ...]) -> Codings:
    inside = list(corpus.tree.subtree(corpus.tree.find(path).id))
    scope = corpus.passages.id[rows_where(corpus, labels, where)]
    return corpus.codings.take(np.isin(corpus.codings.code, inside) & np.isin(corpus.codings.passage, scope))


def _quotes(corpus: Corpus, labels: Labels, codings: Codings, texts: Mapping[int, str]) -> list[Quote]:
    step = stride(codings, 0)
    quotes = []
    for start, end in zip(
        *(side.tolist() for side in united_on_axis(np.zeros_like(codings.passage), codings, step)),
        strict=True,
    ):
        passage = start // step
        row = int(corpus.passages.rows(np.array([passage]))[0])
        case = int(corpus.passages.case[row])
        role = ROLES[int(corpus.passages.role[row])]
        first, last = start - passage * step, end - passage * step
        inside = (codings.passage == passage) & (codings.start >= first) & (codings.end <= last)
        paths = sorted({corpus.tree[code].path for code in codings.code[inside].tolist()})
        quotes.append(
            Quote(
                text=texts[passage][first:last].strip(),
                path=", ".join(paths),
                case=case,
                interview=int(corpus.passages.interview[row]),
                passage=passage,
                attributes={**labels.attributes.get(case, {}), "role": role},
                policy=int(corpus.passages.policy[row]),
            )
        )
    return quotes


def _in_turns(quotes: list[Quote]) -> list[Quote]:
    by_case: dict[int, list[Quote]] = {}
    for quote in sorted(quotes, key=lambda quote: (not SHORT <= len(quote.text) <= LONG, -len(quote.text))):
        by_case.setdefault(quote.case, []).append(quote)
    turns = sorted(((at, case) for case, said in by_case.items() for at in range(len(said))))
    return [by_case[case][at] for at, case in turns]

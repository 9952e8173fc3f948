"""A codebook that is written reads back as the same codebook."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from codebook.deid.plain import Plain
from codebook.exchange.codebooks import codebook_text, read_codebook
from codebook.model.codes import COLOURS, Code, CodeText, CodeTree

words = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=20).map(
    lambda text: " ".join(Plain(text).text.split())
)
texts = st.builds(CodeText, *[words] * 5, st.lists(words.filter(bool), max_size=3).map(tuple))
ways = st.tuples(
    st.integers(0, 5),
    words.map(lambda name: name.replace("/", "")),
    st.sampled_from(COLOURS),
    texts,
    st.booleans(),
)


@given(st.lists(ways, min_size=1, max_size=6))
def test_reading_what_was_written_gives_the_same_codes(
    rows: list[tuple[int, str, str, CodeText, bool]],
) -> None:
    """Paths, colours, texts, and what is retired, whatever signs stand in them; siblings keep their order."""
    made: list[Code] = []
    for at, (above, word, colour, meaning, retired) in enumerate(rows, 1):
        parent = made[above - 1] if 0 < above <= len(made) else None
        name = f"{word}-{at}".strip("-")
        path = f"{parent.path}/{name}" if parent else name
        made.append(Code(at, parent.id if parent else None, name, path, colour, at, meaning, retired))
    tree = CodeTree(made)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "codes.yaml"
        file.write_text(codebook_text(tree), encoding="utf-8")
        read = read_codebook(file)
    keys = {code.path: at for at, code in enumerate(read)}
    back = CodeTree(
        Code(at, keys.get(c.parent), c.name, c.path, c.colour, at, c.meaning, c.retired)
        for at, c in enumerate(read)
    )
    told = [[(c.path, c.colour, c.meaning, c.retired) for c in each] for each in (tree, back)]
    assert told[0] == told[1]

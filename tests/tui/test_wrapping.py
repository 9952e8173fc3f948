"""Wrapping puts every code point on one line and finds it again from its cell."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from codebook.tui.safe_text import clipped, one_line, printable
from codebook.tui.wrapping import line_at, line_end, lines_between, measure, shown, wrap

FAMILY = "👩\u200d👩\u200d👧"
SIGNS = st.sampled_from(
    [
        *"abc  \t\n-.é漢字한שלום",
        "e\u0301",
        FAMILY,
        "🇨🇦",
        "❤\ufe0f",
        "👍🏽",
        "\u200d",
        "\x1b",
        "\x85",
        "\u0301",
    ]
)
TEXTS = st.lists(SIGNS, max_size=60).map("".join)


@given(TEXTS, st.integers(1, 30))
def test_every_code_point_is_on_exactly_one_line(text: str, width: int) -> None:
    """Every code point is on exactly one line."""
    measured = measure(text)
    starts = wrap(measured, width).tolist()
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(pieces) == text
    assert all("\n" not in piece[:-1] for piece in pieces)


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_asked_but_for_hanging_spaces(text: str, width: int) -> None:
    """No line is wider than asked but for hanging spaces."""
    measured = measure(text)
    starts = wrap(measured, width)
    for line, start in enumerate(starts.tolist()):
        end = line_end(measured, starts, line)
        words = text[start:end].rstrip(" \t")
        one_cluster = measured.step(start, 1) >= start + len(words)
        assert one_cluster or measured.column(start, start + len(words)) <= width


@given(TEXTS, st.integers(1, 30))
def test_a_cluster_is_never_split_over_lines(text: str, width: int) -> None:
    """A cluster is never split over lines."""
    measured = measure(text)
    assert all(measured.whole[start] for start in wrap(measured, width).tolist())


@given(TEXTS, st.integers(1, 30))
def test_offset_to_cell_to_offset_is_the_same_offset(text: str, width: int) -> None:
    """Offset to cell to offset is the same offset."""
    measured = measure(text)
    starts = wrap(measured, width)
    for place in range(len(text)):
        line = line_at(starts, place)
        start, end = int(starts[line]), line_end(measured, starts, line)
        if measured.whole[place] and place <= end:
            assert measured.position(start, end, measured.column(start, place)) == place


@given(TEXTS)
def test_what_is_painted_is_as_wide_as_what_was_measured(text: str) -> None:
    """What is painted is as wide as what was measured."""
    measured = measure(text)
    starts = wrap(measured, 20)
    for line, start in enumerate(starts.tolist()):
        end = line_end(measured, starts, line)
        painted = shown(text[start:end], begins_line=True)
        assert cell_len(painted) == measured.column(start, end)
        assert painted.isprintable() or not painted.isascii()
        assert not set(painted) & set("\x1b\x85\t\n")


def test_clusters_of_families_flags_and_marks_are_whole() -> None:
    """Clusters of families flags and marks are whole."""
    text = f"a{FAMILY}e\u0301🇨🇦🇫🇷❤\ufe0f👍🏽!"
    measured = measure(text)
    places, place = [], 0
    while place < len(text):
        after = measured.step(place, 1)
        places.append(text[place:after])
        place = after
    assert places == ["a", FAMILY, "e\u0301", "🇨🇦", "🇫🇷", "❤\ufe0f", "👍🏽", "!"]
    assert [cell_len(piece) for piece in places] == [1, 2, 1, 2, 2, 2, 2, 1]


def test_chinese_breaks_between_signs_but_not_before_a_stop() -> None:
    """Chinese breaks between signs but not before a stop."""
    text = "我害怕警察。所以没有说"
    starts = wrap(measure(text), 10).tolist()
    assert [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == [
        "我害怕警",
        "察。所以没",
        "有说",
    ]


def test_tabs_take_four_cells() -> None:
    """Tabs take four cells."""
    measured = measure("a\tb")
    assert measured.column(0, 2) == 5
    assert shown("a\tb") == "a    b"


def test_lines_between_covers_the_lines_a_stretch_touches() -> None:
    """Lines between covers the lines a stretch touches."""
    starts = wrap(measure("one two three"), 4)
    assert list(lines_between(starts, 0, 4)) == [0]
    assert list(lines_between(starts, 2, 9)) == [0, 1, 2]


def test_control_characters_become_signs_of_the_same_length() -> None:
    """Control characters become signs of the same length."""
    assert printable("a\x1b[31m\x9b\u202e\x00") == "a␛[31m\ufffd\ufffd␀"
    assert one_line("two\nlines\there") == "two lines here"
    assert clipped("漢字漢字", 5) == "漢字…"

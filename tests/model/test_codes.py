"""The codebook is found by path, by last name, and walked in outline order."""

import pytest

from codebook.errors import CodebookError
from tests.analysis.corpora import tree


def test_outline_has_each_parent_before_its_children() -> None:
    """Reading order is the tree's order."""
    assert [code.path for code in tree()][:4] == [
        "barriers",
        "barriers/waitlists",
        "barriers/waitlists/long",
        "police",
    ]


@pytest.mark.parametrize("said", ["barriers/waitlists", "waitlists", "WAITLISTS", "/waitlists/"])
def test_a_unique_last_part_is_enough(said: str) -> None:
    """Full path or unambiguous ending, in any case."""
    assert tree().find(said).path == "barriers/waitlists"


def test_an_ambiguous_or_unknown_name_says_what_to_do() -> None:
    """The message lists the candidates, or where to look."""
    double = tree(("a", "a/x", "b", "b/x"))
    with pytest.raises(CodebookError, match="a/x, b/x"):
        double.find("x")
    with pytest.raises(CodebookError, match="No code answers"):
        double.find("y")


def test_a_subtree_and_its_ancestors() -> None:
    """Down to every leaf, up to the theme."""
    found = tree()
    leaf = found.find("long")
    assert found.subtree(found.find("barriers").id) == {1, 2, 3}
    assert found.ancestors(leaf.id) == (2, 1)
    assert leaf.depth == 2
    assert [code.name for code in found.children(None)] == ["barriers", "police", "stigma"]

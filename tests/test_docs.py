"""What the README and the documents say is so."""

import re
from pathlib import Path

from typer.main import get_command

from codebook.cli.app import app
from codebook.settings import THRESHOLDS
from codebook.tui.coding import CodingScreen
from codebook.tui.passage import PassageView

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_stays_short() -> None:
    """Nobody reads more than 150 lines."""
    assert len(README.splitlines()) <= 150


def test_every_command_is_documented() -> None:
    """The command table names each command there is, and none that is not."""
    group = get_command(app)
    built = set(group.commands)  # type: ignore[attr-defined]
    table = README.partition("## Commands")[2].partition("## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {word for row in rows for word in re.findall(r"`(?:codebook )?([a-z]+)", row)} - {"codebook"}
    assert named == built


def test_every_change_of_the_codebook_is_documented() -> None:
    """The table names what `codebook code` can do, and nothing else."""
    code = get_command(app).commands["code"]  # type: ignore[attr-defined]
    named = re.findall(r"`codebook code ([a-z|\\]+)", README)
    assert {word for words in named for word in words.split("\\|")} == set(code.commands)


def test_the_two_commands_stand_where_a_reader_and_a_script_find_them() -> None:
    """Each is alone in a fenced block right after its comment, and is one line of plain shell."""
    for name, last in (("run", "codebook demo"), ("test", "pytest")):
        found = re.search(rf"<!-- command: {name} -->\n```sh\n(.*?)\n```", README, re.DOTALL)
        assert found is not None
        assert "\n" not in found[1]
        assert found[1].startswith("python3 -m venv .venv && ")
        assert found[1].endswith(f".venv/bin/{last}")


def test_keys_in_the_readme_work_on_the_desk() -> None:
    """Every single-letter key of the table is bound where the table says."""
    table = README.partition("| on the coding desk | key |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([A-Za-z\]\[])`", table))
    bound = {
        {"right_square_bracket": "]", "left_square_bracket": "["}.get(key, key)
        for binding in (*CodingScreen.BINDINGS, *PassageView.BINDINGS)
        for key in binding.key.split(",")  # type: ignore[union-attr]
    }
    assert named
    assert named <= bound


def test_linked_files_exist() -> None:
    """Every relative link of README and docs leads somewhere."""
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_privacy_page_names_the_thresholds_in_force() -> None:
    """The numbers in the document are those of the program."""
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert f"at least {THRESHOLDS['partner']} or {THRESHOLDS['public']} participants" in page


def test_every_room_is_on_the_map() -> None:
    """The architecture page and the README name each room and verb."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    source = ROOT / "src" / "codebook"
    rooms = {path.parent.name for path in source.glob("*/__init__.py")}
    verbs = {path.stem for path in source.glob("*.py")} - {"__init__", "__main__", "errors", "settings"}
    for room in rooms:
        assert f"`{room}/`" in page
    for verb in verbs:
        assert f"`{verb}`" in page
        assert f"`{verb}`" in README


def test_documents_point_at_no_machine() -> None:
    """No absolute path of somebody's machine stands in a tracked text."""
    home = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/")
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / ".ci" / "run"):
        assert not home.search(page.read_text(encoding="utf-8")), page.name

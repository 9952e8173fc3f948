"""The shape of the house: who may import what, who may mint a proof, how long a file may grow."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "codebook"
FILE_LINES, FUNCTION_LINES = 300, 60

# Which parts of the program may import a third-party library; everything not named here may not.
LIBRARIES = {
    "textual": ("tui",),
    "rich": ("tui", "cli"),
    "typer": ("cli",),
    "spacy": ("deid",),
    "rapidfuzz": ("deid", "exchange/align", "analysis", "tui/picker"),
    "sqlalchemy": ("store",),
    "numpy": ("model", "analysis", "store/reading", "store/corpus", "tui"),
    "docx": ("exchange",),
    "openpyxl": ("exchange",),
    "striprtf": ("exchange",),
    "pypdf": ("exchange",),
    "lxml": ("exchange",),
    "yaml": ("exchange",),
    "charset_normalizer": ("exchange",),
}
MINTS = {
    "MaskedText": ("deid/gate.py", "store/"),
    "Cleared": ("analysis/disclosure.py",),
}


def modules() -> list[Path]:
    """Every Python file of the program."""
    return sorted(SOURCE.rglob("*.py"))


def place(path: Path) -> str:
    """A file's path below the package, with slashes."""
    return path.relative_to(SOURCE).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The top-level names a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_import_contracts_hold() -> None:
    """Import-linter keeps every contract of pyproject.toml."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", modules(), ids=place)
def test_third_party_libraries_stay_in_their_rooms(path: Path) -> None:
    """A library is imported only where the table says."""
    for name in set(imported(path)) - {"codebook"} - set(sys.stdlib_module_names):
        assert any(place(path).startswith(room) for room in LIBRARIES[name]), f"{place(path)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=place)
def test_proofs_are_minted_at_their_doors_only(path: Path) -> None:
    """`MaskedText` is made by the gate and the store, `Cleared` by disclosure."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in MINTS:
                assert any(place(path).startswith(door) for door in MINTS[name]), (
                    f"{place(path)} makes {name}"
                )


def test_benchmarks_mint_only_in_the_loader() -> None:
    """The one named exception to the gate is `benchmarks/load.py`."""
    makers = [
        p.name for p in (ROOT / "benchmarks").glob("*.py") if "MaskedText(" in p.read_text(encoding="utf-8")
    ]
    assert makers == ["load.py"]


@pytest.mark.parametrize("path", modules(), ids=place)
def test_files_and_functions_stay_small(path: Path) -> None:
    """No file beyond 300 lines that are not blank, no function beyond 60."""
    text = path.read_text(encoding="utf-8")
    assert sum(1 for line in text.splitlines() if line.strip()) <= FILE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{node.name} has {length} lines"


def test_every_module_says_what_it_is_in_one_sentence() -> None:
    """A module's docstring begins with one line."""
    for path in modules():
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert said, place(path)
        assert said.splitlines()[0].endswith("."), place(path)


def test_nothing_catches_everything() -> None:
    """No handler swallows errors it does not name."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                assert caught not in {"", "Exception", "BaseException"}, place(path)


def test_the_program_never_reaches_for_the_network() -> None:
    """No module of the program imports a way to connect."""
    forbidden = {"socket", "http", "urllib.request", "ssl", "requests", "httpx", "ftplib", "smtplib"}
    for path in modules():
        names = set(imported(path)) | set(re.findall(r"from (urllib\.\w+)", path.read_text(encoding="utf-8")))
        assert not forbidden & names, place(path)

"""Where things live and what holds until somebody says otherwise."""

from importlib import resources
from pathlib import Path

from codebook.errors import BadInputError

AUDIENCES = ("team", "partner", "public")
THRESHOLDS = {"team": 1, "partner": 3, "public": 5}
PROJECTS = Path("projects")
EXPORTS = Path("exports")
DEFAULT_CODER = "A1"


def project_path(name: str) -> Path:
    """The file a project name or path means: `study` is `projects/study.db`, a path is itself."""
    path = Path(name).expanduser()
    if path.suffix == ".db" or len(path.parts) > 1:
        return path
    return PROJECTS / f"{name}.db"


def guide_files() -> dict[str, Path]:
    """The built-in guides by letter."""
    folder = Path(str(resources.files("codebook"))) / "guides"
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def codebook_file(name: str) -> Path:
    """A codebook that comes with the program.

    Raises:
        BadInputError: there is none of that name.
    """
    package = Path(str(resources.files("codebook")))
    for folder in (package / "codebooks", package.parents[1] / "codebooks"):
        if (folder / f"{name}.yaml").is_file():
            return folder / f"{name}.yaml"
    raise BadInputError(f"There is no built-in codebook '{name}'.")


def sample_folder() -> Path:
    """The invented interviews of the sample project."""
    return Path(str(resources.files("codebook"))) / "sample"

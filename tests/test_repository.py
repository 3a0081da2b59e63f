"""What the repository as a whole promises: complete locks, no address of one machine, names that say something."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import crmdesk

ROOT = Path(__file__).resolve().parent.parent

NOT_OURS = frozenset({
    ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "__pycache__", "build", "demo-out",
    "dist",
})  # fmt: skip
BINARY = frozenset({".db", ".ico", ".icns", ".png", ".qm", ".sqlite", ".ttf", ".woff2", ".xlsx"})
SAYS_NOTHING = re.compile(r"^(utils?|helpers?|misc|commons?|managers?)$|_(utils?|helpers?|manager)$")
MACHINE = re.compile(r"(?<![\w.$}>)/])/(work|root|home/[a-z]\w*|Users/[A-Za-z]\w*)/")
INDEX = re.compile(
    r"(--(extra-)?index-url|--find-links)\b(?!`)|\bregistry\s*=|https?://(\w+\.)*(pypi|pythonhosted)\.org",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"(#|//|<!--)\s*(TODO|FIXME|XXX)\b")
LONGEST_MODULE = 500


def _files() -> list[Path]:
    """Every file of the project: what git knows or would take, or without git all but what tools leave behind."""
    try:
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
        found = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file())


FILES = _files()
TEXTS = {path: path.read_text(encoding="utf-8") for path in FILES if path.suffix not in BINARY}


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path, text in TEXTS.items()
        if path != Path(__file__)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (MACHINE, "see " + "/".join(["", "work", "main", "crmdesk"])),
        (MACHINE, "path = '/Users/anna/crmdesk'"),
        (MACHINE, "path = '/home/anna/crmdesk'"),
        (INDEX, "pip install --index-url http://mirror"),
        (UNFINISHED, "# TODO: later"),
        (SAYS_NOTHING, "string_utils"),
    ],
)
def test_each_search_can_find(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (MACHINE, "GET /v1/home/items"),
        (MACHINE, "https://example.org/home/anna/"),
        (UNFINISHED, "type = 'TODO'  # HubSpot's word"),
        (SAYS_NOTHING, "commonness"),
    ],
)
def test_each_search_spares(pattern: re.Pattern[str], line: str) -> None:
    assert not pattern.search(line)


@pytest.mark.parametrize("pattern", [MACHINE, INDEX, UNFINISHED], ids=["machine's path", "package index", "unfinished"])
def test_no_file_holds(pattern: re.Pattern[str]) -> None:
    assert _lines_with(pattern) == []


def test_every_module_says_what_it_is_about() -> None:
    parts = {
        part: path for path in FILES if path.suffix == ".py" for part in path.relative_to(ROOT).with_suffix("").parts
    }
    assert [str(path) for part, path in parts.items() if SAYS_NOTHING.search(part)] == []


def test_no_module_is_too_long() -> None:
    lengths = {path: text.count("\n") for path, text in TEXTS.items() if path.suffix == ".py"}
    assert [f"{path}: {lines}" for path, lines in lengths.items() if lines > LONGEST_MODULE] == []


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {path.parent for path in FILES if path.suffix == ".py" and path.is_relative_to(ROOT / "crmdesk")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE", "docs/architecture.md"])
def test_a_newcomer_finds(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


def test_the_engine_is_explained_in_four_pages() -> None:
    """At some 550 words a page. What a newcomer does not need first is in the pages that it leads on to."""
    text = TEXTS[ROOT / "docs/sync.md"]
    assert len(text.split()) <= 4 * 550
    assert {"sync-rules.md", "several-accounts.md", "invariants.md"} <= set(re.findall(r"\]\(([\w.-]+)\)", text))


def test_the_changelog_speaks_of_this_version() -> None:
    assert re.search(rf"^## .*\b{re.escape(crmdesk.__version__)}\b", TEXTS[ROOT / "CHANGELOG.md"], re.MULTILINE)


def _pins(name: str) -> dict[str, str]:
    """Each pinned package of a lock file with its version; fails on a line that is no pin, hash or comment."""
    pins = {}
    for entry in re.sub(r"\\\n\s*", "", TEXTS[ROOT / name]).splitlines():
        if entry.strip().startswith("#"):
            continue
        found = re.fullmatch(r"([a-z0-9-]+)==(\S+)( ; [^#]*?)?\s*(--hash=sha256:[0-9a-f]{64}\s*)+", entry)
        assert found, f"{name}: not a pin with its hashes: {entry[:80]}"
        pins[found[1]] = found[2]
    return pins


def test_the_locks_are_complete_and_agree() -> None:
    program, development = _pins("requirements.lock"), _pins("requirements-dev.lock")
    assert program.items() <= development.items()
    project = tomllib.loads(TEXTS[ROOT / "pyproject.toml"])
    for declared, pins in [
        (project["project"]["dependencies"], program),
        (project["dependency-groups"]["dev"], development),
    ]:
        names = {re.split(r"[<>=!~\[; ]", entry)[0] for entry in declared}
        assert names <= pins.keys()


def test_pins_that_another_decision_set() -> None:
    major, minor, *_ = (int(part) for part in _pins("requirements.lock")["pyside6-essentials"].split("."))
    assert (major, minor) < (6, 12), "docs/decisions/0003: 6.12.0 aborts on Python 3.11"

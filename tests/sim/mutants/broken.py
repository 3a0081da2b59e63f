"""A crmdesk with one line changed: the module of that line is compiled from other text than its file holds."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[3]
LIST = Path(__file__).with_name("mutants.toml")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One breakage: in ``file`` the line ``old`` reads ``new``. ``after`` is an earlier line, where ``old`` is not alone."""

    name: str
    file: str
    old: str
    new: str
    after: str = ""

    @property
    def module(self) -> str:
        """The module that is changed."""
        return self.file.removesuffix(".py").replace("/", ".")

    def text(self) -> str:
        """The changed source. Raises ValueError where the line is not there, or there more than once."""
        lines = (ROOT / self.file).read_text(encoding="utf-8").splitlines()
        start = _only(lines, self.after, 0, self) if self.after else 0
        at = _only(lines, self.old, start, self, first=bool(self.after))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        lines[at] = indent + self.new
        return "\n".join(lines) + "\n"


def mutants() -> list[Mutant]:
    """All of them."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return [Mutant(name, **parts) for name, parts in listed.items()]


def _only(lines: Sequence[str], wanted: str, start: int, mutant: Mutant, *, first: bool = False) -> int:
    found = [at for at in range(start, len(lines)) if lines[at].strip() == wanted]
    if not found or (len(found) > 1 and not first):
        raise ValueError(f"{mutant.name}: {len(found)} lines {wanted!r} in {mutant.file}")
    return found[0]


class _Loader(SourceFileLoader):
    """Compiles other text than the file's, and leaves no compiled file behind."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(ROOT / mutant.file))
        self._mutant = mutant

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        return compile(self._mutant.text(), self.get_filename(fullname), "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        return spec_from_file_location(fullname, ROOT / self._mutant.file, loader=_Loader(self._mutant))


def install(mutant: Mutant) -> None:
    """Break the crmdesk that this process will import."""
    if any(name.split(".")[0] == "crmdesk" for name in sys.modules):
        raise RuntimeError("crmdesk is imported already")
    sys.meta_path.insert(0, _Finder(mutant))

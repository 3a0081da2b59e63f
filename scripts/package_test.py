"""Lets the frozen program in dist/crmdesk/ prove itself, and tells its size installed and packed against the bars."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.services import PrivateBus, VirtualDisplay

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "dist" / "crmdesk"
INSTALLED_BAR_MB = 200
PACKED_BAR_MB = 65
KEPT_VARIABLES = ("LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TEMP")


def run(folder: Path, *arguments: str, **variables: str) -> str:
    """The frozen program's standard output; it gets an empty home, and nothing of this checkout in its environment."""
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    environment |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), **variables}
    print(f"package-test: crmdesk {' '.join(arguments)} {variables}", flush=True)
    command = [str(FROZEN / "crmdesk"), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\npackage-test: exit status {done.returncode}")
    return done.stdout


def prove(folder: Path) -> None:
    """Run the self-test without and with a display and a keyring, and the whole job headless."""
    print(run(folder, "selftest", QT_QPA_PLATFORM="offscreen"))
    if sys.platform == "linux":
        with VirtualDisplay(folder) as display, PrivateBus(folder) as bus:
            print(run(folder, "selftest", DISPLAY=display, QT_QPA_PLATFORM="xcb", DBUS_SESSION_BUS_ADDRESS=bus.address))
    report = json.loads(run(folder, "demo", "--headless", "--json").splitlines()[-1])
    print(json.dumps(report))
    if report["lost"] != 0:
        sys.exit(f"package-test: the demo lost {report['lost']} values")


def sizes_mb(folder: Path) -> dict[str, float]:
    """Size of all files, and of their tar.xz, in millions of bytes."""
    archive = folder / "crmdesk.tar.xz"
    environment = {**os.environ, "XZ_OPT": "-6 -T0"}
    subprocess.run(["tar", "-C", FROZEN.parent, "-cJf", archive, "crmdesk"], env=environment, check=True)
    installed = sum(path.stat().st_size for path in FROZEN.rglob("*") if path.is_file() and not path.is_symlink())
    return {"installed": installed / 1e6, "packed": archive.stat().st_size / 1e6}


def main() -> int:
    """Exit status 0 if the frozen program works and is small enough."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o700)
        prove(folder)
        sizes = sizes_mb(folder)
    print(f"installed {sizes['installed']:.1f} MB (bar {INSTALLED_BAR_MB})")
    print(f"tar.xz {sizes['packed']:.1f} MB (bar {PACKED_BAR_MB})")
    return int(sizes["installed"] > INSTALLED_BAR_MB or sizes["packed"] > PACKED_BAR_MB)


if __name__ == "__main__":
    sys.exit(main())

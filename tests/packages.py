"""Builds the wheel and the sdist, installs each (and an editable) apart, and scores one call.

Run by ``make test``; it needs the package index. Exits non-zero at the first difference.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CALL = ROOT / "examples" / "calls" / "01_buen_agente.txt"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """The standard output of a command; its error output goes to the terminal."""
    made = subprocess.run([str(c) for c in command], cwd=cwd, check=True, stdout=subprocess.PIPE)
    return made.stdout.decode()


def scored(folder: Path, *requirement: str) -> str:
    """The review that a fresh environment with this installation writes."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", *requirement)
    return run(python, "-m", "callcoach", "score", CALL, "--out", "-", cwd=folder)


def main() -> None:
    """Builds, installs, compares."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        run(sys.executable, "-m", "build", "--outdir", home / "dist", ROOT)
        wheel = next((home / "dist").glob("*.whl"))
        sdist = next((home / "dist").glob("*.tar.gz"))
        size = wheel.stat().st_size / 1e6
        reviews = {
            "wheel": scored(home / "wheel", str(wheel)),
            "sdist": scored(home / "sdist", str(sdist)),
            "editable": scored(home / "editable", "-e", str(ROOT)),
        }
    for kind, review in reviews.items():
        if '"schema":"callcoach.review/1"' not in review or review != reviews["wheel"]:
            sys.exit(f"the {kind} does not review a call as the wheel does")
    sys.stdout.write(f"wheel, sdist and editable install give the same review ({size:.1f} MB wheel)\n")


if __name__ == "__main__":
    main()

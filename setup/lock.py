"""`run.py lock`: pin every package, with the hashes of its files, for Python 3.11 to 3.13 on Linux and Windows.

The resolver (uv) is fetched into a folder that is thrown away afterwards.  A package that both systems need carries no
marker, so that another processor of the same system can try its luck; no address of an index is written down.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from setup.environment import WINDOWS, clean_environment
from setup.words import Stop, say, words

SYSTEMS = {
    "linux": "sys_platform == 'linux' and platform_machine == 'x86_64'",
    "win32": "sys_platform == 'win32' and platform_machine == 'AMD64'",
}
HEADER = "# Made by `run.py lock` from pyproject.toml; not written by hand.\n"


def simplify(lines: str) -> str:
    """Replace the markers that name system and processor by none (both systems) or by the system alone."""

    def shorter(match: re.Match[str]) -> str:
        systems = [name for name in SYSTEMS if f"sys_platform == '{name}'" in match[2]]
        return match[1] + ("" if len(systems) == len(SYSTEMS) else f" ; sys_platform == '{systems[0]}'") + match[3]

    return re.sub(r"^(\S+==\S+) ; ([^\\\n]*?)( \\)?$", shorter, lines, flags=re.MULTILINE)


def write(root: Path) -> None:
    """Write `requirements.lock` (what the program needs) and `requirements-dev.lock` (that and the test tools)."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        uv = here / "venv" / ("Scripts/uv.exe" if WINDOWS else "bin/uv")
        systems = ", ".join(f'"{marker}"' for marker in SYSTEMS.values())
        project = (root / "pyproject.toml").read_text(encoding="utf-8")
        (here / "pyproject.toml").write_text(f"{project}\n[tool.uv]\nenvironments = [{systems}]\n", encoding="utf-8")
        steps: list[list[str]] = [
            [sys.executable, "-m", "venv", "venv"],
            [str(uv.with_name("python")), "-m", "pip", "install", "--quiet", "uv"],
        ]
        resolve = [str(uv), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
        resolve += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "pyproject.toml"]
        steps.append([*resolve, "--output-file", "requirements.lock"])
        steps.append([*resolve, "--group", "dev", "-c", "requirements.lock", "--output-file", "requirements-dev.lock"])
        for step in steps:
            if subprocess.run(step, cwd=here, env=clean_environment(), check=False).returncode:
                raise Stop(words("The versions could not be resolved (see above).", "无法确定版本（见上）。"))
        for name in ("requirements.lock", "requirements-dev.lock"):
            text = simplify((here / name).read_text(encoding="utf-8"))
            (root / name).write_text(HEADER + text, encoding="utf-8")
    say("Written: requirements.lock, requirements-dev.lock", "已写入 requirements.lock、requirements-dev.lock")

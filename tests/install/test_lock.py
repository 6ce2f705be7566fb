"""The lock files pin what pyproject.toml asks for, with hashes and without an address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from setup.lock import simplify

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(found[1]): found[2] for found in re.finditer(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


@pytest.mark.parametrize(
    ("name", "asked"),
    [(RUNTIME, PROJECT["project"]["dependencies"]), (DEVELOPMENT, PROJECT["dependency-groups"]["dev"])],
)
def test_everything_asked_for_is_pinned_to_a_fitting_version(name: str, asked: list[str]) -> None:
    found = pins(name)
    unfit = [
        line
        for line in asked
        if not Requirement(line).specifier.contains(found.get(canonicalize_name(Requirement(line).name), "0"))
    ]
    assert unfit == [], "run.py lock"


def test_tests_run_on_the_very_versions_that_the_program_runs_on() -> None:
    assert pins(RUNTIME).items() <= pins(DEVELOPMENT).items()


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT])
def test_every_pin_has_a_hash_and_no_line_an_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_markers_name_a_system_only_where_one_needs_less() -> None:
    both = "(platform_machine == 'x86_64' and sys_platform == 'linux') or (sys_platform == 'win32')"
    assert simplify(f"a==1 ; {both} \\\n    --hash=sha256:0\n") == "a==1 \\\n    --hash=sha256:0\n"
    one = "b==1 ; platform_machine == 'AMD64' and sys_platform == 'win32' \\\n"
    assert simplify(one) == "b==1 ; sys_platform == 'win32' \\\n"

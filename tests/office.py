"""Files of facts for tests: the cited facts are planted once a run and copied for each test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.operations.questions import Questions
from pairing_desktop.operations.workspace import Workspace

T = TypeVar("T")
Ask = Callable[[Callable[[Questions], T]], T]


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the cited facts, closed; never open this one."""
    path = tmp_path_factory.mktemp("planted") / "pairing.db"
    Workspace.create(path, who="Li Wei", unit="Office", with_facts=True).close()
    return path


@pytest.fixture
def facts_file(planted: Path, tmp_path: Path) -> Path:
    """A file of the test's own with the cited facts."""
    return Path(shutil.copyfile(planted, tmp_path / "pairing.db"))


@pytest.fixture
def workspace(facts_file: Path) -> Iterator[Workspace]:
    """The cited facts, open for writing by Li Wei."""
    workspace = Workspace.open(facts_file, who="Li Wei", unit="Office")
    yield workspace
    workspace.close()


@pytest.fixture
def ask(workspace: Workspace) -> Ask[object]:
    """Ask a question and wait for the answer."""
    return lambda question: workspace.ask(question).result(timeout=30)


def new_project(**values: str) -> Draft:
    """A draft of a project that may be saved as it is."""
    return Draft("projects", None, 0, {
        "name_en": "Test plant", "kind": "factory", "status": "planned", "source_key": "shine_2024_seed",
        "locator": "para 1", **values,
    })


def run_python(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run this interpreter with our code on its path and wait; nothing is checked."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False, env=environment
    )

"""Everything that can go wrong and is told in words: what happened, that nothing was lost, what to do next.

`Problem` and its kinds are expected (the world's fault or the user's); anything else that is raised is a bug of ours.
Messages are English sentences marked for translation, with named values.
"""

from dataclasses import dataclass

from pairing_desktop.domain.language import Language, mark


class Problem(Exception):
    """An expected failure.  `text` is marked for translation where it is written; `values` fill its place-holders."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values) if values else text)
        self.text = text
        self.values = values

    def message(self, language: Language) -> str:
        """The sentence in this language."""
        return language.tr(self.text, **self.values)


class FileProblem(Problem):
    """The file cannot be opened, read or written: missing, empty, foreign, newer, corrupt, locked, full…"""


class WriteRefused(Problem):
    """The program may not write now: read-only, another window holds the file."""


class Conflict(Problem):
    """The row was changed by somebody since the form read it."""


class Stopped(Problem):
    """Somebody pressed Cancel."""

    def __init__(self) -> None:
        super().__init__(mark("Stopped. Nothing was written."))


class NotFound(Problem):
    """No such record, chart or report."""


class UnknownColumn(NotFound):
    """A column that is not there; the message lists the known ones."""


@dataclass(frozen=True)
class FieldProblem:
    """A message beside a field.  An error stops a save; a warning never does."""

    field: str
    text: str
    values: dict[str, object]
    is_error: bool = True

    def message(self, language: Language) -> str:
        return language.tr(self.text, **self.values)


class InvalidDraft(Problem):
    """A draft with errors; `problems` says which fields and why."""

    def __init__(self, text: str, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(text)
        self.problems = problems

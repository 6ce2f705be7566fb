"""What a check found: which rule, how grave, about which claim, in words."""

from dataclasses import dataclass, field

from pairing_desktop.domain.language import Language

SEVERITIES = ("info", "warning", "error")


@dataclass(frozen=True)
class Proposal:
    """A reading that would bring the figure home."""

    reading: str
    value: str


@dataclass(frozen=True)
class Finding:
    """`subject` and `claim` are short names; `text` is marked English with `values` for its place-holders."""

    rule: str
    severity: str
    subject: str
    claim: str
    text: str
    values: dict[str, str] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()

    def message(self, language: Language) -> str:
        return language.tr(self.text, **self.values)

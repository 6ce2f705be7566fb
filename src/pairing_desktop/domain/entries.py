"""What hangs on records, as values: people sent, stages reached, sales channels, admission policies, notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pairing_desktop.domain.cards import CitationLine
from pairing_desktop.domain.display import coded, date_text, in_sentence, join, quantity, term_text
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import Kind
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.vocabulary import LISTS

TITLE_LENGTH = 60  # characters of a note that stand for it


@dataclass(frozen=True)
class EntryLine:
    """One row of an entry kind.  `values` is the exported row, `linked` names the records it points to, by field; the
    source is in `citation`.  `named` counts the names on file of people sent: the names themselves are asked for."""

    kind: str
    id: int
    key: str
    rev: int
    values: Mapping[str, str]
    linked: Mapping[str, Pick] = field(default_factory=dict)
    citation: CitationLine | None = None
    named: int = 0
    trashed: bool = False
    picture: bytes = b""  # of an attachment: small, PNG

    @property
    def owner(self) -> tuple[str, int]:
        """Kind and id of the record it hangs on, the first it points to."""
        first = next(iter(self.linked.values()))
        return first.kind, first.id


def both_names(kind: Kind, values: Mapping[str, str]) -> tuple[str, str]:
    """What a row is called in English and in Chinese; a code, as that of a stage, in the words of both."""
    english, chinese = (values.get(field, "") for field in kind.names)
    choices = kind.field(kind.names[0]).choices
    if choices:
        return LISTS[choices].get(english, (english, english))
    return english, chinese


def entry_when(kind: str, values: Mapping[str, str], language: Language) -> str:
    """The date or term of an entry in words; empty where it has none."""
    if kind in ("stages", "notes"):
        return date_text(values["date"], values["date_precision"], language)
    return term_text(values, language)


def entry_title(kind: str, values: Mapping[str, str], language: Language) -> str:
    """What an entry is called in lists, in the trash and on its card."""
    match kind:
        case "postings":
            people = quantity(values["people"], "person", language, values.get("qualifier", ""))
            role = in_sentence(coded("posting_role", values["role"], language))
            return join((people, role, values["sending_unit"]), language)
        case "stages":
            date = date_text(values["date"], values["date_precision"], language)
            return join((coded("stage", values["stage"], language), date), language)
        case "channels":
            return join((values["product"], values["channel"] or coded("channel_kind", values["kind"], language)), language)
        case "admissions":
            return join((coded("admission_policy", values["policy"], language), values["visitors"]), language)
        case "attachments":
            return values["name"]
        case _:
            line = " ".join(values["text"].split())
            return line if len(line) <= TITLE_LENGTH else f"{line[:TITLE_LENGTH]}…"

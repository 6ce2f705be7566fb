"""How a draft is said: its state, its line in the list, its period."""

from pairing_desktop.domain.display import join, nature_text, period_text
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.language import mark
from pairing_desktop.ui import i18n
from pairing_desktop.ui.article.sheet import ACCEPTED, DROPPED, INCOMPLETE, KNOWN, TWICE, Entry
from pairing_desktop.ui.i18n import tr

# state or confidence → word, icon, tone
STATES = {
    ACCEPTED: (mark("Accepted"), "mark-decided", "accent"),
    DROPPED: (mark("Dropped"), "trash", "muted"),
    TWICE: (mark("Said twice"), "copy", "muted"),
    KNOWN: (mark("Already recorded"), "mark-two", "muted"),
    INCOMPLETE: (mark("Something is missing"), "mark-unsourced", "caution"),
    "sure": (mark("Sure"), "mark-one", "muted"),
    "likely": (mark("Likely"), "mark-one", "muted"),
    "open": (mark("To choose"), "mark-unsourced", "caution"),
}


def state_of(entry: Entry) -> tuple[str, str, str]:
    """Word, icon and tone of a draft's state; of an undecided one how sure the rules are."""
    state = entry.state or entry.line.confidence
    if state == INCOMPLETE and not (entry.values.get("measure_key") and entry.values.get("subject_key")):
        state = "open"
    word, icon, tone = STATES[state]
    return tr(word), icon, tone


def name(pick: Pick | None) -> str:
    """The name in the interface's language; empty for none."""
    return (i18n.current().pick(pick.name_en, pick.name_zh) or pick.key) if pick is not None else ""


def chosen(entry: Entry, field: str) -> str:
    """The name of the indicator or record chosen; its short name where nobody looked the name up yet."""
    key = entry.values.get(field, "")
    pick = entry.names.get(field)
    return name(pick) if pick is not None and pick.key == key else key


def second_line(entry: Entry) -> str:
    """Indicator and record, or what is to be chosen."""
    measure = chosen(entry, "measure_key") or tr("Indicator to choose")
    subject = chosen(entry, "subject_key") or tr("record to choose")
    return join((measure, subject), i18n.current())


def place_and_time(entry: Entry) -> str:
    """para 8, 2024, planned."""
    values, now = entry.values, i18n.current()
    period = period_text(values["period_start"], values["period_end"], values["period_precision"], now)
    nature = nature_text(values["nature"], now) if values["nature"] != "actual" else ""
    return join([part for part in (values["locator"], period, nature) if part], now)


def spoken(entry: Entry) -> str:
    """All of it, for ears."""
    findings = [one.headline(i18n.current()) for one in entry.judgement.findings]
    parts = (entry.values["value_as_stated"], second_line(entry), place_and_time(entry), state_of(entry)[0], *findings)
    return join([part for part in parts if part], i18n.current())

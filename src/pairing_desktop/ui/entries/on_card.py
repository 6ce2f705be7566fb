"""What hangs on a record, written on its card: stages with their dates, people sent, sales, admission, notes."""

from pairing_desktop.domain.attachments import ending_of
from pairing_desktop.domain.cards import Card
from pairing_desktop.domain.display import coded, in_sentence, join, name_text, source_line
from pairing_desktop.domain.entries import EntryLine, entry_title, entry_when
from pairing_desktop.domain.kinds import ENTRIES, KINDS
from pairing_desktop.domain.trust import Mark, trust_word
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.card_document import LABELS, CardDocument, TableWriter, target

SHOWN = 6  # of one kind, before "4 more"
EDIT, ADD = "edit-", "add-"  # what a link begins with that opens a form
FILE = "file-"  # that does something with an attachment
PICTURE = (120, 90)  # logical pixels
_TO_ADD = {  # kind of the card → entries that can be made from it, and the field that points back
    "projects": {"stages": "project_key", "postings": "project_key", "notes": "subject_key"},
    "companies": {"channels": "company_key", "notes": "subject_key"},
    "places": {"postings": "place_key", "admissions": "place_key", "notes": "subject_key"},
    "events": {"notes": "subject_key"},
    "sources": {"notes": "subject_key"},
}


def write_entries(out: CardDocument, card: Card, opened: frozenset[str], *, writable: bool) -> None:
    """All entries of the card by kind, then links that add one."""
    for kind in ENTRIES:
        found = [line for line in card.entries if line.kind == kind.name]
        if not found:
            continue
        shown = found if kind.name in opened else found[:SHOWN]
        out.heading(tr(kind.label))
        with out.table((LABELS, 0), gap=6) as table:
            for line in shown:
                _write(out, table, card, line, writable)
            if len(shown) < len(found):
                table.row()
                table.cell()
                out.link(plural("{n} more", "{n} more", len(found) - len(shown)), target("unfold", kind.name))
    if writable and not card.trashed:
        out.heading(tr("Add"))
        out.line(3)
        for place, name in enumerate(_TO_ADD[card.kind]):
            out.text(current().comma if place else "", "small", "muted")
            out.link(in_sentence(tr(KINDS[name].one)) if place else tr(KINDS[name].one), target(f"{ADD}{name}"))
        out.text(current().comma, "small", "muted")
        out.link(in_sentence(tr("Attachment…")), target(f"{FILE}add"))
        out.line(2)
        out.text(tr("Files can also be dropped here, or pasted with Ctrl+V."), "small", "muted")


def preset(card: Card, kind: str) -> dict[str, str]:
    """What a new entry begins with that is made from a card."""
    field = _TO_ADD[card.kind][kind]
    values = {field: card.key}
    if field == "subject_key":
        values["subject_kind"] = KINDS[card.kind].record
    if kind in ("postings", "stages", "channels", "admissions") and len(card.citations) == 1:
        values["source_key"] = card.citations[0].source_key
    return values


def _write(out: CardDocument, table: TableWriter, card: Card, line: EntryLine, writable: bool) -> None:
    values, language = line.values, current()
    if line.kind == "attachments":
        _write_file(out, table, line, writable)
        return
    opens = target(line.kind if line.kind in ("postings", "channels", "admissions") else f"{EDIT}{line.kind}", line.id)
    table.label(entry_when(line.kind, values, current()) or tr("undated"))
    match line.kind:
        case "stages":
            out.link(coded("stage", values["stage"], language), opens, "body")
        case "notes":
            out.text(values["text"])
            out.line()
            out.text(values["author"], "small", "muted")
            out.gap()
            out.link(tr("Edit"), opens)
            return
        case "channels" if card.kind == "places":
            company = line.linked.get("company_key")
            name = name_text(company.name_en, company.name_zh, language) if company else ""
            out.link(join((entry_title(line.kind, values, language), name), language), opens, "body")
        case _:
            out.link(entry_title(line.kind, values, language), opens, "body")
    out.line()
    mark = Mark.UNSOURCED if line.citation is None else Mark.ONE
    out.trust(mark, trust_word(mark, language))
    if line.citation is not None:
        out.gap()
        out.link(source_line(line.citation, language), target("sources", line.citation.source_id))


def _write_file(out: CardDocument, table: TableWriter, line: EntryLine, writable: bool) -> None:
    values, language = line.values, current()
    table.label(coded("attachment_type", values["type"], language))
    if line.picture:
        out.image(f"attachment-{line.id}", line.picture, *PICTURE)
        out.line(2)
    out.text(values["name"])
    out.line()
    out.text(size_text(int(values["size"])), "small", "muted")
    acts = [("open", tr("Open file"))] if ending_of(values["type"]) else []
    acts += [("save", tr("Save as…")), *([("trash", tr("Delete"))] if writable else [])]
    for act, words in acts:
        out.gap()
        out.link(words, target(f"{FILE}{act}", line.id))


def size_text(size: int) -> str:
    """A size in bytes as people say it."""
    for unit, factor in (("MB", 1024**2), ("KB", 1024)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"

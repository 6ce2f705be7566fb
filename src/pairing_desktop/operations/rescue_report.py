"""What a rescue saved and lost, in words for a person."""

from pairing_desktop.domain.backups import Rescue
from pairing_desktop.domain.kinds import BY_RECORD
from pairing_desktop.domain.language import Language, mark

_NAMED = 12  # rows named by their short names before the rest is only counted
_WORDS = {  # tables as a person would call what is in them; the rest goes by "other entries"
    **{table: kind.label for table, kind in BY_RECORD.items()},
    "citation": mark("Places in sources"), "snapshot": mark("Snapshots"), "alias": mark("Other names"),
    "claim_relation": mark("Relations of claims"), "record": mark("Short names"),
}


def rescue_report(report: Rescue, tongue: Language) -> list[str]:
    """The report, a sentence a line."""
    comma = "、" if tongue.is_chinese else ", "

    def what(table: str) -> str:
        return tongue.tr(_WORDS.get(table, mark("Other entries")))

    def listed(rows: dict[str, int]) -> str:
        return comma.join(f"{what(table)} {n}" for table, n in rows.items() if table in _WORDS and table != "record")

    lines = [tongue.tr("Saved into {file}: {what}.", file=report.target.name, what=listed(report.kept))]
    if report.rebuilt:
        lines.append(tongue.plural(
            "{n} row was damaged and made again from the history.", "{n} rows were damaged and made again from the history.",
            sum(report.rebuilt.values()),
        ))
    for found, sentence in (
        (report.lost, mark("Lost, {what}: {names}.")),
        (report.doubtful, mark("To be looked at, for the history says otherwise, {what}: {names}.")),
    ):
        for table, names in found.items():
            shown = comma.join(names[:_NAMED])
            if len(names) > _NAMED:
                shown = tongue.tr("{names} and {n} more", names=shown, n=len(names) - _NAMED)
            lines.append(tongue.tr(sentence, what=what(table), names=shown))
    if report.unread:
        lines.append(tongue.plural("{n} row could not be read at all.", "{n} rows could not be read at all.", report.unread))
    if not report.lost and not report.doubtful and not report.unread:
        lines.append(tongue.tr("Nothing that the file told of is lost."))
    if report.whole_history:
        lines.append(tongue.tr("The history is whole and was kept."))
    elif report.history_file is not None:
        lines.append(tongue.tr(
            "The history did not hold together any more: a new one begins; what could be read of the old one is in {file}.",
            file=report.history_file.name,
        ))
    else:
        lines.append(tongue.tr("Nothing of the history could be read: a new one begins."))
    return lines

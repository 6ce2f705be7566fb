"""After a claim was saved: what the checks find about it is told in the window, with the way to the bench."""

from typing import TYPE_CHECKING

from pairing_desktop.domain.findings import SEVERITIES, Finding
from pairing_desktop.ui.i18n import current, plural, tr

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions
    from pairing_desktop.ui.window import MainWindow

_TONES = {"error": "error", "warning": "caution"}


def tell_findings(window: "MainWindow", claim: int) -> None:
    """Ask what is wrong with a claim that was just saved; nothing is said when nothing is."""
    window.bridge.ask(
        window, "findings of a save", lambda ask: _open_findings(ask, claim), lambda found: _tell(window, claim, found))


def _open_findings(ask: "Questions", claim: int) -> tuple[Finding, ...]:
    """The findings worth telling, the gravest first, without those that somebody set aside."""
    line = ask.claim(claim)
    bench = ask.bench(line.subject_id, line.measure_id)
    mine = next(one for one in bench.claims if one.claim.id == claim)
    aside = {one.finding.rule for one in mine.findings if not one.is_open}
    found = [
        one for one in ask.check_about([claim])
        if one.claim == line.key and one.severity in _TONES and one.rule not in aside
    ]
    return tuple(sorted(found, key=lambda one: -SEVERITIES.index(one.severity)))


def _tell(window: "MainWindow", claim: int, found: tuple[Finding, ...]) -> None:
    if not found:
        return
    first, language = found[0], current()

    def open_bench() -> None:
        window.close_banner()
        window.navigate("bench", claim)

    second = [first.sum(language), tr("The claim is saved as printed.")]
    if len(found) > 1:
        second.append(plural("There is {n} more finding.", "There are {n} more findings.", len(found) - 1))
    buttons = ((tr("Open the bench"), open_bench), (tr("Close"), window.close_banner))
    window.banner.tell(_TONES[first.severity], first.headline(language), language.gap.join(filter(None, second)), buttons)

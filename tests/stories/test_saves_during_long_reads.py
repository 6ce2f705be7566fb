"""200 saves through the window while checks, counts and charts are being read: none is refused, none is lost."""

from pathlib import Path

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.operations.charts import CHARTS
from stories.hands import Hands

SAVES = 200


def test_two_hundred_saves_while_long_reads_run(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    hands.open("projects", "cgn50")
    bridge, id = window.bridge, hands.id_of("projects", "cgn50")
    first = hands.values("projects", "cgn50")
    saved: list[ChangeSet] = []
    failed: list[Exception] = []
    told: list[ChangeSet] = []
    answers = 0
    bridge.changed.connect(lambda change, _initiator: told.append(change))
    bridge.problem.connect(failed.append)

    def read_on(_answer: object = None) -> None:
        """As soon as one long read is answered, or dropped by a save, the next is on its way."""
        nonlocal answers
        answers += 1
        if len(saved) + len(failed) >= SAVES:
            return
        chart = CHARTS[answers % len(CHARTS)].id
        questions = (
            lambda ask: ask.check(),
            lambda ask: [ask.facets(kind, Filter()) for kind in ("projects", "companies", "claims", "sources")],
            lambda ask: ask.chart(chart, Filter(), language("en")),
        )
        bridge.ask(window, f"read {answers % 7}", questions[answers % len(questions)], read_on, failed.append)

    def save_next(change: ChangeSet | None = None) -> None:
        if change is not None:
            saved.append(change)
        if len(saved) + len(failed) < SAVES:
            draft = Draft("projects", id, rev + len(saved), {"note": f"save {len(saved) + 1}"})
            bridge.do(lambda do: do.save(draft), initiator=window, then=save_next, failed=failed.append)

    rev = window.workspace.here.draft("projects", id).rev
    for _ in range(3):
        read_on()
    save_next()
    hands.qtbot.waitUntil(lambda: len(saved) + len(failed) >= SAVES, timeout=100_000)
    hands.settle()
    assert failed == []
    assert [change.operation_id for change in told] == [change.operation_id for change in saved]
    assert len(set(change.operation_id for change in saved)) == SAVES
    assert answers > 3, "no read was answered beside the saves"
    assert hands.values("projects", "cgn50") == {**first, "note": f"save {SAVES}"}
    changes = [line for line in hands.history("projects", "cgn50") if line.field == "note"]
    assert [line.after for line in changes] == [f"save {n}" for n in range(SAVES, 0, -1)]
    assert window.workspace.here.verify() == []
    hands.until(lambda: f"save {SAVES}" in hands.card_text())


def test_saves_given_all_at_once_are_done_in_order(hands: Hands, facts_file: Path) -> None:
    """Commands queue: the window may be told to close while they wait, and closes when the last is done."""
    window = hands.start(facts_file)
    id = hands.id_of("projects", "cgn50")
    rev = window.workspace.here.draft("projects", id).rev
    failed: list[Exception] = []
    window.bridge.ask(window, "check", lambda ask: ask.check(), lambda _: None)
    for number in range(SAVES):
        draft = Draft("projects", id, rev + number, {"note": f"save {number + 1}"})
        window.bridge.do(lambda do, draft=draft: do.save(draft), failed=failed.append)
    hands.close()
    assert failed == []
    hands.start(facts_file)
    assert hands.values("projects", "cgn50")["note"] == f"save {SAVES}"
    assert len(hands.operations()) >= SAVES

"""Reading and writing at once: a save has the right of way and is never refused."""

import sqlite3
import time
from dataclasses import replace
from pathlib import Path
from threading import Event

from office import new_project
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store.files import Stopped
from pairing_desktop.store.session import Session

# Steps through some hundred million rows: minutes, if nothing interrupted it.
ROUNDS = 4
LONG_READ = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000) "
    "SELECT count(*) + (SELECT count(*) FROM claim) FROM n"
)


def test_two_hundred_saves_during_long_reads_are_all_taken(facts_file: Path) -> None:
    session = Session(facts_file, read_only=False)
    started: list[int] = []

    def long_read(connection: sqlite3.Connection) -> int:
        started.append(1)
        if len(started) <= ROUNDS:
            connection.execute(LONG_READ).fetchone()
        return len(started)

    answer = session.read(long_read)
    taken = 0
    for round_number in range(1, ROUNDS + 1):
        while len(started) < round_number:  # the read runs (again)
            time.sleep(0.001)
        saves = [
            session.write(lambda connection, name=f"save {round_number} {number}": connection.execute(
                "INSERT INTO setting (name, value) VALUES (?, '')", (name,)
            ).rowcount)
            for number in range(200 // ROUNDS)
        ]
        taken += sum(save.result(timeout=30) for save in saves)
    assert taken == 200
    assert answer.result(timeout=30) == ROUNDS + 1  # interrupted each time, asked again, answered in the end
    session.close()
    count = sqlite3.connect(facts_file).execute("SELECT count(*) FROM setting WHERE name LIKE 'save %'").fetchone()[0]
    assert count == 200


def test_a_read_that_a_save_interrupted_is_asked_again_and_answers(workspace: Workspace) -> None:
    answers = [workspace.ask(lambda ask: ask.check()) for _ in range(5)]
    saved = [
        workspace.do(lambda commands, n=number: commands.save(new_project(name_en=f"Plant {n}"))) for number in range(10)
    ]
    assert all(save.result(timeout=60).operation_id for save in saved)
    assert len({len(answer.result(timeout=60)) for answer in answers}) == 1


def test_a_save_that_was_asked_for_is_finished_before_closing(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    saves = [
        workspace.do(lambda commands, n=number: commands.save(new_project(name_en=f"Plant {n}"))) for number in range(20)
    ]
    workspace.close()
    assert all(save.result(timeout=1).operation_id for save in saves)


def test_an_error_in_a_question_reaches_whoever_asked_and_the_thread_lives_on(workspace: Workspace) -> None:
    failed = workspace.ask(lambda ask: 1 / 0)
    assert isinstance(failed.exception(timeout=10), ZeroDivisionError)
    assert workspace.ask(lambda ask: ask.counts()).result(timeout=10)["projects"] == 52


def test_a_failed_command_leaves_no_trace(workspace: Workspace) -> None:
    before = workspace.ask(lambda ask: ask.operations()).result()
    draft = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", "supcon50").id)).result()
    failed = workspace.do(lambda commands: commands.save(replace(draft, values={"place_key": "nowhere"})))
    assert failed.exception(timeout=10) is not None
    assert workspace.ask(lambda ask: ask.operations()).result() == before


def test_an_answer_that_nobody_wants_is_broken_off_and_the_next_one_comes(facts_file: Path) -> None:
    session = Session(facts_file, read_only=True)
    begun = Event()

    def long_read(connection: sqlite3.Connection) -> None:
        begun.set()
        connection.execute(LONG_READ).fetchone()

    first = session.read(long_read)
    begun.wait(10)
    waiting = session.read(long_read)
    waiting.withdraw()
    first.withdraw()
    assert session.read(lambda connection: connection.execute("SELECT 1").fetchone()[0]).result(timeout=10) == 1
    assert first.exception() is not None
    assert waiting.cancelled()
    session.close()
    session.close()  # closed once is closed


def test_no_list_waits_for_a_picture(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    drawn = Event()
    picture = workspace.picture(lambda ask: drawn.wait(30))
    assert workspace.ask(lambda ask: ask.counts()).result(timeout=10)["projects"]
    drawn.set()
    assert picture.result(timeout=10)
    workspace.close()


def test_a_save_breaks_into_a_single_long_step_of_a_read(facts_file: Path) -> None:
    filler = sqlite3.connect(facts_file)
    filler.execute("CREATE TABLE filler (id INTEGER PRIMARY KEY, text TEXT)")
    filler.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) INSERT INTO filler "
        "SELECT i, printf('%.*c', 200, 'x') FROM n"
    )
    filler.commit()
    filler.close()
    session = Session(facts_file, read_only=False)
    begun = [0]

    def check(connection: sqlite3.Connection) -> str:
        begun[0] += 1
        return str(connection.execute("PRAGMA integrity_check('filler')").fetchone()[0])

    answer = session.study(check)
    while not begun[0]:
        time.sleep(0.001)
    time.sleep(0.02)
    session.write(lambda connection: connection.execute("INSERT INTO setting (name, value) VALUES ('in between', '')")).result(5)
    assert answer.result(timeout=60) == "ok"
    assert begun[0] == 2
    session.close()


def test_what_follows_from_saves_is_written_when_nobody_reads_and_interrupts_nothing(facts_file: Path) -> None:
    session = Session(facts_file, read_only=False)
    begun, may_end = Event(), Event()
    tries: list[int] = []

    def long_read(connection: sqlite3.Connection) -> str:
        tries.append(1)
        begun.set()
        assert may_end.wait(30)
        return connection.execute("SELECT count(*) FROM setting WHERE name = 'behind'").fetchone()[0]

    read = session.read(long_read)
    assert begun.wait(30)
    behind = session.write_behind(lambda connection: connection.execute("INSERT INTO setting VALUES ('behind', '')").rowcount)
    save = session.write(lambda connection: connection.execute("SELECT count(*) FROM setting WHERE name = 'behind'").fetchone())
    assert save.result(30) == (0,)  # a save goes ahead
    assert not behind.done()
    may_end.set()
    assert read.result(30) == 0 and len(tries) == 1
    assert behind.result(30) == 1
    session.close()


def test_a_check_of_the_whole_file_leaves_room_for_long_reads(workspace: Workspace) -> None:
    checking = workspace.checking.in_steps()
    answers = []
    while not checking.step().result(60).is_done:
        answers.append(workspace.ask(lambda ask: ask.check()))
    assert len({len(answer.result(timeout=60)) for answer in answers}) <= 1
    workspace.checking.settle(timeout=60)


def test_what_is_to_be_written_behind_is_written_before_closing_and_nothing_after_it(facts_file: Path) -> None:
    session = Session(facts_file, read_only=False)
    asked = [
        session.write_behind(lambda db, n=n: db.execute("INSERT INTO setting VALUES (?, '')", (f"behind {n}",)).rowcount)
        for n in range(5)
    ]
    session.close()
    assert [one.result(0) for one in asked] == [1] * 5
    assert session.write_behind(lambda db: None).cancelled()


def test_no_save_waits_for_a_look_at_the_file_and_what_was_changed_is_looked_at_again(facts_file: Path) -> None:
    session = Session(facts_file, read_only=False)
    looked: list[int] = []
    begun, saved = Event(), Event()

    def count(connection: sqlite3.Connection) -> int:
        looked.append(connection.execute("SELECT count(*) FROM setting").fetchone()[0])
        held = connection.execute("SELECT id FROM claim")
        held.fetchone()  # a read that is under way
        begun.set()
        assert saved.wait(30)
        return looked[-1]

    answer = session.inspect(lambda look: look(count))
    assert begun.wait(30)
    session.write(lambda connection: connection.execute("INSERT INTO setting VALUES ('save', '')").rowcount).result(10)
    saved.set()
    assert answer.result(30) == looked[0] + 1 and len(looked) == 2
    session.close()


def test_what_is_half_written_is_not_called_damage(facts_file: Path) -> None:
    session = Session(facts_file, read_only=False)
    tries: list[int] = []

    def step(connection: sqlite3.Connection) -> str:
        tries.append(1)
        if len(tries) == 1:
            session.write(lambda db: db.execute("INSERT INTO setting VALUES ('save', '')").rowcount).result(10)
            raise sqlite3.DatabaseError("database disk image is malformed")
        return "whole"

    assert session.inspect(lambda look: look(step)).result(30) == "whole"
    session.close()


def test_closing_breaks_off_a_look_at_the_file(facts_file: Path) -> None:
    session = Session(facts_file, read_only=False)
    begun = Event()

    def step(connection: sqlite3.Connection) -> int:
        begun.set()
        return int(connection.execute(LONG_READ).fetchone()[0])

    answer = session.inspect(lambda look: look(step))
    assert begun.wait(30)
    session.close()
    assert isinstance(answer.exception(10), Stopped)


def test_a_look_at_a_file_that_was_moved_reads_what_is_open(facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    try:
        facts_file.rename(facts_file.with_name("elsewhere.db"))
        assert workspace.verify().result(60) == []
    finally:
        workspace.close()

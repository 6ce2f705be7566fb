"""Rows inside records: what is written is what is read, undone, redone and told, whatever is done to them."""

import random
from dataclasses import replace

import pytest

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.language import language
from pairing_desktop.domain.merging import MergeRequest
from pairing_desktop.domain.nested_rows import dump, load
from pairing_desktop.domain.problems import Conflict, InvalidDraft
from pairing_desktop.operations.workspace import Workspace


def text_of(workspace: Workspace, kind: str, key: str, field: str) -> str:
    here = workspace.here
    return here.editing.draft(kind, here.locate(kind, key).id).values[field]


def save(workspace: Workspace, kind: str, key: str, field: str, text: str) -> ChangeSet:
    here = workspace.here
    draft = here.editing.draft(kind, here.locate(kind, key).id)
    return workspace.do(lambda do: do.save(replace(draft, values={field: text}))).result(20)


def name(text: str, **values: str) -> dict[str, str]:
    return {"id": "", "text": text, "kind": "former", "language": "", "used_from": "", "used_to": "", **values}


def test_any_sequence_of_changes_is_undone_and_redone_exactly(workspace: Workspace) -> None:
    pick = random.Random(7)
    states = [text_of(workspace, "companies", "abengoa", "other_names")]
    for step in range(12):
        rows = load(states[-1])
        match pick.choice(("add", "add", "change", "take out")):
            case "change" if rows:
                rows[pick.randrange(len(rows))]["used_to"] = str(2000 + step)
            case "take out" if rows:
                rows.pop(pick.randrange(len(rows)))
            case _:
                rows.append(name(f"Name {step}", kind=pick.choice(("former", "short", "other"))))
        save(workspace, "companies", "abengoa", "other_names", dump(rows))
        states.append(text_of(workspace, "companies", "abengoa", "other_names"))
    for state in reversed(states[:-1]):
        workspace.do(lambda do: do.undo()).result(20)
        assert text_of(workspace, "companies", "abengoa", "other_names") == state
    for state in states[1:]:
        workspace.do(lambda do: do.redo()).result(20)
        assert text_of(workspace, "companies", "abengoa", "other_names") == state
    assert workspace.here.verify() == []


def test_dates_are_kept_as_people_type_them_and_bad_ones_named_with_their_line(workspace: Workspace) -> None:
    save(workspace, "places", "delingha", "other_names", dump([name("Old town", used_from="1988年3月", used_to="30 Dec 2018")]))
    (row,) = load(text_of(workspace, "places", "delingha", "other_names"))
    assert (row["used_from"], row["used_to"]) == ("1988-03", "2018-12-30")
    for wrong in (
        name("Bad", used_from="2010-13"), name("Turned", used_from="2014", used_to="2010"), name("", used_to="2010"),
        name("Vague", used_from="first half of 2018"), name("Odd", kind="nickname"),
    ):
        with pytest.raises(InvalidDraft) as refused:
            save(workspace, "places", "delingha", "other_names", dump([row, wrong]))
        assert {problem.field for problem in refused.value.problems} == {"other_names"}
    with pytest.raises(InvalidDraft):
        save(workspace, "places", "delingha", "other_names", dump([row, name("Twice"), name("Twice")]))
    assert load(text_of(workspace, "places", "delingha", "other_names")) == [row]


def test_what_is_told_of_a_row_leads_back_to_each_state(workspace: Workspace) -> None:
    save(workspace, "places", "delingha", "other_names", dump([name("Delhi")]))
    (row,) = load(text_of(workspace, "places", "delingha", "other_names"))
    save(workspace, "places", "delingha", "other_names", dump([row | {"used_to": "1988"}]))
    save(workspace, "places", "delingha", "other_names", "")
    id = workspace.here.locate("places", "delingha").id
    lines = [line for line in workspace.here.history("places", id) if line.field == "other_names"]
    assert [(line.before, line.after) for line in lines] == [
        (dump([row | {"used_to": "1988"}]), ""), (dump([row]), dump([row | {"used_to": "1988"}])), ("", dump([row])),
    ]


def test_a_company_taken_out_and_put_in_again_is_the_same_row(workspace: Workspace) -> None:
    held = text_of(workspace, "projects", "supcon50", "companies")
    rows = load(held)
    save(workspace, "projects", "supcon50", "companies", dump(rows[1:]))
    save(workspace, "projects", "supcon50", "companies", dump([*rows[1:], {**rows[0], "id": ""}]))
    assert text_of(workspace, "projects", "supcon50", "companies") == held
    assert workspace.here.verify() == []


def test_a_form_of_the_other_end_does_not_write_over_what_it_has_not_seen(workspace: Workspace) -> None:
    here = workspace.here
    rows = load(text_of(workspace, "projects", "supcon50", "companies"))
    company = here.editing.draft("companies", here.locate("companies", rows[0]["company_key"]).id)
    save(workspace, "projects", "supcon50", "companies", dump(rows[1:]))
    typed = replace(company, values={"projects": company.values["projects"], "note": "x"})
    with pytest.raises(Conflict):
        workspace.do(lambda do: do.save(typed)).result(20)


def test_rows_that_a_merge_brought_are_told_as_come(workspace: Workspace) -> None:
    save(workspace, "companies", "cosin_solar", "other_names", dump([name("Cosin of old")]))
    here = workspace.here
    kept, gone = (here.locate("companies", key).id for key in ("supcon_solar", "cosin_solar"))
    one, two = here.merging.side_by_side("companies", kept, gone).sides
    asked = MergeRequest("companies", kept, one.rev, gone, two.rev, frozenset())
    workspace.do(lambda do: do.merging.merge(asked)).result(20)
    told = [line for line in here.history("companies", kept) if line.field in ("other_names", "projects")]
    assert any(line.before == "" and "Cosin of old" in line.after for line in told)
    assert all(line.before != line.after for line in told)


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Former name, Short form, Other name, Misspelling"), ("zh_CN", "曾用名、简称、别名、误写")]
)
def test_a_word_that_is_no_choice_is_told_with_the_choices(workspace: Workspace, code: str, said: str) -> None:
    with pytest.raises(InvalidDraft) as refused:
        save(workspace, "places", "delingha", "other_names", dump([name("Odd", kind="nickname")]))
    (problem,) = refused.value.problems
    assert said in problem.message(language(code)) and "Odd" in problem.message(language(code))

"""What people say about figures: which reading is right, which claim is preferred, how claims stand to each other,
which finding is no fault.

Each is one operation with a reason that is kept for ever; the print itself is never changed.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pairing_desktop.domain.bench import RELATIONS
from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.figures import take_together, with_rivals
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import canonical
from pairing_desktop.domain.parsed import as_decimal
from pairing_desktop.domain.problems import Conflict, FieldProblem, InvalidDraft, NotFound
from pairing_desktop.domain.trust import Mark
from pairing_desktop.store import cards, exports, findings, trust
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

_CHOICE = {"preferred": mark("Preferred"), "normal": mark("Normal"), "deprecated": mark("Deprecated")}
_RELATION = {
    "same": mark("the same figure as"), "other_scope": mark("of another scope than"), "part_of": mark("part of"),
    "corrects": mark("corrects"), "supersedes": mark("supersedes"), "disputes": mark("speaks against"),
}


class TrustCommands:
    """The part of `operations.commands.Commands` that answers for figures.  A blank reason raises InvalidDraft, as does
    anything else that is wrong with a field; Conflict says that a claim lies in the trash."""

    _db: Connection

    def _do(self, work: Callable[[Operation], object], label: str, values: Mapping[str, str]) -> ChangeSet:
        raise NotImplementedError

    def accept_reading(self, claim_id: int, name: str, reason: str) -> ChangeSet:
        """Understand the printed number of a claim so from now on; an earlier reading is replaced.

        `name` is the code of a reading that a finding about the claim offers, or any of `domain.checks.readings` that
        is a plain factor.
        """
        reason = _reason(reason)
        claim = self._claim(claim_id)
        if not claim.value:
            raise _refused("reading", mark("A statement in words has no other reading."))
        factor, value = self._read(claim, name)
        if value == claim.effective:
            return ChangeSet(0, mark("Nothing to save"))
        from pairing_desktop.domain.checks.readings import label

        def work(operation: Operation) -> None:
            for reading in findings.live_readings(self._db, claim_id):
                operation.mark_deleted("reading", reading, True)
            operation.insert("reading", {
                "claim_id": claim_id, "name": name, "factor": factor, "printed": claim.value, "value": value,
                "unit": claim.unit, "reason": reason,
            })

        return self._do(
            work, mark("Reading of “{name}” accepted: {reading}. {reason}"),
            {"name": claim.value_as_stated, "reading": label(name), "reason": reason},
        )

    def take_back_reading(self, claim_id: int, reason: str) -> ChangeSet:
        """Let the print stand as it is again."""
        reason = _reason(reason)
        claim = self._claim(claim_id)
        found = findings.live_readings(self._db, claim_id)

        def work(operation: Operation) -> None:
            for reading in found:
                operation.mark_deleted("reading", reading, True)

        return self._do(
            work, mark("Reading of “{name}” taken back. {reason}"), {"name": claim.value_as_stated, "reason": reason}
        )

    def decide(self, claim_id: int, choice: str, reason: str) -> ChangeSet:
        """Rank a claim: "preferred" (the one that is shown; any other of the figure is normal again), "normal" or
        "deprecated" (kept and shown, never counted).  An implausible print cannot be preferred."""
        reason = _reason(reason)
        if choice not in _CHOICE:
            raise _refused("rank", mark("This is not a choice."))
        claim = self._claim(claim_id)
        siblings = self._figure(claim)
        if choice == "preferred" and next(one for one in siblings if one.id == claim_id).mark is Mark.IMPLAUSIBLE:
            raise _refused("rank", mark(
                "A check says that this figure cannot be right as printed. "
                "Accept a reading or dismiss the finding first."
            ))

        def work(operation: Operation) -> None:
            operation.insert(
                "decision", {**_figure_columns(claim), "claim_id": claim_id, "choice": choice, "reason": reason}
            )
            if choice == "preferred":
                _rank(operation, [one for one in siblings if one.rank == "preferred"], "normal")
            _rank(operation, [claim], choice)

        return self._do(
            work, mark("{choice}: “{name}”. {reason}"),
            {"choice": _CHOICE[choice], "name": claim.value_as_stated, "reason": reason},
        )

    def decide_unsettled(self, claim_id: int, reason: str) -> ChangeSet:
        """Leave the figure that this claim states open: it shows as a range until somebody decides."""
        reason = _reason(reason)
        claim = self._claim(claim_id)
        siblings = self._figure(claim)

        def work(operation: Operation) -> None:
            operation.insert("decision", {**_figure_columns(claim), "choice": "unsettled", "reason": reason})
            _rank(operation, [one for one in siblings if one.rank == "preferred"], "normal")

        return self._do(work, mark("Left unsettled: {name}. {reason}"), {"name": claim.measure_en, "reason": reason})

    def relate(self, claim_id: int, other_id: int, relation: str, reason: str) -> ChangeSet:
        """Say how a claim stands to another (`domain.bench.RELATIONS`), in the place of what was said before."""
        reason = _reason(reason)
        if relation not in RELATIONS:
            raise _refused("relation", mark("This is not a choice."))
        if claim_id == other_id:
            raise _refused("other", mark("A claim cannot be related to itself."))
        claim, other = self._claim(claim_id), self._claim(other_id)

        def work(operation: Operation) -> None:
            for earlier in trust.related_by_people(self._db, claim_id, other_id):
                operation.mark_deleted("claim_relation", earlier, True)
            operation.insert(
                "claim_relation", {"claim_id": claim_id, "other_id": other_id, "relation": relation, "reason": reason}
            )

        return self._do(
            work, mark("“{name}”: {relation} “{other}”. {reason}"),
            {"name": claim.value_as_stated, "relation": _RELATION[relation], "other": other.value_as_stated,
             "reason": reason},
        )

    def unrelate(self, relation_id: int, reason: str) -> ChangeSet:
        """Take a relation back (`RelationLine.id`), also one that came with the facts."""
        reason = _reason(reason)
        row = findings.relation(self._db, relation_id)
        if row is None:
            raise NotFound(mark("This record is no longer on file."))
        claim, other = self._claim(row[0]), self._claim(row[1])

        def work(operation: Operation) -> None:
            operation.mark_deleted("claim_relation", relation_id, True)

        return self._do(
            work, mark("No longer: “{name}” {relation} “{other}”. {reason}"),
            {"name": claim.value_as_stated, "relation": _RELATION[row[2]], "other": other.value_as_stated,
             "reason": reason},
        )

    def dismiss(self, rule: str, claim_id: int | None, reason: str, *, record_id: int | None = None) -> ChangeSet:
        """Set a finding aside.  It comes back when the claim prints another value or another claim joins the conflict.

        A finding that is about no claim is named by its record.
        """
        reason = _reason(reason)
        about: dict[str, object] = {"rule": rule, "reason": reason}
        if claim_id is not None:
            claim = next(one for one in self._with_rivals(claim_id) if one.id == claim_id)
            name = claim.value_as_stated
            rests_on = findings.others(self._db, rule, claim_id)
            if findings.is_conflict(self._db, rule, claim_id):
                rests_on |= trust.uids_of(self._db, claim.rivals)
            about |= {"claim_id": claim_id, "printed": claim.value, "others": " ".join(sorted(rests_on))}
        elif record_id is not None:
            pick = cards.pick(self._db, "projects", record_id)
            name = pick.name_en or pick.name_zh
            about |= {"record_id": record_id}
        else:
            raise NotFound(mark("This record is no longer on file."))
        earlier = findings.live_dismissals(self._db, rule, claim_id, record_id)

        def work(operation: Operation) -> None:
            for dismissal in earlier:
                operation.mark_deleted("dismissal", dismissal, True)
            operation.insert("dismissal", about)

        return self._do(
            work, mark("Finding dismissed: {rule}, “{name}”. {reason}"),
            {"rule": _title(rule), "name": name, "reason": reason},
        )

    def reopen(self, rule: str, claim_id: int | None, reason: str, *, record_id: int | None = None) -> ChangeSet:
        """Bring a dismissed finding back."""
        reason = _reason(reason)
        earlier = findings.live_dismissals(self._db, rule, claim_id, record_id)

        def work(operation: Operation) -> None:
            for dismissal in earlier:
                operation.mark_deleted("dismissal", dismissal, True)

        return self._do(work, mark("Finding opened again: {rule}. {reason}"), {"rule": _title(rule), "reason": reason})

    def derive_source(self, source_id: int, other_id: int, note: str) -> ChangeSet:
        """Say that a source took over from another, so that its word does not count a second time."""
        note = _reason(note, "note")
        if source_id == other_id or source_id in trust.origins(self._db, [other_id]).get(other_id, ()):
            raise _refused("other", mark("The other source already rests on this one."))
        if other_id in trust.origins(self._db, [source_id]).get(source_id, ()):
            return ChangeSet(0, mark("Nothing to save"))
        one, other = (cards.pick(self._db, "sources", row_id).name_en for row_id in (source_id, other_id))
        return self._do(
            lambda operation: operation.insert(
                "source_relation", {"source_id": source_id, "other_id": other_id, "note": note}
            ),
            mark("“{name}” was taken over from “{other}”. {reason}"), {"name": one, "other": other, "reason": note},
        )

    def underive_source(self, source_id: int, other_id: int, reason: str) -> ChangeSet:
        """Take that back."""
        reason = _reason(reason)
        found = findings.live_derivations(self._db, source_id, other_id)
        one, other = (cards.pick(self._db, "sources", row_id).name_en for row_id in (source_id, other_id))

        def work(operation: Operation) -> None:
            for row in found:
                operation.mark_deleted("source_relation", row, True)

        return self._do(
            work, mark("“{name}” was not taken over from “{other}”. {reason}"),
            {"name": one, "other": other, "reason": reason},
        )

    def _claim(self, claim_id: int) -> ClaimLine:
        """A live claim.  Raises NotFound or Conflict."""
        found = cards.claims(self._db, "claim", [claim_id])
        if not found:
            raise NotFound(mark("This record is no longer on file."))
        if exports.revision(self._db, KINDS["claims"], claim_id)[1]:
            raise Conflict(mark("This record lies in the trash. Restore it first; nothing was overwritten."))
        return found[0]

    def _with_rivals(self, claim_id: int) -> list[ClaimLine]:
        claims = cards.claims(self._db, "subject", [self._claim(claim_id).subject_id])
        return with_rivals(claims, trust.evidence(self._db, claims))

    def _figure(self, claim: ClaimLine) -> list[ClaimLine]:
        """All claims that are shown as one figure with this one."""
        members = [one for one in self._with_rivals(claim.id) if one.measure_id == claim.measure_id]
        return next(
            list(figure.claims) for figure in take_together(members) if claim.id in {one.id for one in figure.claims}
        )

    def _read(self, claim: ClaimLine, name: str) -> tuple[str, str]:
        """Factor and value of a reading of this claim."""
        from pairing_desktop.domain.checks.readings import READINGS

        for finding in findings.about_claim(self._db, claim.id):
            for proposal in finding.proposals:
                if proposal.reading == name:
                    return proposal.factor, proposal.value
        for reading in READINGS:
            if reading.code == name:
                return str(reading.factor), canonical(as_decimal(Fraction(Decimal(claim.value)) * reading.factor))
        raise _refused("reading", mark("This reading is not offered for the figure."))


def _rank(operation: Operation, claims: list[ClaimLine], rank: str) -> None:
    for claim in claims:
        if claim.rank != rank:
            operation.update("claim", claim.id, {"rank": rank})
            operation.connection.execute("UPDATE claim SET rev = rev + 1 WHERE id = ?", (claim.id,))


def _figure_columns(claim: ClaimLine) -> dict[str, Any]:
    return {
        "subject_id": claim.subject_id, "measure_id": claim.measure_id, "nature": claim.nature,
        "period_start": claim.period_start, "period_end": claim.period_end, "period_precision": claim.period_precision,
    }


def _title(rule: str) -> str:
    """What a rule is called, marked; its code when it is none of ours."""
    from pairing_desktop.domain.checks import BY_CODE

    return BY_CODE[rule].title if rule in BY_CODE else rule


def _reason(text: str, field: str = "reason") -> str:
    if not text.strip():
        raise _refused(field, mark("Say why: the reason is kept for ever."))
    return text.strip()


def _refused(field: str, text: str) -> InvalidDraft:
    return InvalidDraft(mark("Something in the form needs another look."), (FieldProblem(field, text, {}),))

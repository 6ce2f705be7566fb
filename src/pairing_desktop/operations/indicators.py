"""What holds between indicators and the claims that state figures of them."""

from collections.abc import Collection, Mapping, Sequence

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import CLAIMS, MEASURES
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import Conflict, FieldProblem
from pairing_desktop.store import cards, indicators
from pairing_desktop.store.database import Connection


def problems(
    connection: Connection, kind: str, row_id: int | None, values: Mapping[str, str], before: Mapping[str, str] | None
) -> tuple[FieldProblem, ...]:
    """What the claims on file have against these values: figures are kept in the unit of their indicator, and none is
    stated of one that lies in the trash.  `before` is the row as stored, None for a new one."""
    if kind == MEASURES.name and row_id is not None and before is not None:
        changed = [name for name in ("unit", "dimension") if values.get(name, before[name]) != before[name]]
        if changed and sum(indicators.used(connection, row_id)):
            return (FieldProblem(changed[0], BOUND, {}),)
    if kind == CLAIMS.name:
        key = values.get("measure_key", "")
        if key and key != (before or {}).get("measure_key") and key in indicators.in_trash(connection):
            thrown = mark("This indicator lies in the trash. Restore it first.")
            return (FieldProblem("measure_key", thrown, {}),)
    return ()


BOUND = mark(
    "Claims on file state figures in the unit of this indicator, so unit and dimension stay. "
    "For another unit make a new indicator."
)


class InUse(Conflict):
    """An indicator that claims on file state figures of cannot go to the trash."""

    def __init__(self, pick: Pick, claims: int) -> None:
        super().__init__(_IN_USE[1], name=pick.name_en or pick.name_zh, n=f"{claims:,}")
        self._pick, self._claims = pick, claims

    def message(self, language: Language) -> str:
        name = language.pick(self._pick.name_en, self._pick.name_zh)
        return language.plural(*_IN_USE, self._claims, name=name, n=f"{self._claims:,}")


class WithoutIndicator(Conflict):
    """A claim cannot come back while its indicator lies in the trash."""

    def __init__(self, pick: Pick) -> None:
        super().__init__(_WITHOUT, name=pick.name_en or pick.name_zh)
        self._pick = pick

    def message(self, language: Language) -> str:
        return language.tr(_WITHOUT, name=language.pick(self._pick.name_en, self._pick.name_zh))


_IN_USE = (
    mark("“{name}” cannot go to the trash: {n} claim states a figure of it. "
         "Give the claim another indicator or move it to the trash first."),
    mark("“{name}” cannot go to the trash: {n} claims state figures of it. "
         "Give the claims another indicator or move them to the trash first."),
)
_WITHOUT = mark("The indicator “{name}” lies in the trash. Restore it first or with its claims.")


def refuse_used(connection: Connection, measures: Sequence[int]) -> None:
    """Raise InUse when live claims state figures of one of these indicators."""
    for measure in measures:
        count, _ = indicators.used(connection, measure)
        if count:
            raise InUse(cards.pick(connection, MEASURES.name, measure), count)


def refuse_orphans(connection: Connection, claims: Sequence[int], restored: Collection[int] = ()) -> None:
    """Raise WithoutIndicator when an indicator of these claims lies in the trash and is not among the `restored`."""
    for measure in indicators.missed_by(connection, claims):
        if measure not in restored:
            raise WithoutIndicator(cards.pick(connection, MEASURES.name, measure))

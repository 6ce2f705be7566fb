"""What the bench says in figures and short words."""

from collections.abc import Iterable
from decimal import Decimal

from pairing_desktop.domain.bench import Bench, BenchClaim, FindingLine
from pairing_desktop.domain.cards import CitationLine, ClaimLine
from pairing_desktop.domain.display import MISSING, claim_period, date_text, join, nature_text, short_publisher
from pairing_desktop.domain.findings import SEVERITIES
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.numbers import Scale, axis_scale, display_value
from pairing_desktop.domain.problems import InvalidDraft, Problem
from pairing_desktop.domain.quantities import printed_place
from pairing_desktop.domain.trust import Mark, factor_text, trust_word
from pairing_desktop.ui.i18n import current

RELATION_WORDS = {  # in the order offered; read "this claim … that one"
    "same": mark("states the same figure as"),
    "other_scope": mark("differs in scope from"),
    "part_of": mark("is part of"),
    "corrects": mark("corrects"),
    "supersedes": mark("supersedes"),
    "disputes": mark("speaks against"),
}
CHOICE_WORDS = {
    "preferred": mark("Preferred"),
    "normal": mark("Normal"),
    "deprecated": mark("Deprecated"),
    "unsettled": mark("Left unsettled"),
}
LONGEST = 1000  # characters of a reason
_SIGNS = {"more than": "> ", "about": "≈ ", "up to": "≤ ", "at least": "≥ "}


def column_scale(bench: Bench, language: Language) -> Scale:
    """The one scale in which all values of the bench are shown: that of most of them, not of an outlier."""
    values = sorted(abs(Decimal(one.claim.effective)) for one in bench.claims if one.claim.effective)
    middle = values[len(values) // 2 : len(values) // 2 + 1]
    return axis_scale(middle, language, bench.unit)


def value_in(scale: Scale, claim: ClaimLine, value: str, language: Language) -> str:
    """A value of the claim in the bench's scale, with its qualifier as a sign; "—" for a statement in words."""
    if not value:
        return MISSING
    place = printed_place(claim.value_as_stated, claim.unit, value)
    shown = display_value(value, claim.unit, language, scale=scale, bare=True, last_place=place)
    return _SIGNS.get(claim.qualifier, "") + shown


def period_words(claim: ClaimLine, language: Language) -> str:
    """Period, and the nature where it is not actual."""
    return join((claim_period(claim, language), nature_text(claim.nature, language)), language) or MISSING


def source_place(citation: CitationLine | None, language: Language) -> str:
    """Who, when and where in it: SHINE, 3 Jul 2024, para 8."""
    if citation is None:
        return MISSING
    when = date_text(citation.published_on, "", language)
    return join((short_publisher(citation.publisher) or citation.title, when, citation.locator), language)


def trust_text(claim: ClaimLine, language: Language) -> str:
    """The mark in words; of an accepted reading which."""
    if claim.mark is Mark.READING and claim.reading_factor:
        return language.tr("Read as {factor}", factor=factor_text(claim.reading_factor))
    return trust_word(claim.mark, language)


def claim_words(claim: ClaimLine, language: Language) -> str:
    """A claim in one line: value as stated, period, source."""
    return join(
        (language.tr("“{words}”", words=claim.value_as_stated), claim_period(claim, language),
         source_place(claim.citation, language) if claim.citation else ""), language,
    )


def rule_title(code: str, language: Language) -> str:
    """The name of a rule; its code when it is none of ours."""
    from pairing_desktop.domain.checks import BY_CODE  # all rules: not before the first of them is named

    return language.tr(BY_CODE[code].title) if code in BY_CODE else code.replace("_", " ")


def rule_group(code: str) -> str:
    """What kind of doubt a rule raises: magnitude, conflict, scope …; empty for an unknown one."""
    from pairing_desktop.domain.checks import BY_CODE

    return BY_CODE[code].group if code in BY_CODE else ""


def rule_help(code: str) -> str:
    """The help page of a rule."""
    return f"check-{code.replace('_', '-')}"


def worst_first(lines: Iterable[FindingLine]) -> list[FindingLine]:
    """Open findings, the gravest first."""
    return sorted((line for line in lines if line.is_open), key=lambda line: -SEVERITIES.index(line.finding.severity))


def all_findings(bench: Bench) -> list[FindingLine]:
    """The open findings of a bench, the gravest first, each once."""
    found: dict[tuple[str, int | None], FindingLine] = {}
    for one in bench.claims:
        for line in one.findings:
            found.setdefault((line.finding.rule, line.claim_id), line)
    return worst_first(found.values())


def refusal(error: Exception) -> str | None:
    """Why a deed was refused, to be told beside its reason; None for what is a fault of the program."""
    if isinstance(error, InvalidDraft) and error.problems:
        return error.problems[0].message(current())
    return error.message(current()) if isinstance(error, Problem) else None


def claim_of(bench: Bench, id: int | None) -> BenchClaim | None:
    """The claim with this integer key."""
    return next((one for one in bench.claims if one.claim.id == id), None)

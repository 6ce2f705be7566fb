"""One row told whole, for the command line: its fields, claims, citations, links and findings."""

from collections.abc import Iterator
from typing import Any

from pairing_desktop.domain.cards import CitationLine, ClaimLine
from pairing_desktop.domain.findings import Finding
from pairing_desktop.domain.kinds import Kind
from pairing_desktop.domain.language import Language
from pairing_desktop.operations.questions import Questions


def describe(questions: Questions, kind: Kind, key: str, language: Language) -> dict[str, Any]:
    """The exported row, then `trust`, `claims`, `citations`, `links`, `events`, `findings` and `names`, all as plain
    values; the findings in words of `language`.

    Raises NotFound for a short name that is not on file.
    """
    row_id = questions.key(kind.name, key)
    row: dict[str, Any] = next(iter(questions.export(kind.name, [row_id])))
    claims: list[ClaimLine] = []
    row |= {"trust": "", "claims": [], "citations": [], "links": [], "events": [], "findings": [], "names": []}
    if kind.is_record:
        card = questions.card(kind.name, row_id)
        claims = list(card.claims)
        row["trust"] = card.trust.mark.value
        row["citations"] = [_citation(citation) for citation in card.citations]
        row["links"] = [
            {"kind": link.kind, "key": link.key, "name_en": link.name_en, "name_zh": link.name_zh, "role": link.role,
             "outgoing": link.outgoing}
            for link in card.links
        ]
        row["events"] = [event.key for event in card.events]
        row["names"] = [{name: text for name, text in one.items() if name != "id"} for one in card.names]
    elif kind.name == "claims":
        claims = [questions.claim(row_id)]
        row["trust"] = claims[0].mark.value
        row["citations"] = [_citation(claim.citation) for claim in claims if claim.citation]
    elif kind.name == "measures":
        claims = questions.claims_of_measure(key)
    by_id = {rival.id: rival.key for rival in questions.claims([other for claim in claims for other in claim.rivals])}
    row["claims"] = [_claim(claim, by_id) for claim in claims]
    keys = {claim.key for claim in claims}
    row["findings"] = [
        finding_in_words(finding, language)
        for finding in questions.check_about([claim.id for claim in claims], [row_id] if kind.is_record else [])
        if finding.claim in keys or (kind.is_record and finding.subject == key)
    ]
    return row


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The same as readable lines."""
    for name, value in found.items():
        if isinstance(value, str) and value:
            yield f"{name}: {value}"
    for name in found["names"]:
        used = "–".join((name["used_from"], name["used_to"])) if name["used_from"] or name["used_to"] else ""
        yield f"  = {name['text']} ({', '.join(part for part in (name['kind'], used) if part)})"
    for claim in found["claims"]:
        rivals = f"  ≠ {', '.join(claim['rivals'])}" if claim["rivals"] else ""
        cited = f"{claim['source_key']}, {claim['locator']}"
        yield f"  {claim['key']}: {claim['measure_key']} = {claim['value_as_stated']} ({cited}){rivals}"
    for citation in found["citations"]:
        yield f"  [{citation['source_key']}] {citation['title']}, {citation['locator']}"
    for link in found["links"]:
        yield f"  {'→' if link['outgoing'] else '←'} {link['kind']}/{link['key']} ({link['role']})"
    for finding in found["findings"]:
        yield f"  {finding['severity']}: {finding['message']}"


def finding_in_words(finding: Finding, language: Language) -> dict[str, Any]:
    """A finding as plain values: what is wrong with its arithmetic, the readings with their sums, the other claims."""
    return {
        "rule": finding.rule, "severity": finding.severity, "subject": finding.subject, "claim": finding.claim,
        "message": finding.message(language),
        "proposals": [
            {"reading": one.reading, "value": one.value, "factor": one.factor, "explanation": one.explanation(language)}
            for one in finding.proposals
        ],
        "claims": list(finding.claims),
    }


def _citation(citation: CitationLine) -> dict[str, str]:
    return {
        "source_key": citation.source_key, "title": citation.title, "publisher": citation.publisher,
        "published_on": citation.published_on, "locator": citation.locator, "stance": citation.stance,
    }


def _claim(claim: ClaimLine, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "key": claim.key, "measure_key": claim.measure_key, "value": claim.value,
        "value_as_stated": claim.value_as_stated, "unit": claim.unit, "qualifier": claim.qualifier,
        "period_start": claim.period_start, "period_end": claim.period_end, "nature": claim.nature, "rank": claim.rank,
        "assessment": claim.assessment, "trust": claim.mark.value, "accepted_reading": claim.reading,
        "effective_value": claim.effective,
        "source_key": claim.citation.source_key if claim.citation else "",
        "locator": claim.citation.locator if claim.citation else "",
        "rivals": [keys[rival] for rival in claim.rivals if rival in keys],
    }

"""Titles, subtitles and sentences of composed charts: they follow from the spec and say what is seen."""

from collections.abc import Mapping

from pairing_desktop.domain.chart_scale import Scale
from pairing_desktop.domain.chart_spec import COUNT, FIGURE, RECORD, ChartSpec, MeasureInfo, fields_of, splits_of
from pairing_desktop.domain.display import in_sentence
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.vocabulary import label

UNITS = {"projects": "project", "companies": "company", "events": "event"}


def measure_name(key: str, spec: ChartSpec, known: Mapping[str, MeasureInfo], language: Language) -> str:
    """The indicator in words, or what is counted."""
    if key == COUNT:
        return language.tr(KINDS[spec.subject].label)
    return language.pick(known[key].name_en, known[key].name_zh)


def title(spec: ChartSpec, known: Mapping[str, MeasureInfo], language: Language) -> str:
    """What somebody called the chart, else what it shows: "Projects by start year and industry"."""
    if spec.title.strip():
        return spec.title.strip()
    tr = language.tr
    comma = "、" if language.is_chinese else ", "
    what = comma.join(measure_name(key, spec, known, language) for key in spec.measures)
    if spec.form == "gantt":
        said = tr("{what} from beginning to end", what=what)
    else:
        fields = fields_of(spec)
        group = in_sentence(tr(fields.get(spec.group, spec.group))) if spec.group != FIGURE else ""
        split = in_sentence(tr(splits_of(spec)[spec.split])) if spec.split in splits_of(spec) else ""
        if not group:
            said = tr("{what}, figure by figure", what=what)
        elif split:
            said = tr("{what} by {group} and {split}", what=what, group=group, split=split)
        else:
            said = tr("{what} by {group}", what=what, group=group)
    return said


def subtitle(
    spec: ChartSpec, known: Mapping[str, MeasureInfo], scale: Scale, language: Language, *, added: bool
) -> str:
    """Unit, how the values came about (`added`: figures were added up), their nature."""
    tr = language.tr
    if spec.form == "gantt":
        return tr("From the first to the last day as recorded; a record without a date is left out")
    if spec.is_mixed:
        return tr("Each small chart counts in its own unit; they are never added up or put on one axis")
    if spec.counts:
        how = {
            "step": mark("Number of records on file up to the end of each year"),
            "share": mark("Number of records on file and their share"),
        }.get(spec.form, mark("Number of records on file"))
        return tr(how)
    measure = known[spec.measures[0]]
    parts = [scale.heading, tr(_HOW[_kind_of(spec, measure, added)])]
    if spec.nature:
        word = label("nature", spec.nature, language)
        parts.append(word if language.is_chinese else word.lower())
    return ("，" if language.is_chinese else ", ").join(part for part in parts if part)


_HOW = {
    "figures": mark("each figure as stated"),
    "records": mark("the latest figure of each record"),
    "years": mark("as stated for each year"),
    "sums": mark("records added up, each with its latest figure"),
    "flows": mark("figures of one year added up"),
    "running": mark("years added up, as far as stated"),
    "shares": mark("share of what is stated"),
}


def _kind_of(spec: ChartSpec, measure: MeasureInfo, added: bool) -> str:
    if spec.form == "step":
        return "running"
    if spec.form == "share":
        return "shares"
    if spec.group in (FIGURE, "period"):
        return "figures"
    if spec.group == RECORD:
        return "records"
    if spec.group == "year":
        return "flows" if added else "years"
    return "sums" if added else "records"


def summary(spec: ChartSpec, figures: int, highest: tuple[str, str] | None, language: Language) -> str:
    """One sentence for ears; `highest` is what has the highest value and that value in words."""
    if not figures or highest is None:
        return ""
    tr, plural = language.tr, language.plural
    first = (
        plural("{n} record is counted.", "{n} records are counted.", figures) if spec.counts
        else plural("{n} figure is drawn.", "{n} figures are drawn.", figures)
    )
    rest = (
        tr("The first to begin is {name}: {value}.", name=highest[0], value=highest[1]) if spec.form == "gantt"
        else tr("The highest is {name} with {value}.", name=highest[0], value=highest[1])
    )
    return f"{first}{'' if language.is_chinese else ' '}{rest}"


def count_unit(subject: str) -> str:
    """The unit in which records of a list are counted, "" where they have no word of their own."""
    return UNITS.get(subject, "")



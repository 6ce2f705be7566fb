"""Entries for the pictures of the tour, as the cited sources tell them; the facts that come with a file hold none."""

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.operations.workspace import Workspace

_OFFICIALS = {"sending_unit": "Six paired provinces and cities", "receiving_unit": "Six prefectures of Qinghai"}
EXAMPLES: dict[str, tuple[dict[str, str], ...]] = {
    "postings": (
        {
            **_OFFICIALS, "people": "552", "role": "official", "people_as_stated": "552 officials",
            "start_date": "2010", "start_precision": "year", "end_date": "2018", "end_precision": "year",
            "project_key": "prog_qh_six", "source_key": "gt_2018", "locator": "para 3",
        },
    ),
    "stages": (
        {"project_key": "supcon50", "stage": "under_construction", "date": "2017-03", "date_precision": "month",
         "source_key": "nrel_supcon50", "locator": "Project Overview"},
        {"project_key": "supcon50", "stage": "operating", "date": "2018", "date_precision": "year",
         "source_key": "shine_2024_seed", "locator": "para 8"},
    ),
    "channels": (
        {"company_key": "supcon_solar", "product": "Heliostats", "kind": "wholesale", "source_key": "shine_2024_seed",
         "locator": "para 8"},
    ),
    "admissions": (
        {"place_key": "haixi", "policy": "free", "visitors": "Zhejiang residents", "start_date": "2024",
         "start_precision": "year", "source_key": "shine_2024_seed", "locator": "para 16"},
    ),
    "notes": (
        {"subject_kind": "project", "subject_key": "supcon50", "date": "2024-07-05", "date_precision": "day",
         "author": "Li Wei", "text": "Asked the plant for its monthly figures of 2023; they answer in August."},
    ),
}


def make(workspace: Workspace, kind: str) -> int:
    """The last example of a kind, made if there is none yet."""
    found = workspace.ask(lambda ask: ask.pick(kind, "", 1)).result()
    if found:
        return found[0].id
    return max(_save(workspace, Draft(kind, None, 0, values)) for values in EXAMPLES[kind])


def _save(workspace: Workspace, draft: Draft) -> int:
    return max(workspace.do(lambda commands: commands.save(draft)).result().rows[draft.kind])

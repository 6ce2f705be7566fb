"""The programme at a glance: a few figures, each with its period, source and trust mark."""

from dataclasses import dataclass

from pairing_desktop.domain.cards import Figure


@dataclass(frozen=True)
class Tile:
    """One tile: the figure it shows and, when it goes with it, a second one (the value of the projects matched).

    `name` is one of TILES; `subject_id` the record the figure is about.  `figure` is None when nothing is on file.
    """

    name: str
    subject_id: int
    subject_kind: str
    subject_en: str
    subject_zh: str
    figure: Figure | None
    second: Figure | None = None


@dataclass(frozen=True)
class Overview:
    """`counts` are live rows by kind name; `disputed` claims that rival claims speak against; `as_of` an ISO date."""

    tiles: tuple[Tile, ...]
    counts: dict[str, int]
    contested: tuple[Figure, ...]
    contested_subjects: tuple[tuple[int, str, str, str], ...]  # of each contested figure: id, kind, name_en, name_zh
    as_of: str


TILES = ("companies", "capital", "investment", "matched", "generation", "people", "partners")

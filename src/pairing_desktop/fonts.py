"""The font of charts and paper: one family on every machine, whose printed text every reader finds again.

Made once from Noto Sans SC (package `pylopdf-fonts-zh-cn`, SIL Open Font License).  A PDF writer goes from a drawn
glyph back to a character and takes the first that owns the glyph; unchanged, Noto turns 月 into the radical ⽉ and
two dashes into one long one, and no search finds the name again.  Two faces are made:

* "Pairing Sans SC": each glyph belongs to one character (`TWINS` gave theirs up), no ligatures; of the substitutions
  only `pwid` is left, for those who draw English with it and ask.
* "Pairing Sans Latin": Latin, Greek and Cyrillic of the same design with the proportional double quotation marks that
  English wants; Chinese wants them an em wide.  The apostrophe is proportional in both: China’s.

Behind them stands DejaVu Sans, which comes with Matplotlib: Polish ł, Hebrew, Arabic and some signs more.

The licence lets the font be changed but not carry its reserved name, hence the new one.  `python -m
pairing_desktop.fonts` makes both and prints where they are; run.py does so at set-up.  Takes some ten seconds.
"""

import os
import shutil
import sys
import tempfile
from functools import cache
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FAMILY = "Pairing Sans SC"
LATIN_FAMILY = "Pairing Sans Latin"
OTHER_FAMILY = "DejaVu Sans"
_EDITION = 2  # raise when the making below changes: an older file is then not taken for this one
_FILES = {FAMILY: f"PairingSansSC-{_EDITION}.otf", LATIN_FAMILY: f"PairingSansLatin-{_EDITION}.otf"}
_LICENCE = "LICENSE-OFL.txt"

# Characters drawn with the same glyph as a commoner one: the map loses them, text for paper is written with the other.
TWINS = {
    "\u2012": "\u2013",
    "\u2003": "\u3000",
    "\u2215": "\uff0f",
    "\u2329": "\u3008",
    "\u232a": "\u3009",
    "\u301c": "\uff5e",
    "\u2022": "\u00b7",
    "\u2027": "\u00b7",
    "\u30fb": "\u00b7",
    "\u22ef": "\u2026",
    "\u2011": "-",
    "\u2035": "\uff40",
    "㫚": "曶",
    "㬵": "胶",
    "㬺": "幐",
    "㮣": "槩",
}
_STRIPPED = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))  # radicals and compatibility ideographs
_LATIN = (
    range(0x20, 0x250),
    range(0x370, 0x530),
    range(0x1E00, 0x1F00),
    range(0x2010, 0x2016),
    range(0x2018, 0x2027),
    range(0x20A0, 0x20C0),
)
_QUOTES = (0x2018, 0x2019, 0x201C, 0x201D, 0x2026)


def font_files() -> tuple[Path, ...]:
    """All faces, that of `FAMILY` first; what a program registers before it draws or prints.

    Made if this machine has none yet (ten seconds).  Raises OSError if they can be written nowhere.
    """
    return *_files().values(), _other_file()


def families(language_code: str) -> tuple[str, ...]:
    """The families in which text of a page or chart in this language is set, the first that has a character wins."""
    return (FAMILY, OTHER_FAMILY) if language_code.startswith("zh") else (LATIN_FAMILY, FAMILY, OTHER_FAMILY)


def _other_file() -> Path:
    """DejaVu Sans as Matplotlib brings it, found without importing Matplotlib."""
    found = find_spec("matplotlib")
    assert found is not None and found.origin is not None, "Matplotlib is a dependency of this program"
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"


@cache
def _files() -> dict[str, Path]:
    folders = _folders()
    for folder in folders:
        found = {family: folder / name for family, name in _FILES.items()}
        if all(path.is_file() for path in found.values()):
            return found
    for folder in folders:
        if _is_writable(folder):
            _make(folder)
            return {family: folder / name for family, name in _FILES.items()}
    raise OSError(f"no folder for the fonts can be written: {', '.join(map(str, folders))}")


def _folders() -> tuple[Path, Path]:
    """Beside the interpreter if it is ours (all users share it), else the user's own cache."""
    import platformdirs

    shared = Path(sys.prefix, "share", "pairing-desktop", "fonts")
    return shared, Path(platformdirs.user_cache_dir("pairing-desktop", appauthor=False), "fonts")


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _make(folder: Path) -> None:
    """Write both faces and the licence; each beside its place and then renamed, so that no half one is ever found."""
    from fontTools.ttLib import TTFont
    from pylopdf_fonts_zh_cn import sans_path

    licence = next(file for file in distribution("pylopdf-fonts-zh-cn").files or () if file.name == "LICENSE")
    shutil.copyfile(str(licence.locate()), folder / _LICENCE)
    for family, latin in ((LATIN_FAMILY, True), (FAMILY, False)):
        with TTFont(sans_path(), recalcTimestamp=False) as font:
            _shape(font, family, latin)
            _save(font, folder / _FILES[family])


def _shape(font: Any, family: str, latin: bool) -> None:
    """Make a fontTools font of the packaged one into `family`."""
    from fontTools.subset import Options, Subsetter

    proportional = _substitutions(font, "pwid")
    for table in _character_maps(font):
        for quote in _QUOTES if latin else _QUOTES[:2]:
            table.cmap[quote] = proportional.get(table.cmap[quote], table.cmap[quote])
    for table in _character_maps(font):
        table.cmap = {code: glyph for code, glyph in table.cmap.items() if _is_kept(code, latin)}
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag != "pwid":
            record.Feature.LookupListIndex = []
    for tag in ("DSIG", "VORG", "vhea", "vmtx", "BASE"):
        del font[tag]
    if latin:
        options = Options()
        options.layout_features = ["kern", "mark"]
        options.name_IDs = ["*"]
        options.notdef_outline = True
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=font.getBestCmap())
        subsetter.subset(font)
    _rename(font, family)


def _character_maps(font: Any) -> list[Any]:
    return [table for table in font["cmap"].tables if table.isUnicode() and table.format != 14]


def _is_kept(code: int, latin: bool) -> bool:
    if chr(code) in TWINS or any(code in block for block in _STRIPPED):
        return False
    return not latin or any(code in block for block in _LATIN)


def _substitutions(font: Any, feature: str) -> dict[str, str]:
    """Glyph names and what a feature of single substitutions draws instead."""
    table = font["GSUB"].table
    found: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == feature:
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    found.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    return found


def _rename(font: Any, family: str) -> None:
    postscript = family.replace(" ", "") + "-Regular"
    names = {1: family, 3: f"{_EDITION};{postscript}", 4: family, 6: postscript}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    compact = font["CFF "].cff
    compact.fontNames = [postscript]
    compact[0].rawDict["FullName"] = family
    compact[0].rawDict["FamilyName"] = family
    for attribute in ("FullName", "FamilyName"):
        setattr(compact[0], attribute, family)


def _save(font: Any, path: Path) -> None:
    number, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    os.close(number)
    part = Path(name)
    try:
        font.save(part)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


if __name__ == "__main__":
    for made in font_files():
        print(made)

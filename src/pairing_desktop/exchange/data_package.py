"""Frictionless data packages: one CSV file a table and a description with types and foreign keys, in a zip file."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from pairing_desktop.domain.kinds import FieldType, Kind
from pairing_desktop.exchange.tables import guarded_row

_STEP = 500


def write_package(
    path: Path, name: str, created: str, tables: Iterable[tuple[Kind, Iterable[Mapping[str, str]]]], step: Callable[[int], None]
) -> int:
    """Write the tables; returns how many rows.  `created` is UTC, ISO 8601."""
    done = 0
    resources = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for kind, rows in tables:
            file = f"{kind.name}.csv"
            numbers, values = number_columns(kind, kind.exported), itemgetter(*kind.exported)
            with package.open(file, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as text:
                writer = csv.writer(text, lineterminator="\n")
                writer.writerow(kind.exported)
                for row in rows:
                    writer.writerow(guarded_row(values(row), numbers))
                    done += 1
                    if done % _STEP == 0:
                        step(done)
            resources.append(_resource(kind, file))
        described = {"profile": "tabular-data-package", "name": name, "created": created, "resources": resources}
        package.writestr("datapackage.json", json.dumps(described, ensure_ascii=False, indent=1))
    return done


def number_columns(kind: Kind, columns: Sequence[str]) -> frozenset[int]:
    """Which of these columns (0 the first) hold plain decimals."""
    numbers = number_fields(kind)
    return frozenset(at for at, name in enumerate(columns) if name in numbers)


def number_fields(kind: Kind) -> frozenset[str]:
    """The fields that hold plain decimals."""
    return frozenset(field.name for field in (*kind.fields, *kind.computed) if field.type is FieldType.NUMBER)


def _resource(kind: Kind, file: str) -> dict[str, object]:
    numbers = number_fields(kind)
    labels = {field.name: field for field in (*kind.fields, *kind.computed, *kind.listed)}
    fields = []
    for name in kind.exported:
        described: dict[str, object] = {"name": name, "type": "number" if name in numbers else "string"}
        if name in labels:
            described["title"] = labels[name].label
            if labels[name].type is FieldType.ADDRESS:
                described["format"] = "uri"
            if labels[name].required:
                described["constraints"] = {"required": True}
        elif name == "uid":
            described["format"] = "uuid"
        fields.append(described)
    schema: dict[str, object] = {"fields": fields, "primaryKey": ["uid"], "missingValues": [""]}
    keys = [
        {"fields": [field.name], "reference": {"resource": "" if field.link == kind.name else field.link, "fields": ["key"]}}
        for field in kind.fields if field.type is FieldType.LINK and field.link
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource", "name": kind.name, "path": file, "title": kind.label, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n"}, "schema": schema,
    }

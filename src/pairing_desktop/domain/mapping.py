"""Which column of a partner's table goes into which field: guessed from its header, changed by hand, remembered."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pairing_desktop.domain.kinds import FieldType, Kind
from pairing_desktop.domain.language import language
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity
from pairing_desktop.domain.text import fold

_BRACKETED = re.compile(r"^(.*?)\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*$")
_UNIT_OF = {"investment_cny": "CNY"}  # numbers that always have this unit

# What partners write over their columns, beside our own names and labels.
_CALLED: dict[str, dict[str, tuple[str, ...]]] = {
    "projects": {
        "name_zh": ("项目", "项目名称", "名称", "工程名称"), "name_en": ("project", "project name", "name"),
        "industry": ("行业", "产业", "领域", "sector"), "kind": ("类型", "项目类型", "性质", "type"),
        "status": ("进展", "进度", "项目进展", "progress"), "place_key": ("地址", "建设地点", "所在地", "location", "site"),
        "start_date": ("开工", "开工时间", "开工日期", "建设时间", "start date"),
        "end_date": ("完工时间", "竣工时间", "竣工日期", "end date"), "capacity": ("规模", "装机", "装机容量"),
        "investment_cny": ("投资", "总投资", "投资额", "计划投资", "investment", "total investment"),
        "note": ("备注", "说明", "remarks", "notes", "comment"),
    },
    "companies": {
        "name_zh": ("企业", "企业名称", "公司", "公司名称", "单位名称", "名称"), "name_en": ("company", "company name", "name"),
        "kind": ("类型", "企业类型", "type"), "home_place_key": ("注册地", "所在地", "地址", "location", "address"),
        "parent_key": ("母公司", "上级单位", "parent"), "industry": ("行业", "产业", "sector"),
        "note": ("备注", "说明", "主营业务", "remarks", "notes"),
    },
    "places": {
        "name_zh": ("地点", "地名", "名称"), "name_en": ("place", "place name", "name"), "kind": ("类型", "级别", "type"),
        "parent_key": ("上级", "所属", "part of"),
    },
    "events": {
        "title_zh": ("事件", "标题", "活动", "事项", "名称"), "title_en": ("event", "title", "name"),
        "date": ("时间", "日期", "发生时间", "day"), "kind": ("类型", "type"), "place_key": ("地点", "location"),
        "summary": ("内容", "概要", "说明", "description", "summary"),
    },
    "sources": {
        "title": ("名称", "文章", "文件", "标题"), "publisher": ("媒体", "出版单位", "发布单位"),
        "published_on": ("日期", "发布日期", "发布时间", "date"), "url": ("网址", "链接", "link", "web address"),
        "kind": ("类型", "type"),
    },
    "claims": {
        "subject_key": ("对象", "项目", "项目名称", "企业名称", "subject"), "measure_key": ("指标", "指标名称", "measure"),
        "value_as_stated": ("数据", "原文", "figure"), "value": ("数值", "number"), "unit": ("单位",),
        "period_start": ("时期", "年份", "年度", "period", "year"), "source_key": ("出处",),
    },
    "participations": {"project_key": ("项目名称",), "company_key": ("企业名称", "公司"), "role": ("角色", "参与方式")},
}
_OTHER_NAMES = ("别名", "曾用名", "简称", "又名", "aliases", "alias", "also known as", "former names")


@dataclass(frozen=True)
class Column:
    """Column `at` (0 the first) goes into a field; `unit` is what its header says in brackets: 亿元, MW."""

    at: int
    field: str
    unit: str = ""


@dataclass(frozen=True)
class ColumnMap:
    """Columns into fields; `constants` are the values of fields for every row of the table; `clears`: an empty cell
    empties the field of a record on file (else it says nothing)."""

    columns: tuple[Column, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    clears: bool = False

    def field_of(self, at: int) -> str:
        """The field a column goes into; empty for none."""
        return next((column.field for column in self.columns if column.at == at), "")

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are filled."""
        return (*(column.field for column in self.columns), *self.constants)

    def to_text(self, names: Sequence[str]) -> str:
        """As it is kept in the file: by the names of the columns, which may stand elsewhere next time."""
        columns = {names[column.at]: column.field for column in self.columns}
        kept = {"columns": columns, "constants": dict(self.constants), "clears": self.clears}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def from_text(kind: Kind, text: str, names: Sequence[str]) -> ColumnMap:
    """A kept mapping for a table with these columns; columns that are gone are left out, new ones guessed."""
    kept = json.loads(text)
    columns: dict[str, str] = kept["columns"]
    found = [
        Column(at, columns[name], _unit(kind, columns[name], name))
        for at, name in enumerate(names) if columns.get(name) in _offered(kind)
    ]
    known = set(columns)
    taken = {column.field for column in found}
    if not found:
        return guess(kind, names)
    found += [column for column in guess(kind, names).columns if names[column.at] not in known and column.field not in taken]
    constants = {name: value for name, value in kept["constants"].items() if name in _offered(kind)}
    return ColumnMap(tuple(sorted(found, key=lambda column: column.at)), constants, bool(kept["clears"]))


def by_fields(fields: Sequence[str], kind: Kind, *, clears: bool) -> ColumnMap:
    """The mapping of a table whose columns are named by fields; others are left out."""
    offered = _offered(kind)
    return ColumnMap(tuple(Column(at, name) for at, name in enumerate(fields) if name in offered), {}, clears)


def _offered(kind: Kind) -> tuple[str, ...]:
    return (*kind.columns, "uid", *(field.name for field in kind.listed))


@cache
def _names(kind: Kind) -> dict[str, str]:
    """Field by folded name: its own, its label in either language, what partners call it."""
    found: dict[str, str] = {"uid": "uid"}
    for name, called in _CALLED.get(kind.name, {}).items():
        for text in called:
            found.setdefault(fold(text), name)
    chinese = language("zh_CN")
    if kind.listed:
        found |= dict.fromkeys(map(fold, _OTHER_NAMES), "other_names")
    for one in reversed((*kind.fields, *kind.listed)):
        for text in (chinese.tr(one.label), one.label, one.name.replace("_", " "), one.name):
            found[fold(text)] = one.name
    return found


@cache
def known_names(kind: Kind) -> frozenset[str]:
    """Folded names of columns of a kind that are understood."""
    return frozenset(_names(kind))


def with_unit(kind: Kind, at: int, field: str, header: str) -> Column:
    """A column chosen by hand, with the unit its header says."""
    return Column(at, field, _unit(kind, field, header))


def guess(kind: Kind, headers: Sequence[str]) -> ColumnMap:
    """The mapping that the headers suggest; each field is used once, by the first column that names it."""
    names = _names(kind)
    found: dict[str, Column] = {}
    for at, header in enumerate(headers):
        bracketed = _BRACKETED.match(header)
        wanted = names.get(fold(header)) or (names.get(fold(bracketed[1])) if bracketed else None)
        if wanted and wanted not in found:
            found[wanted] = Column(at, wanted, _unit(kind, wanted, header))
    return ColumnMap(tuple(sorted(found.values(), key=lambda column: column.at)))


def _unit(kind: Kind, field_name: str, header: str) -> str:
    """The unit in brackets behind a header, when figures of this field can be counted in it."""
    bracketed = _BRACKETED.match(header)
    if bracketed is None or field_name not in kind.columns:
        return ""
    if kind.field(field_name).type is not FieldType.NUMBER and field_name != "value_as_stated":
        return ""
    try:
        parse_quantity(f"1 {bracketed[2]}", _UNIT_OF.get(field_name, ""))
    except QuantityProblem:
        return ""
    return bracketed[2].strip()

"""Make a file of facts of any size through our own schema, the same rows every time.

    python benchmarks/generate.py 100000 out.db

N projects, N/5 companies, N events, 2 N claims, N/20 sources, bilingual names, all journalled, cited and searchable.
"""

import random
import sqlite3
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from pairing_desktop.domain.vocabulary import INDUSTRY, PROJECT_STATUS
from pairing_desktop.store import files
from pairing_desktop.store.database import connect
from pairing_desktop.store.writing import Operation, operate

PLACES = (("德令哈", "Delingha"), ("格尔木", "Golmud"), ("都兰", "Dulan"), ("乌兰", "Wulan"), ("天峻", "Tianjun"),
          ("茫崖", "Mangya"))
PLANTS = (("光热示范", "solar thermal demonstration"), ("光伏", "photovoltaic"), ("风电", "wind"), ("储能", "storage"),
          ("盐化工", "salt chemistry"), ("枸杞加工", "goji processing"), ("制氢", "hydrogen"))
FIRMS = (("中控", "Zhongkong"), ("吉利", "Jili"), ("正泰", "Zhengtai"), ("钱江", "Qianjiang"), ("西湖", "Xihu"),
         ("运河", "Yunhe"))
MEASURES = (("installed_capacity", "Installed capacity", "装机容量", "MW", "power"),
            ("investment", "Investment", "投资额", "CNY", "money"),
            ("annual_generation", "Annual electricity generation", "年发电量", "kWh", "energy"))
EVENT_KINDS = ("construction", "commissioning", "agreement", "visit", "record")
_AT_ONCE = 20_000


def generate(path: Path, size: int, seed: int = 20100101) -> None:
    """Write a new file of `size` projects; the rows depend on `size` and `seed` only."""
    files.create(path, who="generator", unit="", with_facts=False)
    connection = connect(path, read_only=False)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -262144")
    chance = random.Random(seed)
    operate(connection, lambda operation: _fill(operation, size, chance), label="Generated rows", who="generator")
    connection.execute("DELETE FROM undo_stack")
    connection.execute("ANALYZE")
    connection.close()


def _fill(operation: Operation, size: int, chance: random.Random) -> None:
    db = operation.connection
    ids = iter(range(1, 10 * size + 1000))
    identity = lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4))  # noqa: E731

    def records(kind: str, count: int) -> list[int]:
        found = [next(ids) for _ in range(count)]
        db.executemany(
            "INSERT INTO record (id, uid, kind, key) VALUES (?, ?, ?, ?)",
            ((row_id, identity(), kind, f"{kind}_{row_id}") for row_id in found),
        )
        return found

    sources = records("source", max(5, size // 20))
    db.executemany(
        "INSERT INTO source (id, title, publisher, published_on, language, kind) VALUES (?, ?, ?, ?, 'zh', 'news')",
        ((row_id, f"柴达木日报第{row_id}期", f"Paper {row_id % 97}", _day(chance)) for row_id in sources),
    )
    places = records("place", len(PLACES))
    db.executemany(
        "INSERT INTO place (id, name_en, name_zh, kind) VALUES (?, ?, ?, 'city')",
        ((row_id, english, chinese) for row_id, (chinese, english) in zip(places, PLACES, strict=True)),
    )
    companies = records("company", max(5, size // 5))
    db.executemany(
        "INSERT INTO company (id, name_en, name_zh, kind, home_place_id, industry) VALUES (?, ?, ?, 'company', ?, ?)",
        ((row_id, f"{firm[1]} {row_id} Co", f"{firm[0]}{row_id}有限公司", chance.choice(places), chance.choice(list(INDUSTRY)))
         for row_id in companies for firm in [chance.choice(FIRMS)]),
    )
    db.executemany(
        "INSERT INTO measure (uid, key, name_en, name_zh, unit, dimension, flow) VALUES (?, ?, ?, ?, ?, ?, 'stock')",
        ((identity(), *measure) for measure in MEASURES),
    )
    projects = records("project", size)
    db.executemany(
        "INSERT INTO project (id, name_en, name_zh, industry, kind, status, stage, place_id, start_date, start_precision, "
        "capacity, capacity_unit, investment_cny) VALUES (?, ?, ?, ?, 'power_plant', ?, ?, ?, ?, 'day', ?, 'MW', ?)",
        _projects(projects, places, chance),
    )
    db.executemany(
        "INSERT INTO participation (uid, project_id, company_id, role) VALUES (?, ?, ?, 'investor')",
        ((identity(), row_id, chance.choice(companies)) for row_id in projects),
    )
    events = records("event", size)
    db.executemany(
        "INSERT INTO event (id, date, date_precision, title_en, title_zh, kind, project_id, earliest, latest) "
        "VALUES (?, ?, 'day', ?, ?, ?, ?, ?, ?)",
        ((row_id, day, f"Event {row_id}", f"第{row_id}号事件", chance.choice(EVENT_KINDS), chance.choice(projects), day, day)
         for row_id in events for day in [_day(chance)]),
    )
    claims = range(1, 2 * size + 1)
    db.executemany(
        "INSERT INTO claim (id, uid, key, subject_id, measure_id, value, value_as_stated, unit, nature, period_start, "
        "period_end, period_precision, earliest, latest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'actual', ?, ?, 'year', ?, ?)",
        ((claim, identity(), f"claim_{claim}", chance.choice(projects), measure + 1, value, f"{value} {MEASURES[measure][3]}",
          MEASURES[measure][3], year, year, f"{year}-01-01", f"{year}-12-31")
         for claim in claims for measure in [chance.randrange(3)] for value in [str(chance.randrange(1, 5000))]
         for year in [str(chance.randrange(2010, 2027))]),
    )
    for owner, rows in (("record_id", [*projects, *companies, *events]), ("claim_id", claims)):
        db.executemany(
            f"INSERT INTO citation (uid, {owner}, source_id, locator) VALUES (?, ?, ?, 'para 1')",
            ((identity(), row_id, chance.choice(sources)) for row_id in rows),
        )


def _projects(ids: list[int], places: list[int], chance: random.Random) -> Iterator[tuple[object, ...]]:
    industries, statuses = list(INDUSTRY)[:12], list(PROJECT_STATUS)
    for row_id in ids:
        place, plant, firm = chance.randrange(len(PLACES)), chance.choice(PLANTS), chance.choice(FIRMS)
        size = chance.randrange(5, 2000)
        yield (
            row_id, f"{firm[1]} {PLACES[place][1]} {size} MW {plant[1]} {row_id}",
            f"{firm[0]}{PLACES[place][0]}{size}兆瓦{plant[0]}项目{row_id}", chance.choice(industries), chance.choice(statuses),
            chance.choice(["", "operating", "signed"]), places[place], _day(chance), str(size),
            str(chance.randrange(1, 90_000) * 10_000),
        )


def _day(chance: random.Random) -> str:
    return f"{chance.randrange(2010, 2027)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"


if __name__ == "__main__":
    wanted, target = int(sys.argv[1]), Path(sys.argv[2])
    started = time.perf_counter()
    generate(target, wanted)
    seconds = time.perf_counter() - started
    rows = sqlite3.connect(target).execute("SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM claim)").fetchone()[0]
    print(f"{rows} rows in {seconds:.1f} s, {target.stat().st_size / 2**20:.0f} MiB")

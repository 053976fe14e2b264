"""Fills a database with tasks by COPY: one post with a quarter of them, one with twenty.

Of every eight tasks two are open at the large post, two at the other posts, and four are done; ten
make a case.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg

from server.embedded import Cluster

PER_CASE, SMALL = 10, 20
LARGE_POST = "bac-giang/don-vi-0001/appraiser"
SMALL_POST = "bac-giang/don-vi-0040/head"
UNITS = 50
BEGINS = datetime(2024, 1, 2, tzinfo=UTC)
KINDS = ("evaluation", "award_review", "submission")
COLUMNS = (
    "id, case_id, instance_id, process, key, round, element, role, form, title_vi, title_en,"
    " search, post_id, unit_id, subject_unit_id, due, due_sort, state, opened_at, closed_at,"
    " done_name, done_by, simulated"
)
NONE = "\\N"
PERSON = "01900000000070008000000000000a01"
"""Who did what is done."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What every case refers to."""

    bloc_year_id: str
    definition: str
    rules: str


def grow(cluster: Cluster, database: str, had: int, wanted: int) -> None:
    """Add tasks up to a number; the indexes are built anew, the statistics read."""
    with psycopg.connect(cluster.conninfo(database=database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # no look-up of each key
        frozen = _frozen(connection)
        cases = range(had // PER_CASE, wanted // PER_CASE)
        tables = {
            "case_(id, bloc_year_id, kind, definition_hash, rules_digest, state, simulated,"
            " opened_at, title_vi, title_en, search)": _cases(cases, frozen),
            "case_unit(case_id, unit_id, role)": _rosters(cases),
            "instance(id, case_id, definition_hash, process, round, status, version, armed, doc)": (
                _instances(cases, frozen)
            ),
            f"task({COLUMNS})": _tasks(range(had, wanted)),
        }
        rebuilt = _drop_indexes(connection)
        for table, lines in tables.items():
            _copy(connection, table, lines)
        for statement in rebuilt:
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE")


def _frozen(connection: psycopg.Connection) -> Frozen:
    row = connection.execute(
        "SELECT b.id, d.hash, r.digest FROM bloc_year b, definition d, ruleset r"
        " WHERE d.key = 'evaluation' LIMIT 1"
    ).fetchone()
    assert row is not None
    return Frozen(*row)


def _drop_indexes(connection: psycopg.Connection) -> Sequence[str]:
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND tablename = 'task' AND indexname NOT LIKE 'pk%'"
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"'.encode())
    return [definition for _, definition in found]


def _copy(connection: psycopg.Connection, table: str, lines: Iterable[Sequence[object]]) -> None:
    with connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
        for line in lines:
            copy.write("\t".join(map(str, line)) + "\n")


def _id(kind: int, number: int) -> str:
    """Make an id that grows with time, as ours do."""
    return f"0190{number:08x}7000800000000000{kind:04x}"


def _unit(number: int) -> str:
    return f"bac-giang/don-vi-{number % UNITS + 1:04d}"


def _cases(numbers: Iterable[int], frozen: Frozen) -> Iterator[Sequence[object]]:
    for n in numbers:
        opened = BEGINS + timedelta(minutes=n)
        kind = KINDS[n % len(KINDS)]
        title, search = f"Chấm điểm thi đua lần {n}", f"cham diem thi dua lan {n} khoi mau"
        yield (_id(1, n), frozen.bloc_year_id, kind, frozen.definition, frozen.rules, "open", "t",
               opened, title, f"Scoring {n}", search)  # fmt: skip


def _rosters(numbers: Iterable[int]) -> Iterator[Sequence[object]]:
    """The leader's unit takes part in every case, four others by turns."""
    for n in numbers:
        yield _id(1, n), _unit(0), "leader"
        for other in range(4):
            yield _id(1, n), _unit(1 + (n * 4 + other) % (UNITS - 1)), "member"


def _instances(numbers: Iterable[int], frozen: Frozen) -> Iterator[Sequence[object]]:
    for n in numbers:
        yield (_id(2, n), _id(1, n), frozen.definition, "evaluation_unit", 1, "running", 1, "{}",
               "{}")  # fmt: skip


def _tasks(numbers: Iterable[int]) -> Iterator[Sequence[object]]:
    for i in numbers:
        case, subject = i // PER_CASE, _unit(1 + i * 7 % (UNITS - 1))
        post, is_open = _place(i)
        opened = BEGINS + timedelta(minutes=i % 400_000)
        due = opened + timedelta(minutes=i * 7919 % 200_000)
        title = f"Thẩm định điểm của đơn vị mẫu {subject[-4:]}, năm 2024, số {i}"
        search = f"tham dinh diem cua don vi mau {subject[-4:]}, nam 2024, so {i} khoi mau"
        yield (
            _id(3, i), _id(1, case), _id(2, case), "evaluation_unit", subject, 1, "appraise",
            "appraiser", "appraise", title, f"Appraise {i}", search, post, post.rpartition("/")[0],
            subject, due, due, "open" if is_open else "done", opened,
            NONE if is_open else opened + timedelta(days=1), "" if is_open else "Cán bộ",
            NONE if is_open else PERSON, "t",
        )  # fmt: skip


def _place(i: int) -> tuple[str, bool]:
    """Say which post has a task, and whether it is open."""
    if i % 4 == 0:
        return LARGE_POST, True
    if i % 4 == 1:
        small = i < 4 * SMALL
        return SMALL_POST if small else f"{_unit(1 + i // 4 % 30)}/officer", True
    return (LARGE_POST if i % 8 == 2 else f"{_unit(1 + i % 49)}/head"), False

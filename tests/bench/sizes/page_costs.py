"""What one page costs: statements, bytes, the CPU of its thread, and waiting for the database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median
from typing import Any

import pytest
from flask.testing import FlaskClient
from psycopg import Cursor

from server.store import statements
from tests.bench.report import Spread


@dataclass(frozen=True, slots=True)
class PageCost:
    """One page, asked for several times; times in milliseconds."""

    statements: int
    size: int
    cpu: Spread
    database: float

    def __str__(self) -> str:
        return (
            f"{self.statements:4} statements {self.size:9,} bytes"
            f"  CPU p50 {self.cpu.p50:7.1f}  p95 {self.cpu.p95:7.1f}"
            f"  database p50 {self.database:7.1f} ms"
        )


@dataclass(slots=True)
class _Waited:
    """Milliseconds that statements took since it was last set to zero."""

    total: float = 0.0


def cost(client: FlaskClient, address: str, *, reads: int) -> PageCost:
    """Ask for a page as often as that, once more beforehand for what is kept after a first time."""
    answer, sent = client.get(address), 0
    cpu, database = [], []
    with _waiting() as waited:
        for _ in range(reads):
            waited.total = 0.0
            statements.reset()
            worked = time.thread_time()
            answer = client.get(address, buffered=True)
            cpu.append((time.thread_time() - worked) * 1000)
            database.append(waited.total)
            sent = statements.count
            assert answer.status_code == HTTPStatus.OK, (address, answer.status)
    return PageCost(sent, len(answer.data), Spread.of(cpu), median(database))


@contextmanager
def _waiting() -> Iterator[_Waited]:
    waited, send = _Waited(), Cursor.execute

    def timed(cursor: Cursor, query: str, params: object = None, **how: Any) -> Cursor:  # noqa: ANN401
        began = time.perf_counter()
        try:
            return send(cursor, query, params, **how)  # type: ignore[call-overload,no-any-return]
        finally:
            waited.total += (time.perf_counter() - began) * 1000

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cursor, "execute", timed)
        yield waited

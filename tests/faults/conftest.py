"""What the fault tests share: databases that commit, and the table of what was tried."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

import pytest

from server.actions.transaction import transactions
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.year import Year

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One line of the table."""

    fault: str
    how: str
    result: str
    seconds: float


ROWS: list[FaultRow] = []
SAID = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def database(fresh_database: Database) -> Database:
    """Answer a copy for one test, which may ruin it; dropped after it."""
    return fresh_database


@pytest.fixture
def year(database: Database) -> Year:
    """Answer the plan's year in a database where every act commits."""
    return Year(begin=transactions(database.url))


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Say:
    """Put a figure into the table's line of this test."""
    said: list[str] = request.node.stash.setdefault(SAID, [])
    return said.append


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    marker = item.get_closest_marker("fault")
    if marker is None or (report.when != "call" and report.outcome == "passed"):
        return report
    fault, how = marker.args
    ROWS.append(FaultRow(fault, how, _result(item, report), report.duration))
    return report


def _result(item: pytest.Item, report: pytest.TestReport) -> str:
    words: list[str] = item.stash.get(SAID, [])
    said = ", ".join(words)
    if report.outcome == "skipped":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        return f"not run: {reason.removeprefix('Skipped: ')}"
    return f"{report.outcome}: {said}" if said else report.outcome


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table: fault, how, result, seconds."""
    if not ROWS:
        return
    terminalreporter.section("faults")
    for row in sorted(ROWS, key=lambda row: int(row.fault.strip("F").split(",")[0])):
        terminalreporter.line(f"{row.fault:8} {row.how:58} {row.seconds:6.1f} s  {row.result}")

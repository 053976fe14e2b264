"""The named states a test's database is cloned from; each is made once a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from argon2 import PasswordHasher
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.transaction import transactions
from server.config import ROOT
from server.demo.load import SAMPLE_BEGINS, load_demonstration
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.embedded import Cluster
from server.store import engine_for
from server.store.history import journal
from tests.domain import bloc_years
from tests.worlds.clocks import set_clock
from tests.worlds.databases import TEMPLATE, Database, State, cloned
from tests.worlds.year import BEGINS, install
from tests.worlds.year_end import BEGINS as YEAR_END_BEGINS
from tests.worlds.year_end import NOW, YearEnd

EASY = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Makes what signs in as fast as a test wants: a hash says itself what checking it costs."""


def of_years(name: str, *sources: str, now: datetime = BEGINS) -> State:
    """Name the state in which the definitions and these bloc-years are there, nothing opened."""

    def make(database: Database) -> None:
        load_bloc_years(database, *sources, now=now)
        with transactions(database.url)() as session:
            sign_in_easily(session)

    return State(name, make)


def load_bloc_years(database: Database, *sources: str, now: datetime = BEGINS) -> None:
    """Deploy the definitions and import bloc-years, with the accounts a demonstration has."""
    with transactions(database.url)() as session:
        install(session, *sources, now=now)


@contextmanager
def with_bloc_years(cluster: Cluster, *sources: str) -> Iterator[Database]:
    """Make a database with these bloc-years that one file needs once; it signs in as shipped."""
    with cloned(cluster, TEMPLATE) as made:
        load_bloc_years(made, *sources)
        engine_for(made.url).dispose()
        yield made


def year_end(until: str, after: State) -> State:
    """Name the plan's evaluation as the simulation leaves it, waiting for tasks of an element."""
    return State(
        f"year_end_{until}",
        lambda database: YearEnd.on(database).play(until),
        after=after,
        clock=NOW,
    )


def _begin_year_end(database: Database) -> None:
    load_bloc_years(database, bloc_years.PLAN, now=YEAR_END_BEGINS)
    with transactions(database.url)() as session:
        sign_in_easily(session)
    set_clock(database, NOW)


def _demonstrate(database: Database) -> None:
    load_demonstration(
        transactions(database.url),
        workflows=ROOT / "workflows",
        forms=ROOT / "forms",
        now=datetime.now(UTC),  # noqa: TID251 - the demonstration's clock starts from the real one
        report=lambda _text: None,
    )
    with transactions(database.url)() as session:
        sign_in_easily(session)


def sign_in_easily(session: Session) -> None:
    """Keep the demonstration's password by a hash that takes no time to check."""
    journal.note(
        session,
        stream="tests",
        kind="person.password_hashed",
        object="person",
        actor=None,
        payload={},
        now=YEAR_END_BEGINS,
    )
    session.execute(
        text("UPDATE person SET password_hash = :easy WHERE demonstration"),
        {"easy": EASY.hash(DEMONSTRATION_PASSWORD)},
    )


EMPTY = State("", lambda _: None)
"""A migrated database without a row of anybody's."""
READY_TO_OPEN = of_years("ready_to_open", bloc_years.PLAN, now=SAMPLE_BEGINS)
"""The demonstration without its sample: nothing is opened yet."""
PLAN_LOADED = of_years("plan_loaded", bloc_years.PLAN)
BLOCS_LOADED = of_years("blocs_loaded", bloc_years.PLAN, bloc_years.SECOND)
YEAR_END = State("year_end", _begin_year_end, clock=NOW)
"""The plan loaded a week before its year-end, where its clock stands; nothing is opened."""
SCORING = year_end("score", after=YEAR_END)
APPROVING = year_end("approve", after=SCORING)
ADOPTING = year_end("adopt", after=YEAR_END)
DEMONSTRATION = State("demonstration", _demonstrate)
"""What `binhxet run` opens with: an evaluation just begun, and one simulated year finished."""

"""Make this version's archive: `python -m tests.archive.make`; see README.md beside it."""

import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy import text

from server import processes
from server.actions.mail import remind
from server.actions.transaction import Begin, transactions
from server.config import ROOT
from server.embedded import (
    Cluster,
    make_database,
    make_roles,
)
from server.engine import ENGINE_VERSION
from server.store import engine_for
from server.store.schema.schema import upgrade
from tests.archive.data_alone import play_real, play_samples
from tests.archive.dumping import Header, dump
from tests.archive.evaluations import EVALUATIONS, LATE, appraise_at_once, approve_at_once
from tests.archive.others import LATE_OTHERS, OTHERS, SCORED_BY_OTHERS
from tests.archive.reviews import (
    REVIEWS,
    SUBMISSIONS,
    consulted_in_part,
    counting_again,
)
from tests.archive.revocations import REVOCATIONS, open_each
from tests.archive.versions import moved_to_a_later_version
from tests.domain import bloc_years
from tests.worlds.databases import QUICK
from tests.worlds.votes import pass_all, vote_for_the_quota
from tests.worlds.worker import checked
from tests.worlds.year import BEGINS, PLAN, Year, install

HERE = Path(__file__).parent


def _later(file: str) -> str:
    """Write a file's deadlines a year later: they wait when the archive is made."""
    return file.replace("= 2025-01-", "= 2026-01-").replace("= 2024-12-", "= 2025-12-")


LATER = _later(bloc_years.PLAN)
BLOC = 'id = "bac-giang/khoi-vhxh1"'
OPEN = LATER.replace(BLOC, 'id = "bac-giang/khoi-mau-cong-khai"')
PAPER = LATER.replace(BLOC, 'id = "bac-giang/khoi-mau-phieu"').replace(
    'mode = "open"', 'mode = "paper"'
)
GIVEN_LATE = SCORED_BY_OTHERS.replace(BLOC, 'id = "bac-giang/khoi-mau-cham-muon"')
GIVEN = _later(SCORED_BY_OTHERS).replace(BLOC, 'id = "bac-giang/khoi-mau-cham-cheo"')
AT_ONCE = {"approve": approve_at_once, "appraise": appraise_at_once, "vote": vote_for_the_quota}
Scenes = dict[str, str]


def main() -> None:
    """Play and write both archives of this version; earlier versions' files are left alone."""
    for play in (play_all, play_broken):
        with empty_database() as (cluster, name):
            begin = transactions(cluster.application_url(name))
            scenes, now, broken = play(begin)
            engine_for(cluster.application_url(name)).dispose()
            with psycopg.connect(cluster.conninfo(database=name)) as connection:
                header = Header(
                    product=product(),
                    engine=ENGINE_VERSION,
                    revision=connection.execute(
                        "SELECT version_num FROM alembic_version"
                    ).fetchall()[0][0],
                    now=now,
                    cases=scenes,
                    broken=broken,
                )
                data = dump(connection, header)
        (HERE / header.file_name).write_bytes(data)
        sys.stdout.write(f"{header.file_name}: {len(scenes)} cases, {len(data):,} bytes\n")


def play_all(begin: Begin) -> tuple[Scenes, datetime, list[list[str]]]:
    """Play two real years, and samples that stop at every state there is."""
    scenes: Scenes = {}
    with begin() as session:
        plan, open_, paper, late, given = install(
            session, bloc_years.PLAN, OPEN, PAPER, GIVEN_LATE, GIVEN
        )
    now = _real(scenes, begin, paper)
    now = _each(scenes, _Samples(begin, plan), "evaluation", LATE, now)
    now = _each(scenes, _Samples(begin, late), "evaluation", LATE_OTHERS, now)
    now = _samples(scenes, _Samples(begin, open_), now)
    now = _each(scenes, _Samples(begin, given), "evaluation", OTHERS, now)
    made, latest = play_samples(begin, plan)
    real = Year(begin=begin, bloc_year_id=plan, now=max(now, latest))
    scenes |= made | play_real(real)
    now = real.now
    with begin() as session:
        remind.remind(session, now=now)
    return scenes, now, []


def _real(scenes: Scenes, begin: Begin, paper: str) -> datetime:
    """Play the plan's year to its end, and another that votes on paper to the counting."""
    year = Year(begin=begin)
    year.through("evaluation").open("award_review")
    consulted_in_part(year)
    year.through("submission")
    scenes |= {str(id_): f"closed_{kind}" for kind, id_ in year.cases.items()}
    ballots = Year(begin=begin, bloc_year_id=paper, now=year.now)
    ballots.answers |= AT_ONCE
    ballots.through("evaluation").open("award_review")
    counting_again(ballots)
    scenes |= {str(id_): f"on_paper_{kind}" for kind, id_ in ballots.cases.items()}
    return ballots.now


def _samples(scenes: Scenes, samples: "_Samples", now: datetime) -> datetime:
    """Play samples of every kind; each kind goes out from a finished one of the kind before."""
    year = samples.year(now)
    year.through("evaluation")
    scenes[str(year.case_id)] = "finished_evaluation"
    year.now = _each(scenes, samples, "award_review", REVIEWS, year.now)
    year.open("award_review")
    year.play()
    scenes[str(year.case_id)] = "finished_award_review"
    now = _each(scenes, samples, "submission", SUBMISSIONS, year.now)
    for plays in REVOCATIONS:
        year = samples.year(now)
        year.open("submission")
        year.play()
        scenes[str(year.case_id)] = "published_submission"
        scenes |= open_each(year, plays)
        now = year.now
    return _each(scenes, samples, "evaluation", (*EVALUATIONS, moved_to_a_later_version), now)


def play_broken(begin: Begin) -> tuple[Scenes, datetime, list[list[str]]]:
    """Break the state of two cases of three, each in its own way."""
    with begin() as session:
        install(session, bloc_years.PLAN)
    scenes: Scenes = {}
    years: list[Year] = []
    for name in ("sound", "unreadable", "from_a_later_engine"):
        year = _Samples(begin, PLAN).year(years[-1].now if years else BEGINS)
        year.open("evaluation")
        scenes[str(year.case_id)] = name
        years.append(year)
    planted = {
        ("P5 StateUnreadable", _break(years[1], "doc = left(doc, 40)")),
        ("P5 EngineVersionUnknown", _break(years[2], "engine_version = 'SpiffWorkflow 99'")),
    }
    with begin() as session:
        found = checked(session, now=years[-1].now)
        session.rollback()
    assert planted <= {(item.invariant, item.where) for item in found}
    broken = [[item.invariant, item.where] for item in found]
    return scenes, years[-1].now, broken


def _break(year: Year, change: str) -> str:
    """Change one instance of a case behind the product's back; return its id."""
    one = "SELECT id FROM instance WHERE case_id = :case AND key <> '' ORDER BY key LIMIT 1"
    statement = f"UPDATE instance SET {change} WHERE id = ({one}) RETURNING id"  # noqa: S608
    with year.begin() as session:
        return str(session.execute(text(statement), {"case": year.case_id}).scalar_one())


def _each(
    scenes: Scenes,
    samples: "_Samples",
    kind: str,
    plays: tuple[Callable[[Year], None], ...],
    now: datetime,
) -> datetime:
    """Open and play one sample a name, one after the other."""
    for play in plays:
        year = samples.year(now)
        year.open(kind)
        play(year)
        scenes[str(year.case_id)] = play.__name__
        now = year.now
    return now


@dataclass(frozen=True, slots=True)
class _Samples:
    """Where samples are played: simulated cases of one bloc-year, any number of each kind."""

    begin: Begin
    bloc_year_id: str

    def year(self, now: datetime) -> Year:
        """Answer a year whose next case is a sample."""
        year = Year(begin=self.begin, bloc_year_id=self.bloc_year_id, now=now, simulated=True)
        year.answers |= AT_ONCE | {"council_vote": pass_all}
        return year


@contextmanager
def empty_database() -> Iterator[tuple[Cluster, str]]:
    """Start a server of one's own with an empty, migrated database; it is gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="binhxet-archive-"))
    home.chmod(0o711)  # as root the server runs under an account of its own
    cluster = Cluster(home, settings=QUICK, durable=False)
    cluster.start()
    try:
        make_roles(cluster.conninfo())
        make_database(cluster.conninfo(), "archive")
        upgrade(cluster.owner_url("archive"), report=lambda _: None)
        yield cluster, "archive"
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def product() -> str:
    """Return the product's version."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


if __name__ == "__main__":
    processes.compose()
    main()

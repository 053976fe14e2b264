"""The product as a website: a filled database behind the gunicorn that `binhxet run` starts."""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from server.actions.cases import case_work, open_case
from server.actions.transaction import Begin, transactions
from server.config import ROOT, Settings
from server.demo.load import OPENS, SAMPLE_BEGINS
from server.demo.simulate import Simulation
from server.store import Session
from server.supervisor import web_command
from tests.ports import free_port
from tests.test_run import SECRET
from tests.waiting import PATIENCE, eventually
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.year import PLAN

TODAY, TOMORROW = "09/12/2024", "10/12/2024"
"""The demonstration's first days, as an official types them."""


@dataclass(frozen=True, slots=True)
class Website:
    """A running website: its address, what the server wrote, and transactions of its database."""

    address: str
    log: Path
    begin: Begin
    bloc_year_id: str
    told: Mapping[str, str] = field(default_factory=dict)

    def played(self, until: str = "") -> list[UUID]:
        """Play the demonstration's year on, to tasks of an element; answer its cases."""
        return Simulation(
            begin=self.begin,
            bloc_year_id=self.bloc_year_id,
            now=SAMPLE_BEGINS,
            simulated=False,
            until=until,
        ).run()

    def open_evaluation(self, session: Session) -> UUID:
        """Open the evaluation as the bloc's leader."""
        leader = open_case.leader_post(session, self.bloc_year_id, now=OPENS)
        return open_case.open_case(
            session,
            bloc_year_id=self.bloc_year_id,
            kind="evaluation",
            actor=case_work.holder_of(session, leader, now=OPENS),
            now=OPENS,
        )


@contextmanager
def website(
    database: Database,
    now: datetime = OPENS,
    *,
    port: int | None = None,
    told: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Website]:
    """Serve a database that is ready to open, from the demonstration's first day on or a later.

    `told` are variables of its environment that tests of few pages set.
    """
    begin = transactions(database.url)
    set_clock(database, now)
    settings = Settings(
        port=port or free_port(),
        database_url=database.url,
        secret_key=SECRET,
        demonstration=True,
        secure_cookies=False,
    )
    with tempfile.TemporaryDirectory(prefix="bx-e2e-") as made:
        log = Path(made) / "web.log"
        with log.open("ab") as output:
            server = subprocess.Popen(
                web_command(settings),
                cwd=ROOT,
                env={**settings.to_environment(), **told},
                stdout=output,
                stderr=output,
            )
        try:
            _wait_until_open(server, settings.port, log)
            yield Website(f"http://127.0.0.1:{settings.port}", log, begin, PLAN, told)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait_until_open(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    eventually(lambda: _answers(port) or server.poll() is not None, log.read_text)
    assert server.poll() is None, log.read_text()


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with closing(connection), suppress(OSError, HTTPException):
        connection.request("HEAD", "/sign-in")
        connection.getresponse()
        return True
    return False

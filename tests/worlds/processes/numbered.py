"""A process of pure data whose tasks make documents of the bloc's own series."""

from dataclasses import dataclass, field
from typing import Final

from server.actions.deployment import deploy
from tests.domain import bloc_years
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.year import LEADER, Year

PLAN_OF_WORK: Final = 'KH = { task = "FIRST", register = true, see = "all", name = "Kế hoạch" }\n'
DECISION: Final = (
    'quyet_dinh = { task = "SECOND", register = true, symbol = "QĐ", see = "all", name = "QĐ" }\n'
)
BEFORE_SIGNING: Final = bloc_years.PLAN.replace(
    'moment = "on_signing"', 'moment = "before_signing"'
)
SECRETARY: Final = f"{LEADER}/secretary"


@dataclass(slots=True)
class Numbered:
    """A year in which cases of such a process are opened and worked."""

    year: Year
    process: UnknownProcess = field(
        default_factory=lambda: UnknownProcess(one=False, documents=PLAN_OF_WORK + DECISION)
    )

    @property
    def bloc_id(self) -> str:
        """The bloc whose year it is."""
        return self.year.bloc_year_id.rpartition("/")[0]

    def deploy(self) -> "Numbered":
        """Publish the process."""
        files = {name: data.decode() for name, data in self.process.files.items()}
        with self.year.begin() as session:
            deploy.deploy(session, self.process.key, files, actor=None, now=self.year.now)
        return self

    def open(self, *, simulated: bool = False) -> "Numbered":
        """Open a case of it as the leader; it is the one that is played next."""
        self.year.simulated = simulated
        self.year.open(self.process.key, opening=self.process.typed())
        return self

    def first(self) -> None:
        """Do the first task: it makes the plan of work."""
        self.year.do(self.process.first, {"note": ""})

    def second(self) -> None:
        """Do the second task: it makes the decision."""
        self.year.do(self.process.second, {"note": ""})

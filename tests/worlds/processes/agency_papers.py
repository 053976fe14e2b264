"""A process of pure data by which a unit files a paper under a number of its own register."""

from dataclasses import dataclass, field
from typing import Final

from server.actions.cases.case_work import OpenTask
from server.actions.deployment import deploy
from server.domain.canonical import Json
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.year import Year

SYMBOL: Final = "BC-SGDĐT"
REPORT: Final = (
    'BC = { task = "FIRST", number = "number", date = "date", symbol = "BC-*", see = "all",'
    ' name = "Báo cáo" }\n'
)
NUMBER: Final[dict[str, object]] = {
    "number": {"type": "string", "title": "Số, ký hiệu", "maxLength": 100},
    "date": {"type": "string", "title": "Ngày", "format": "date"},
}


@dataclass(slots=True)
class AgencyPapers:
    """A year in which units file such papers; each opens its own case and does its first task."""

    year: Year
    process: UnknownProcess = field(
        default_factory=lambda: UnknownProcess(
            one=False,
            by=("member",),
            role="opener",
            documents=REPORT,
            fields=NUMBER,
            required=("number", "date"),
        )
    )

    def deploy(self) -> "AgencyPapers":
        """Publish the process."""
        files = {name: data.decode() for name, data in self.process.files.items()}
        with self.year.begin() as session:
            deploy.deploy(session, self.process.key, files, actor=None, now=self.year.now)
        return self

    def open(self, unit: str) -> OpenTask:
        """Open a case as a unit's head; answer the task by which the paper is filed."""
        opening = self.process.typed()
        self.year.open(self.process.key, post=f"{unit}/head", opening=opening)
        return self.year.task(self.process.first)

    def value(
        self, number: int, *, symbol: str = SYMBOL, day: str = "2024-11-01"
    ) -> dict[str, Json]:
        """Fill the form."""
        return {"note": "", "number": f"{number:02d}/{symbol}", "date": day}

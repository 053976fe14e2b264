"""The revocation's own panel of task pages."""

from dataclasses import dataclass
from pathlib import Path

from server.actions.printouts.panels import PanelOfEach
from server.processes.revocation import printed
from server.processes.revocation.key import KEY
from server.processes.revocation.material import AWARDS_CONCERNED, award_material
from server.processes.revocation.refusals import REFUSALS
from server.processes.submission.tables.revocations import Revocation, StandingAward
from server.web.process_pages import ProcessPages
from server.web.tasks.form_view import Desk
from server.web.tasks.widgets import TaskWidgets, Widget
from server.web.words.catalogue import lazy_gettext as _l


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernedAward:
    """An award that is looked into, and what revoked it, if anything has."""

    award: StandingAward
    revoked: Revocation | None


def concerned(desk: Desk, _name: str) -> tuple[ConcernedAward, ...]:
    """List the awards the task is about."""
    material = award_material(desk.page)
    return tuple(
        ConcernedAward(award=each, revoked=material.revoked.get(each.id))
        for each in material.awards
    )


PAGES = ProcessPages(
    key=KEY,
    templates=Path(__file__).parent / "templates",
    tasks=TaskWidgets(
        widgets={
            AWARDS_CONCERNED: Widget(build=concerned, title=_l("Khen thưởng được xem xét")),
        },
    ),
    printed={
        "awards_concerned": printed.concerned,
        "articles": PanelOfEach(printed.revoked, printed.articles),
    },
    refusals=REFUSALS,
)

"""The duties that the processes in use give to units: what records of a bloc-year can be asked."""

from collections.abc import Collection, Iterable, Mapping

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.duty_names import duty_name
from server.domain.administration.repairs import CaseBroken
from server.domain.bloc_doubts.named_things import duties_asked
from server.domain.bloc_file import BlocYearFile
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs import bloc_years


def known_duties(session: Session) -> Mapping[str, Words]:
    """Name the duties of the newest version of each process, as `duties_of`."""
    return duties_of(newest(session))


def duties_of(models: Iterable[Deployed]) -> Mapping[str, Words]:
    """Name the milestones that have a day, as a bloc-year file calls them: "report.sent"."""
    return {
        f"{model.key}.{milestone.name}": _named(model, duty_name(model, milestone))
        for model in models
        for milestone in model.manifest.milestones.values()
        if milestone.due
    }


def _named(model: Deployed, duty: Words) -> Words:
    process = model.short
    return Words(f"{process.vi}: {duty.vi}", f"{process.text('en')}: {duty.text('en')}")


def duties_in_use(session: Session, file: BlocYearFile) -> Collection[str] | None:
    """Return the duties that can be asked of; None where a file asks of none, or none is deployed.

    Without processes nothing is known of duties yet.
    """
    if not any(duties_asked(file)):
        return None
    models = newest(session)
    return duties_of(models).keys() if models else None


def newest(session: Session) -> list[Deployed]:
    """Read the newest version of each process, without those whose files are damaged."""
    found = []
    for _key, version in sorted(bloc_years.newest_definitions(session).items()):
        try:
            found.append(deployed(session, version))
        except CaseBroken:
            continue  # the check names it
    return found

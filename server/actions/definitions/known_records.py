"""What the processes in use record of units, and a bloc-year can ask: duties and figures."""

from collections.abc import Iterable, Mapping, Sequence

from server.actions.definitions.deployed import Deployed
from server.actions.definitions.duty_names import duty_name
from server.actions.definitions.known_slots import slots_by_process
from server.actions.definitions.processes import processes
from server.domain.bloc_doubts import RecordsInUse
from server.domain.bloc_doubts.named_things import duties_asked, figures_asked
from server.domain.bloc_file import BlocYearFile
from server.domain.texts.words import Words
from server.store import Session


def records_in_use(session: Session) -> RecordsInUse:
    """Name what the newest version of each process records."""
    return _recorded(processes(session))


def _recorded(models: Sequence[Deployed]) -> RecordsInUse:
    return RecordsInUse(
        duties=duties_of(models).keys(),
        figures=figures_of(models).keys(),
        slots=slots_by_process(models),
        printouts={
            (model.key, name): entry
            for model in models
            for name, entry in model.manifest.printouts.items()
        },
    )


def duties_of(models: Iterable[Deployed]) -> Mapping[str, Words]:
    """Name the milestones that have a day, as a bloc-year file calls them: "report.sent"."""
    return {
        f"{model.key}.{milestone.name}": _named(model, duty_name(model, milestone))
        for model in models
        for milestone in model.manifest.milestones.values()
        if milestone.due
    }


def figures_of(models: Iterable[Deployed]) -> Mapping[str, Words]:
    """Name what is counted of units, as a bloc-year file calls it: "conference.attended"."""
    return {
        f"{model.key}.{name}": _named(model, model.words(each.name))
        for model in models
        for name, each in model.manifest.figures.items()
    }


def _named(model: Deployed, what: Words) -> Words:
    process = model.short
    return Words(f"{process.vi}: {what.vi}", f"{process.text('en')}: {what.text('en')}")


def records_asked(session: Session, file: BlocYearFile) -> RecordsInUse | None:
    """Return what can be asked of; None where a file asks for nothing, or nothing is deployed.

    Without processes nothing is known of their records yet.
    """
    if not (file.wordings or any(duties_asked(file)) or any(figures_asked(file))):
        return None
    models = processes(session)
    return _recorded(models) if models else None

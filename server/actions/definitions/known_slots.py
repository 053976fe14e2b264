"""The periods that cases of the processes in use are opened for, where each stands once a year."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import opening_form, opening_routes
from server.domain.manifest import ONE_A_YEAR
from server.domain.manifest.outline import OPENING
from server.domain.texts.words import Words
from server.engine import EngineRefusal

_LABELS: Final = "x-labels"


def slots_of(models: Iterable[Deployed]) -> Mapping[str, Words]:
    """Name the slots that a choice at opening leads to, as a bloc-year file calls them: "annual".

    Of processes that give duties or figures; nothing of what is typed freely.
    """
    return {
        slot: words
        for model in models
        if model.manifest.figures
        or any(milestone.due for milestone in model.manifest.milestones.values())
        for slot, words in _slots(model)
    }


def slots_by_process(models: Iterable[Deployed]) -> Mapping[str, Collection[str]]:
    """Give the slots of each process that has any; nothing of one whose slots are typed freely."""
    found = {model.key: {slot for slot, _words in _slots(model)} for model in models}
    return {key: slots for key, slots in found.items() if slots}


def _slots(model: Deployed) -> Iterator[tuple[str, Words]]:
    """Go through the values of the one field at opening by which a case stands once."""
    one, form = model.manifest.open.one, opening_form(model)
    if form is None or one in {"", ONE_A_YEAR}:
        return
    read = {field for name, field in engine.paths(one) if name == OPENING}
    labels = [form.fields[name].get(_LABELS) for name in read if name in form.fields]
    if len(read) != 1 or not isinstance(labels[0], Mapping):
        return
    name = read.pop()
    for value, label in labels[0].items():
        try:
            slot = engine.evaluate(one, {OPENING: opening_routes(form, {name: value})})
        except EngineRefusal:
            continue  # the linter names it
        if isinstance(slot, str) and slot:
            process, period = model.short, model.words(str(label))
            yield (
                slot,
                Words(*(f"{process.text(each)}: {period.text(each)}" for each in ("vi", "en"))),
            )

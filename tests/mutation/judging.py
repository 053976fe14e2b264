"""Judges one mutant: refused by the linter, or played and found harmless, or not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from server.actions.blocs.form_context import form_context
from server.actions.definitions.deployed import Deployed, build
from server.actions.deployment.definition_lint import definition_problems, manifests
from server.actions.deployment.deploy import collect
from server.actions.deployment.neighbours import asked
from server.domain.blocs.rules import CaseRules
from server.engine import EngineRefusal
from tests.domain.bloc_years import rules as plan_rules
from tests.mutation.drawn import DRAWN
from tests.mutation.filling import TODAY, CannotBeFilled, RandomFiller
from tests.mutation.playing import PlayedCase, by_chance
from tests.mutation.troubles import Trouble, Watch
from tests.workflows.product import FORMS, KEYS, WORKFLOWS

WALKS = 12
FURTHER = 60
UNITS = 3


WRITTEN_IDS: Final = "ids that are written out"
OPPOSITE: Final = "the opposite of what is meant"
UNKNOWABLE: Final[Mapping[str, str]] = {
    "property: to the unknown": WRITTEN_IDS,
    "condition: negated": OPPOSITE,
    "condition: unequal": OPPOSITE,
    "condition: led the other way": OPPOSITE,
}
"""What no linter can know, by the kind of mutation; docs/linting.md gives the reasons."""


class Verdict(StrEnum):
    """What became of a mutant."""

    REFUSED = "refused"
    HARMLESS = "harmless"
    UNKNOWABLE = "unknowable"
    MISBEHAVED = "misbehaved"


@dataclass(frozen=True)
class JudgedMutant:
    """A verdict, and by which rule or trouble."""

    verdict: Verdict
    why: str = ""


PROCESSES: Final = (*KEYS, *DRAWN)
"""The keys of what is changed: all that is shipped, and what is drawn for it."""


@cache
def unchanged(key: str) -> Mapping[str, bytes]:
    """Read the files of a process."""
    if key in DRAWN:
        return DRAWN[key]
    return {name: text.encode() for name, text in collect(key, WORKFLOWS, FORMS).items()}


@cache
def beside() -> Mapping[str, str]:
    return {key: unchanged(key)[f"{key}.toml"].decode() for key in KEYS}


@cache
def asked_beside() -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    """Give the forms of the shipped processes, as a deployment knows them."""
    return {key: asked(build(key, _texts(unchanged(key)))) for key in KEYS}


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items()}


@cache
def small_bloc() -> CaseRules:
    """Give the plan's bloc with three of its units: its leader, its deputy, one more."""
    rules = plan_rules()
    first = [rules.leader, rules.deputy]
    others = [unit for unit in rules.units if unit not in first]
    return replace(rules, units=tuple(first + others)[:UNITS])


def judge(key: str, files: Mapping[str, bytes], kind: str = "") -> JudgedMutant:
    """Lint a mutant, and play it where the linter finds nothing."""
    others = manifests({name: text for name, text in beside().items() if name != key})
    try:
        forms = {name: each for name, each in asked_beside().items() if name != key}
        found = definition_problems(key, files, others, asked=forms)
    except Exception as error:  # noqa: BLE001 - a linter that breaks refuses nothing and says nothing
        return JudgedMutant(Verdict.MISBEHAVED, f"the linter broke: {type(error).__name__} {error}")
    if found:
        return JudgedMutant(Verdict.REFUSED, found[0].rule)
    trouble = played(key, files)
    if trouble and kind in UNKNOWABLE:
        return JudgedMutant(Verdict.UNKNOWABLE, f"{UNKNOWABLE[kind]}: {trouble}")
    return JudgedMutant(Verdict.MISBEHAVED, trouble) if trouble else JudgedMutant(Verdict.HARMLESS)


def played(key: str, files: Mapping[str, bytes]) -> str:
    """Say what goes wrong while a clean definition is played; empty where nothing does."""
    try:
        model = build(key, _texts(files))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what a deployment would meet
        return f"unreadable: {type(error).__name__}: {error}"
    watch, known = Watch(), _reached_unchanged(key)
    for number in range(FURTHER):
        if number >= WALKS and not watch.unreached(model) - known:
            return ""
        if trouble := _walk(model, watch, number):
            return trouble
    never = watch.unreached(model) - known
    return f"never reached: {', '.join(sorted(never))}" if never else ""


def _walk(model: Deployed, watch: Watch, number: int) -> str:
    rules = small_bloc()
    filler = RandomFiller(by_chance(number), form_context(rules, TODAY))
    watch.done.clear()
    case = PlayedCase(model=model, rules=rules, filler=filler, watch=watch)
    try:
        case.play()
    except (Trouble, CannotBeFilled, EngineRefusal) as error:
        return f"{type(error).__name__} {error}"[:200]
    except Exception as error:  # noqa: BLE001 - a mutant may break anything; it is told, not hidden
        return f"broke: {type(error).__name__} {error}"[:200]
    return ""


@cache
def _reached_unchanged(key: str) -> frozenset[str]:
    """Name what no walk of the process as it is comes to either."""
    model = build(key, _texts(unchanged(key)))
    watch = Watch()
    for number in range(FURTHER):
        trouble = _walk(model, watch, number)
        assert not trouble, f"{key}: {trouble}"
    return watch.unreached(model)

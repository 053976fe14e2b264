"""A definition tried, and told: findings as the linter tells them, who gets what when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.actions.definitions.definition_files import Source
from server.actions.definitions.deployed import Deployed, build
from server.actions.definitions.form_reading import form_of
from server.actions.deployment.deploy import LANGUAGES, checked, listed
from server.actions.trial import TimeLimit, Trial, try_definition
from server.actions.trial.lanes import LaneNames, lane_names
from server.actions.trial.picture import Picture, picture_of
from server.actions.trial.role_names import USUAL
from server.actions.trial.stages import Stage
from server.actions.trial.ways import TrialWay, ways
from server.domain.manifest.outline import OPENING
from server.domain.texts.words import Words
from server.engine import DefinitionRefused
from server.forms import FormUnreadable
from server.forms.outcome import outcome_label

Tick = Callable[[int, int], None]
_OPENING: Final = Words("Mở hồ sơ", "Open the case")


class NotTried(Exception):
    """A definition cannot be read; `found` is what the linter says of it."""

    def __init__(self, found: list[dict[str, str]]) -> None:
        super().__init__(f"{len(found)} findings")
        self.found = found


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTold:
    """One step of a way: what was done by which post for whom, how it came out, until when.

    `day` is the day that came to its end, or the moment that came; empty where somebody acted.
    `who` is what the role is called, `guessed` are the elements whose answer it goes on by was
    made up, each with its name.
    """

    element: str
    title: Words
    key: str
    about: Words
    role: str
    who: Words
    post: str
    outcome: str
    label: Words
    due: str
    day: str
    guessed: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayTold:
    """One way; `members` are those of a set, `dated` whether the year has its deadlines."""

    members: int
    dated: bool
    mode: str
    stages: tuple[StageTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialTold:
    """All that is told of one definition that was tried."""

    key: str
    name: Words
    steps: int
    complete: bool
    findings: tuple[Mapping[str, str], ...]
    vietnamese: tuple[Mapping[str, str], ...]
    english: tuple[Mapping[str, str], ...]
    """The findings once more, in each language."""
    reached: frozenset[str]
    unreached: tuple[tuple[str, Words], ...]
    """The elements no way went through, each with its name."""
    taken: tuple[str, ...]
    """The fields, `element.field`, that take rows over; each is played with one made-up row."""
    ways: tuple[WayTold, ...]
    picture: Picture
    translated: Mapping[str, str]
    """The English of the names in the picture."""


def tried(
    found: Source, language: str, *, most: int, tick: Tick, limit: TimeLimit | None = None
) -> TrialTold:
    """Play a definition and tell of it; raises OSError, and NotTried for what cannot be read."""
    try:
        files = {name: data.decode("utf-8") for name, data in found.read().items()}
        model = build(found.key or "", files)
    except (DefinitionRefused, FormUnreadable, ValueError) as refused:
        raise NotTried(checked(found, language)) from refused
    trial = try_definition(model, most=most, tick=tick, limit=limit)
    said = {each: tuple(listed(trial.problems, found.paths, each)) for each in LANGUAGES}
    return TrialTold(
        key=model.key,
        name=model.short,
        steps=trial.steps,
        complete=trial.complete,
        findings=said[language],
        vietnamese=said["vi"],
        english=said["en"],
        reached=trial.reached,
        unreached=tuple((model.told(name), _name(model, name)) for name in trial.unreached),
        taken=tuple(each.into for each in model.manifest.taken),
        ways=_ways(model, trial, lane_names(model.key, files)),
        picture=picture_of(model.key, files),
        translated=model.english,
    )


def shown_day(text: str) -> str:
    """Write a day, or a moment, as the product does; nothing for nothing."""
    if not text:
        return ""
    found = datetime.fromisoformat(text)
    return f"{found:%H:%M, %d/%m/%Y}" if found.tzinfo else f"{found:%d/%m/%Y}"


def over(text: str) -> Words:
    """Say that a day has come to its end, or a moment has come."""
    end = shown_day(text)
    if datetime.fromisoformat(text).tzinfo:
        return Words(f"đến {end}", f"at {end}")
    return Words(f"hết ngày {end}", f"end of {end}")


def guesses(way: WayTold) -> Words:
    """Say which steps of a way go on by what was made up, and where; nothing where none does."""
    guessed = [(n, stage) for n, stage in enumerate(way.stages, start=1) if stage.guessed]
    if not guessed:
        return Words("")
    vi, en = (
        ", ".join(f"{word} {n} ({_names(stage, each)})" for n, stage in guessed)
        for each, word in (("vi", "bước"), ("en", "step"))
    )
    return Words(
        f"Kết quả giả định, hồ sơ thật có thể không ra: {vi}",
        f"Guessed answers, to which a real case may never come: {en}",
    )


def _names(stage: StageTold, language: str) -> str:
    return ", ".join(f"“{name.text(language)}”" for _, name in stage.guessed)


def _ways(model: Deployed, trial: Trial, lanes: LaneNames) -> tuple[WayTold, ...]:
    return tuple(_way(model, each, lanes) for each in ways(trial.played))


def _way(model: Deployed, way: TrialWay, lanes: LaneNames) -> WayTold:
    return WayTold(
        members=way.scenario.size,
        dated=way.scenario.dated,
        mode=str(way.scenario.mode),
        stages=tuple(_stage(model, each, lanes) for each in way.stages),
    )


def _stage(model: Deployed, stage: Stage, lanes: LaneNames) -> StageTold:
    return StageTold(
        element=model.told(stage.element),
        title=stage.title if stage.title.vi else _name(model, stage.element),
        key=stage.key,
        about=stage.about,
        role=stage.role,
        who=_who(model, lanes.of(stage.element, stage.role)),
        post=stage.post,
        outcome=stage.outcome,
        label=_label(model, stage),
        due=stage.due,
        day=stage.day,
        guessed=tuple((model.told(each), _name(model, each)) for each in stage.guessed),
    )


def _who(model: Deployed, name: str) -> Words:
    return USUAL.get(name) or model.words(name)


def _name(model: Deployed, element: str) -> Words:
    if element == OPENING:
        return model.words(model.manifest.open.act) if model.manifest.open.act else _OPENING
    drawn = model.definition.elements[element]
    return model.words(drawn.name or model.told(element))


def _label(model: Deployed, stage: Stage) -> Words:
    """Return what an outcome is called by its form."""
    drawn = model.definition.elements.get(stage.element)
    if drawn is None or not drawn.form:
        return Words("")
    return model.words(outcome_label(form_of(model, drawn.form), stage.outcome))

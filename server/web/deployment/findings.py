"""What the linter found in an upload, as a page shows it: by file and rule, fifty at most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.actions.deployment import trials
from server.actions.deployment.deploy import listed
from server.actions.deployment.folder_lint import FolderJudged
from server.actions.deployment.told_findings import A_SCREEN, FIRST, MOST, in_order

__all__ = ["MOST", "FindingGroup", "first", "grouped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """Findings of one rule in one file; of `places`, each is an element and what is wrong there."""

    file: str
    rule: str
    mends: Sequence[str]
    places: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedLook:
    """How far a definition was played; of `notes`, each is an element and what it shows."""

    steps: int
    complete: bool
    notes: Sequence[tuple[str, str]]


def played(text: str, language: str) -> dict[str, PlayedLook]:
    """Say of each definition of a proposal what was kept of playing it, by its key."""
    return {
        each.key: PlayedLook(
            steps=each.steps,
            complete=each.complete,
            notes=[
                (item["element"], item["message"])
                for item in listed(each.notes[:MOST], {}, language)
            ],
        )
        for each in trials.kept(text)
    }


def grouped(judged: FolderJudged, language: str) -> Iterator[FindingGroup]:
    """Put the worst fifty findings together, those of one rule and file as one."""
    found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for item in in_order(listed(judged.problems, {}, language))[:MOST]:
        found.setdefault((item["file"], item["rule"]), []).append(item)
    for (file, rule), items in found.items():
        yield FindingGroup(
            file=file,
            rule=rule,
            mends=tuple(dict.fromkeys(item["mend"] for item in items)),
            places=tuple((item["element"], item["message"]) for item in items),
        )


def first(groups: Sequence[FindingGroup]) -> Sequence[FindingGroup]:
    """Give what to do first, a group for each of the worst rules, where there is much to do."""
    of_rule = {group.rule: group for group in reversed(groups)}
    worst = [each for each in groups if of_rule[each.rule] is each]
    return worst[:FIRST] if sum(len(each.places) for each in groups) > A_SCREEN else ()

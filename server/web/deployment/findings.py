"""What the linter found in an upload, as a page shows it: by file and rule, fifty at most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from server.actions.deployment import trials
from server.actions.deployment.deploy import listed
from server.actions.deployment.folder_lint import FolderJudged

MOST: Final = 50


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
    """Put the first fifty findings together, those of one rule and file as one."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for item in listed(judged.problems[:MOST], {}, language):
        found.setdefault((item["file"], item["rule"]), []).append(item)
    for (file, rule), items in found.items():
        yield FindingGroup(
            file=file,
            rule=rule,
            mends=tuple(dict.fromkeys(item["mend"] for item in items)),
            places=tuple((item["element"], item["message"]) for item in items),
        )

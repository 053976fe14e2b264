"""The definitions of an uploaded folder: which files each has, and what the linter says of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from server.actions.definitions.definition_files import ENGLISH, forms_in, members, read_file
from server.actions.definitions.deployed import build, check_rules, files_of
from server.actions.deployment import neighbours
from server.actions.deployment.definition_lint import definition_problems, manifests
from server.actions.deployment.names import YearNames
from server.actions.deployment.neighbours import keyed, newest
from server.actions.deployment.timed_lint import Asked
from server.actions.deployment.trials import PlayedDefinition, played_trial, share, short
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.engine import DefinitionRefused, Problem
from server.engine.calls import name_beside
from server.engine.lint_words.order import weight
from server.form_shape import COMMON
from server.forms import FormUnreadable
from server.store import Session
from server.store.blocs import bloc_years

MOST_PROBLEMS: Final = 500
"""Findings that are handed back; the rest is counted."""
_DIAGRAM: Final = ".bpmn"
_MANIFEST: Final = ".toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderAsked:
    """A folder, and all that it is judged beside, as texts alone.

    `product` are the forms that any definition may use, by name, `manifests` those that are
    deployed, by key, `keyed` their milestones that only single units or nominees reach, `rules` the
    JSON of the bloc-years' rules, `asked` the schemas of the forms of what is deployed.
    """

    files: Mapping[str, str]
    product: Mapping[str, str] = field(default_factory=dict)
    manifests: Mapping[str, str]
    keyed: Mapping[str, Sequence[str]]
    rules: Sequence[str]
    asked: Asked = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderJudged:
    """The files of each definition by key, those of none, and what is wrong.

    `found` counts the findings; `unreadable` names what is clean to the linter and cannot be read.
    """

    members: Mapping[str, Sequence[str]]
    unused: Sequence[str]
    problems: Sequence[Problem]
    found: int
    unreadable: Mapping[str, str]
    played: Sequence[PlayedDefinition] = ()


def judge_folder(asked: FolderAsked) -> FolderJudged:
    """Judge all definitions of a folder; what the linter finds clean is played as well."""
    shelf = shelf_of(asked.files, asked.product)
    keys = [name.removesuffix(_DIAGRAM) for name in asked.files if name.endswith(_DIAGRAM)]
    found = {key: sorted(members(key, shelf, shelf.__getitem__)) for key in sorted(keys)}
    own = {key: shelf[f"{key}{_MANIFEST}"] for key in keys if f"{key}{_MANIFEST}" in shelf}
    others = manifests({**asked.manifests, **own})
    year = YearNames.of(CaseRules.from_json(json.loads(each)) for each in asked.rules)
    per_unit = {key: frozenset(names) for key, names in asked.keyed.items() if key not in own}
    forms = {key: each for key, each in asked.asked.items() if key not in own}
    here = {key: each for key, each in others.items() if key in own}
    judging = _Judging(year, most=share(len(found)))
    for key, names in found.items():
        files = {name: shelf[name_beside(name)] for name in names}
        data = {name: text.encode() for name, text in files.items()}
        near = neighbours.beside(
            key,
            own.get(key, ""),
            {other: each for other, each in here.items() if other != key},
            lambda other: {name: shelf[name_beside(name)].encode() for name in found[other]},
        )
        known = per_unit | {**near.keyed}, forms | {**near.asked}
        if problems := definition_problems(key, data, others, year, *known):
            judging.problems += problems
        else:
            judging.play(key, files)
    used = {name_beside(name) for names in found.values() for name in names}
    return FolderJudged(
        members=found,
        unused=sorted(asked.files.keys() - used),
        problems=sorted(judging.problems, key=lambda each: weight(each.rule))[:MOST_PROBLEMS],
        found=len(judging.problems),
        unreadable=judging.unreadable,
        played=judging.played,
    )


class _Judging:
    """What comes of a folder's definitions; each is played so many steps at `most`."""

    def __init__(self, year: YearNames, *, most: int) -> None:
        self.year = year
        self.most = most
        self.problems: list[Problem] = []
        self.unreadable: dict[str, str] = {}
        self.played: list[PlayedDefinition] = []

    def play(self, key: str, files: Mapping[str, str]) -> None:
        """Read and play what the linter found nothing wrong with, as cases of it will be."""
        try:
            trial = played_trial(build(key, files), self.year, most=self.most)
        except DefinitionRefused as refused:
            self.problems += refused.problems
        except (FormUnreadable, ValueError) as error:
            self.unreadable[key] = str(error)[:200]
        else:
            self.problems += trial.grave
            self.played.append(short(trial))


def shelf_of(files: Mapping[str, str], product: Mapping[str, str]) -> dict[str, str]:
    """Lay a folder's files before the product's forms; a common form's English goes with it."""
    own = {name.removesuffix(".json") + ENGLISH for name in files if name.startswith(COMMON)}
    return {name: text for name, text in product.items() if name not in own} | dict(files)


def product_forms(folder: Path) -> dict[str, str]:
    """Read the forms of the product, which any definition may use, by name; raises OSError."""
    found = forms_in([folder])
    return {name: read_file(path).decode("utf-8") for name, path in sorted(found.items())}


def asked_beside(
    session: Session, files: Mapping[str, str], product: Mapping[str, str] | None = None
) -> FolderAsked:
    """Put what is deployed, and the rules of the bloc-years, beside a folder's files.

    What cannot be read is left out; it is told of elsewhere.
    """
    texts: dict[str, str] = {}
    models = newest(session)
    for key, model in models.items():
        with suppress(CaseBroken):
            _, theirs = files_of(session, model.hash)
            texts[key] = theirs.get(f"{key}{_MANIFEST}", "")
    return FolderAsked(
        files=files,
        product=product or {},
        manifests={key: text for key, text in texts.items() if text},
        keyed={key: sorted(keyed(model)) for key, model in models.items()},
        asked={key: neighbours.asked(model) for key, model in models.items()},
        rules=list(_rules(session)),
    )


def _rules(session: Session) -> Iterator[str]:
    for digest in bloc_years.rules_digests(session):
        content = bloc_years.ruleset(session, digest) or ""
        with suppress(CaseBroken):
            check_rules(content, digest)
            yield content

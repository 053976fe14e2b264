"""Deploy definitions: read, judged by the linter, frozen by hash."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from server.actions.definitions.definition_files import (
    Source,
    read_file,
    source,
    sources,
)
from server.actions.definitions.deployed import (
    Deployed,
    build,
    files_hash,
    rules_of,
)
from server.actions.deployment import neighbours
from server.actions.deployment.definition_lint import definition_problems, manifests
from server.actions.deployment.names import EVERY_YEAR, YearNames
from server.actions.deployment.neighbours import asked, keyed, newest
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.engine import LANGUAGES, DefinitionRefused, Problem, one_line, said
from server.store import Session
from server.store.blocs import bloc_years
from server.store.history import journal

__all__ = [
    "LANGUAGES",
    "DefinitionRefused",
    "Source",
    "checked",
    "collect",
    "collect_all",
    "collect_folder",
    "deploy",
    "deploy_ours",
    "keys",
    "listed",
    "problems",
    "sources",
]


STREAM: Final = "definitions"
"""Of history: what was deployed, and what was proposed to be."""


def keys(workflows: Path) -> list[str]:
    """List the definitions in a folder, by file name."""
    return sorted(path.stem for path in workflows.glob("*.bpmn"))


def collect(key: str, workflows: Path, forms: Path) -> dict[str, str]:
    """Gather a definition's files: diagram, manifest, decision tables, English, and its forms.

    Raises OSError, and UnicodeDecodeError where a file is no UTF-8.
    """
    found = source(workflows / f"{key}.bpmn", [forms])
    return {name: data.decode("utf-8") for name, data in found.read().items()}


def collect_folder(folder: Path, forms: Path) -> dict[str, dict[str, str]]:
    """Gather the definitions of any folder: the files of each, by key.

    A form is looked for beside the diagram, in `forms/` there or beside its folder, then in
    `forms`. Raises as `collect`, and FileNotFoundError where there is no diagram.
    """
    found = {
        each.key: {name: data.decode("utf-8") for name, data in each.read().items()}
        for each in sources([folder], forms)
        if each.key
    }
    if not found:
        raise FileNotFoundError(f"{folder}: không có tệp .bpmn / no .bpmn")
    return found


def collect_all(workflows: Path, forms: Path) -> dict[str, dict[str, str]]:
    """Gather the definitions of a folder, which may name each other. Raises as `collect`."""
    return {key: collect(key, workflows, forms) for key in keys(workflows)}


def deploy(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    key: str,
    files: Mapping[str, str],
    *,
    actor: Actor | None,
    now: datetime,
    beside: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Deployed, bool]:
    """Deploy a version of a definition; the same bytes again change nothing.

    `beside` are the files of those about to be deployed with it, by key, which it may name. Raises
    the engine's DefinitionRefused with all the linter finds. Returns the version, and whether it is
    new.
    """
    hold_definitions(session)
    before, folder = newest(session), beside or {}
    texts = {name: each.get(f"{name}.toml", "") for name, each in folder.items() if name != key}
    here = manifests({name: text for name, text in texts.items() if text})
    others = {**{name: model.manifest for name, model in before.items()}, **here}
    stays = {name: model for name, model in before.items() if name not in folder}
    own = files.get(f"{key}.toml", "")
    near = neighbours.beside(key, own, here, lambda name: _bytes(folder[name]))
    per_unit = {name: keyed(model) for name, model in stays.items()} | {**near.keyed}
    forms = {name: asked(model) for name, model in stays.items()} | {**near.asked}
    data = _bytes(files)
    if found := definition_problems(key, data, others, year_names(session), per_unit, forms):
        raise DefinitionRefused(found)
    return freeze(session, key, files, actor=actor, now=now)


def _bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: each.encode() for name, each in files.items()}


def hold_definitions(session: Session) -> None:
    """Let nobody else deploy until the transaction ends."""
    journal.hold(session, STREAM)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByProposal:
    """By which proposal a version is published, and what history tells of that."""

    id: UUID
    told: Mapping[str, Json]


def freeze(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    key: str,
    files: Mapping[str, str],
    *,
    actor: Actor | None,
    now: datetime,
    proposed: ByProposal | None = None,
) -> tuple[Deployed, bool]:
    """Keep a version that the linter has judged for good; raises as `deploy`."""
    version = build(key, files)
    added = bloc_years.add_definition(
        session,
        version_hash=version.hash,
        key=key,
        files=files,
        now=now,
        proposal_id=proposed.id if proposed else None,
    )
    told: dict[str, Json] = {"key": key, "hash": version.hash, "files": list[Json](sorted(files))}
    if added:
        journal.note(
            session,
            stream=STREAM,
            kind="definition.deployed",
            object=f"definition/{key}",
            actor=actor,
            payload=told | dict(proposed.told if proposed else {}),
            now=now,
        )
    return version, added


def deploy_ours(session: Session, *, workflows: Path, forms: Path, now: datetime) -> None:
    """Deploy the definitions of a folder as the operator; raises as `collect` and `deploy`.

    A version that is there was judged when it came, and is left alone.
    """
    beside = collect_all(workflows, forms)
    for key, files in beside.items():
        if bloc_years.definition(session, files_hash(files)) is None:
            deploy(session, key, files, actor=None, now=now, beside=beside)


def year_names(session: Session) -> YearNames:
    """Gather what the bloc-years name; rules that cannot be read are told of elsewhere."""
    found: list[CaseRules] = []
    for digest in bloc_years.rules_digests(session):
        with suppress(CaseBroken):
            found.append(rules_of(session, digest))
    return YearNames.of(found)


def problems(
    key: str | None, files: Mapping[str, str | bytes], *, language: str = LANGUAGES[0]
) -> list[dict[str, str]]:
    """Say all that the linter finds in a definition, or in files that belong to none."""
    data = {name: each.encode() if isinstance(each, str) else each for name, each in files.items()}
    return listed(definition_problems(key, data, manifests({})), {}, language)


def checked(found: Source, language: str) -> list[dict[str, str]]:
    """Say all that the linter finds in files, each with its path. Raises OSError."""
    named = {key: read_file(path).decode(errors="replace") for key, path in found.beside.items()}
    files, others = found.read(), manifests(named)
    own = files.get(f"{found.key}.toml", b"").decode(errors="replace")
    near = neighbours.beside(found.key or "", own, others, lambda key: found.neighbour(key).read())
    problems = definition_problems(found.key, files, others, EVERY_YEAR, near.keyed, near.asked)
    return listed(problems, found.paths, language)


def listed(
    found: Iterable[Problem], paths: Mapping[str, Path], language: str
) -> list[dict[str, str]]:
    """Say findings in a language, each with the path of its file."""
    return [
        {
            "file": str(paths.get(item.file, item.file)),
            "element": one_line(item.element),
            "rule": item.rule,
            **said(item.rule, item.holes, language)._asdict(),
        }
        for item in found
    ]

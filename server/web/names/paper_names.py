"""What kinds of documents and files are called: by the manifest and the forms of their version."""

from collections.abc import Callable

from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.form_reading import form_of
from server.domain.administration.repairs import CaseBroken
from server.store import Session
from server.web.names.process_words import process_words
from server.web.words.language import pick

PaperName = Callable[[str], str]
"""Says what a kind is called; `bao_cao/flag/…` is of the kind `bao_cao`."""


def paper_names(session: Session, version: str) -> PaperName:
    """Return how papers of a version are called; what it does not name has its process's word."""
    try:
        known = _of(deployed(session, version))
    except CaseBroken:
        known = {}

    def name(kind: str) -> str:
        bare = kind.partition("/")[0]
        return known.get(bare) or str(process_words().papers.get(bare, bare))

    return name


def _of(model: Deployed) -> dict[str, str]:
    files = {
        slot.kind: pick(model.words(slot.title))
        for name in sorted(model.forms)
        for slot in form_of(model, name).files
    }
    own = process_words().papers.keys() if model.manifest.package else ()
    documents = {
        kind: pick(model.words(entry.name)) for kind, entry in model.manifest.documents.items()
    }
    return {kind: said for kind, said in {**files, **documents}.items() if kind not in own}

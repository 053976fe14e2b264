"""From the text of a manifest to the manifest, or to all its mistakes."""

from dataclasses import dataclass

from server.domain.manifest.entries import Manifest
from server.domain.manifest.reading import read_manifest
from server.domain.toml_file import (
    FileMistake,
    FileMistakes,
    LineIndex,
    Notes,
    Path,
    Table,
    read_toml,
)


@dataclass(frozen=True, slots=True)
class ManifestDraft:
    """A manifest as far as it can be read, with its mistakes; for whoever judges it further."""

    manifest: Manifest
    notes: Notes

    @property
    def mistakes(self) -> tuple[FileMistake, ...]:
        """The mistakes in how it is written, in the order of the file."""
        return self.notes.all()

    @property
    def unread(self) -> tuple[Path, ...]:
        """The fields that are written and say nothing where they stand."""
        return tuple(self.notes.unread)

    def line(self, path: Path) -> int:
        """Return the line on which a field stands."""
        return self.notes.line(path)


class ManifestUnreadable(ValueError):
    """A manifest that was let in once has mistakes; no case is opened wider by guessing at it."""


def draft_manifest(key: str, text: str) -> ManifestDraft | FileMistakes:
    """Read a manifest, a stand-in for each mistake; its mistakes alone where it is no TOML."""
    top = read_toml(text)
    return (
        top if isinstance(top, FileMistakes) else ManifestDraft(read_manifest(key, top), top.notes)
    )


def parse_manifest(key: str, text: str) -> Manifest | FileMistakes:
    """Read a manifest; returns every mistake at once where there is one."""
    draft = draft_manifest(key, text)
    if isinstance(draft, FileMistakes):
        return draft
    return FileMistakes(draft.mistakes) if draft.mistakes else draft.manifest


def frozen_manifest(key: str, text: str) -> Manifest:
    """Read a manifest that was let in once; raises ManifestUnreadable, naming all its mistakes."""
    found = parse_manifest(key, text)
    if isinstance(found, FileMistakes):
        said = (f"{each.line} {each.field}: {each.message('en')}" for each in found.items)
        raise ManifestUnreadable("; ".join(said))
    return found


def closed_manifest(key: str) -> Manifest:
    """Return what stands for a process without a manifest: nobody opens it, nobody sees more."""
    return read_manifest(key, Table({"name": key, "short": key[:80]}, (), Notes(LineIndex(""))))


def opening_form(text: str) -> str:
    """Name the form a case is opened with; empty where there is none, or none can be read."""
    top = read_toml(text)
    opening = None if isinstance(top, FileMistakes) else top.plain("open")
    form = opening.get("form") if isinstance(opening, dict) else None
    return form if isinstance(form, str) else ""

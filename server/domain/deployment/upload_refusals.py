"""Why an uploaded folder or zip is not taken."""

from dataclasses import dataclass

from server.domain.refusals import Refusal


@dataclass(eq=False)
class NothingUploaded(Refusal):
    """No file of a process was chosen."""


@dataclass(eq=False)
class DiagramMissing(Refusal):
    """There is no diagram among the files."""


@dataclass(eq=False)
class TooManyProcessFiles(Refusal):
    """There are more files than a folder of processes has."""

    limit: int


@dataclass(eq=False)
class ProcessFileTooLarge(Refusal):
    """One file is larger, unpacked, than so many megabytes."""

    name: str
    limit: int


@dataclass(eq=False)
class UploadTooLarge(Refusal):
    """All files together are larger, unpacked, than so many megabytes."""

    limit: int


@dataclass(eq=False)
class ZipUnreadable(Refusal):
    """A zip is damaged, or packed in a way that is not read."""


@dataclass(eq=False)
class ZipLocked(Refusal):
    """A file of a zip is locked by a password."""

    name: str


@dataclass(eq=False)
class ZipLink(Refusal):
    """An entry of a zip is no file but a link or a device."""

    name: str


@dataclass(eq=False)
class OutsideFolder(Refusal):
    """A path leads out of the folder."""

    name: str


@dataclass(eq=False)
class NameRefused(Refusal):
    """A process file has a name that no diagram, manifest or form could name it by."""

    name: str


@dataclass(eq=False)
class BackslashInPath(Refusal):
    """A path parts its folders by backslashes, as no zip should: nobody knows where a file lies."""

    name: str


@dataclass(eq=False)
class SameName(Refusal):
    """Two files have one name, or names that differ in case alone."""

    name: str
    other: str


@dataclass(eq=False)
class NotUtf8(Refusal):
    """A process file is no text in UTF-8."""

    name: str

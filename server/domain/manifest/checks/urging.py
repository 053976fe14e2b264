"""What must hold of who urges: a post that is there, of a duty whose standing it is told."""

from collections.abc import Iterator

from server.domain.manifest.checks.finding import Finding, Judged, listed
from server.domain.manifest.duties import confidential


def urgers(judged: Judged) -> Iterator[Finding]:
    """Refuse a role that is not one post of the case."""
    known = judged.roles.keyless
    for name, each in judged.manifest.milestones.items():
        for number, role in enumerate(each.urged_by):
            if role not in known:
                path = ("milestones", name, "urged_by", number)
                yield Finding("URGE-ROLE", path, {"role": role, "known": listed(known)})


def urged(judged: Judged) -> Iterator[Finding]:
    """Refuse to urge what has no day, and what a confidential task reaches."""
    for name, each in judged.manifest.milestones.items():
        if each.urged_by and (not each.due or confidential(judged.manifest, each)):
            yield Finding("URGE-DUTY", ("milestones", name, "urged_by"), {"milestone": name})

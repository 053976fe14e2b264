"""The files of declared facts, for whoever may open them."""

from collections.abc import Mapping, Sequence

from server.processes.evaluation.key import KEY
from server.processes.evaluation.rules.declaring import KIND
from server.store.cases import case_papers
from server.store.cases.case_papers import FileRow
from server.web.cases.case_access import Sight
from server.web.cases.papers import seen_files
from server.web.requests.context import session


def of_unit(sight: Sight, unit: str) -> Mapping[str, Sequence[FileRow]]:
    """Return by condition the files about a unit that the reader may open."""
    evaluation = sight.chain[KEY]
    files = case_papers.of_kind(session(), evaluation.id, KIND)
    found: dict[str, list[FileRow]] = {}
    for file in seen_files(sight, files, of=evaluation):
        condition, _, about = file.subject.partition("/")
        if about == unit:
            found.setdefault(condition, []).append(file)
    return found

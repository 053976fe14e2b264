"""What a process hands to the platform: one typed registration a package."""

from dataclasses import dataclass

from server.actions.steps.process_code import ProcessCode
from server.web.process_pages import ProcessPages


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPackage:
    """Everything of one process that data cannot say."""

    code: ProcessCode
    pages: ProcessPages

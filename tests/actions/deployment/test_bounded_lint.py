"""A folder is judged in a process of its own, which can take no more than its bounds."""

import subprocess
import sys

import pytest

from server import bounded_process
from server.actions.deployment import bounded_lint
from server.actions.deployment.folder_lint import (
    FolderAsked,
    judge_folder,
    product_forms,
    shelf_of,
)
from server.config import ROOT
from server.domain.deployment.proposals import LintBusy, LintGaveUp
from tests.worlds.processes.unknown_process import UnknownProcess

BOUND = "from server.actions.deployment import bounded_lint; bounded_lint.bind();"


def asked(files: dict[str, str], *rules: str) -> FolderAsked:
    return FolderAsked(files=files, manifests={}, keyed={}, rules=rules)


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run a line in a process that has taken the bounds upon itself."""
    return subprocess.run(
        [sys.executable, "-c", f"{BOUND} {code}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_what_is_judged_elsewhere_is_what_is_judged_here() -> None:
    process = UnknownProcess()
    files = {name: data.decode() for name, data in process.files.items()}
    files[f"{process.key}.toml"] += "\nunknown = 1\n"
    files["nobodys.json"] = "{}"
    there, here = bounded_lint.judge(asked(files)), judge_folder(asked(files))
    assert there.problems
    assert list(there.problems) == list(here.problems)
    assert (there.members, there.found) == (here.members, here.found)
    assert there.unused == ["nobodys.json"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "code",
    ["bytearray(2 * 1024 ** 3)", "import os; os.write(os.memfd_create('x'), b'x')"],
)
def test_more_memory_or_a_file_is_not_to_be_had(code: str) -> None:
    assert run(code).returncode != 0


@pytest.mark.slow
def test_the_processor_is_bounded() -> None:
    told = run("import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[1])")
    assert told.stdout.strip() == str(bounded_lint.SECONDS)


def test_a_process_that_breaks_is_a_refusal() -> None:
    with pytest.raises(LintGaveUp):
        bounded_lint.judge(asked({"a.bpmn": ""}, "no json"))


def test_one_folder_is_judged_at_a_time() -> None:
    with bounded_lint._ALONE, pytest.raises(LintBusy):  # noqa: SLF001 - held as by another thread
        bounded_lint.judge(asked({}))


def test_no_secret_and_no_address_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINHXET_SECRET", "s" * 40)
    monkeypatch.setenv("DATABASE_URL", "postgresql://x")
    assert bounded_process.environment().keys() <= {
        *("PATH", "LANG", "TZ", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"),
    }


def test_a_form_that_is_not_sent_along_is_the_products() -> None:
    product = product_forms(ROOT / "forms")
    diagram = (ROOT / "workflows" / "evaluation.bpmn").read_text()
    judged = judge_folder(
        FolderAsked(
            files={"evaluation.bpmn": diagram}, product=product, manifests={}, keyed={}, rules=[]
        )
    )
    assert "approve_sheet.json" in judged.members["evaluation"]


def test_a_form_that_is_sent_along_stands_before_the_products() -> None:
    product = {"approve.json": "{}", "common/sign.json": "1", "common/sign.en.json": "2"}
    own = {"common/sign.json": "3"}
    assert shelf_of(own, product) == {"approve.json": "{}", "common/sign.json": "3"}


def test_a_hostile_diagram_is_gone_through_once() -> None:
    """Tags that never close are looked at one by one, not each to the end of the file."""
    judged = judge_folder(asked({"a.bpmn": "<property " * 100_000}))
    assert "XML-SYNTAX" in {each.rule for each in judged.problems}

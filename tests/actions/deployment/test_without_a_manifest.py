"""Of a definition without a readable manifest the linter says that, and nothing that follows."""

import pytest

from server.actions.deployment.definition_lint import definition_problems
from server.actions.deployment.deploy import collect
from server.config import ROOT


@pytest.mark.parametrize(("text", "rule"), [(None, "MANIFEST"), ("name = ", "MANIFEST-TOML")])
@pytest.mark.parametrize("key", ["report", "pledge", "plan"])
def test_a_missing_manifest_is_one_finding(key: str, text: str | None, rule: str) -> None:
    files = {
        name: data.encode()
        for name, data in collect(key, ROOT / "workflows", ROOT / "forms").items()
    }
    files.pop(f"{key}.toml")
    if text is not None:
        files[f"{key}.toml"] = text.encode()
    assert [each.rule for each in definition_problems(key, files, {})] == [rule]

"""What the environment says: a wrong word is named, never passed over."""

import pytest

from server.config import Settings, SettingsRefused


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("BINHXET_WEB_WORKER", "4"),
        ("BINHXET_PROXY", "1"),
        ("BINHXET_INSECURE_COOKIES", "yes"),
        ("BINHXET_DEMONSTRATION", "true"),
        ("BINHXET_PUBLIC_URL", "binhxet.example"),
        ("BINHXET_PUBLIC_URL", "javascript:alert(1)"),
        ("BINHXET_PUBLIC_URL", "https://binhxet.example/?next=1"),
        ("BINHXET_PROXIES", "10"),
        ("BINHXET_WEB_WORKERS", "0"),
        ("BINHXET_WEB_THREADS", "25"),
        ("BINHXET_LOG", "xml"),
    ],
)
def test_a_variable_misspelt_or_out_of_range_is_refused_by_its_name(name: str, text: str) -> None:
    with pytest.raises(SettingsRefused, match=name):
        Settings.from_environment({name: text})


def test_a_misspelt_variable_is_answered_with_the_one_that_is_like_it() -> None:
    with pytest.raises(SettingsRefused, match="BINHXET_WEB_WORKERS"):
        Settings.from_environment({"BINHXET_WEB_WORKER": "4"})


def test_what_a_process_tells_its_child_is_understood_by_the_child() -> None:
    told = Settings.from_environment({"BINHXET_PUBLIC_URL": "https://binhxet.example:8443/bx/"})
    again = Settings.from_environment(told.to_environment())
    assert again == told
    assert again.public_url == "https://binhxet.example:8443/bx"

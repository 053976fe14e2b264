"""`binhxet ops restored-mail`: what an administrator decides at a terminal about a copy's mail."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from server.cli import main
from server.embedded import Cluster
from server.store import Session
from tests.jobs.test_mail import Mailing, office
from tests.jobs.test_restored_mail import restored
from tests.worlds.rows import rows
from tests.worlds.year import ADMINISTRATOR

__all__ = ["office", "restored"]
pytestmark = pytest.mark.own_database  # it is copied while nobody is connected

Decide = Callable[..., tuple[int, str]]


@pytest.fixture
def decide(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Decide:
    """Run the command on an office's database; answer its exit code and what it says."""

    def run(of: Mailing, choice: str, by: str = "") -> tuple[int, str]:
        with of.begin() as session:
            url = database_of(session, cluster)
            login = by or login_of(session)
        monkeypatch.setenv("DATABASE_URL", url)
        code = main(["ops", "restored-mail", choice, "--by", login])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def database_of(session: Session, cluster: Cluster) -> str:
    return cluster.application_url(str(session.scalar(text("SELECT current_database()"))))


def login_of(session: Session) -> str:
    found = session.scalar(
        text("SELECT p.login FROM person p JOIN appointment a ON a.person_id = p.id"
             " WHERE a.post_id = :post"), {"post": ADMINISTRATOR}
    )  # fmt: skip
    assert isinstance(found, str)
    return found


def test_what_is_kept_never_leaves_and_new_mail_does(restored: Mailing, decide: Decide) -> None:
    code, said = decide(restored, "--keep")
    assert (code, said) == (0, "Đã xong / done: 1\n")
    restored.write("hai")
    assert restored.send() == 1
    assert restored.subjects() == ["hai"]


def test_what_is_sent_after_all_leaves_once(restored: Mailing, decide: Decide) -> None:
    assert decide(restored, "--send") == (0, "Đã xong / done: 1\n")
    assert restored.send() == 1
    assert restored.subjects() == ["một"]


@pytest.mark.parametrize("second", ["--keep", "--send"])
def test_a_second_decision_is_refused_in_words(
    restored: Mailing, decide: Decide, second: str
) -> None:
    decide(restored, "--keep")
    code, said = decide(restored, second)
    assert code == 1
    assert "no mail is held back" in said
    with restored.begin() as session:
        kinds = rows(session, "SELECT kind FROM event WHERE kind LIKE 'mail.%'")
    assert kinds == [("mail.kept_back",)]


def test_where_nothing_is_held_back_the_command_says_so(office: Mailing, decide: Decide) -> None:
    code, said = decide(office, "--send")
    assert code == 1
    assert "không có thư nào bị giữ lại" in said


def test_a_login_nobody_has_is_named_and_nothing_is_decided(
    restored: Mailing, decide: Decide
) -> None:
    code, said = decide(restored, "--keep", by="khong-co-ai")
    assert code == 1
    assert "no administrator has this login" in said
    assert decide(restored, "--keep")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["retry-timer", "khong-phai-ma"], "this is no id"),
        (["retry-job", "0"], "nothing to retry"),
        (["suspend", "00000000-0000-0000-0000-000000000000", "--reason", "Chờ."], "not there"),
    ],
)
def test_other_repairs_are_refused_in_words_too(  # noqa: PLR0913, PLR0917 - fixtures and a table
    cluster: Cluster,
    office: Mailing,
    words: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with office.begin() as session:
        url, login = database_of(session, cluster), login_of(session)
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["ops", *words, "--by", login]) == 1
    assert said in capsys.readouterr().err

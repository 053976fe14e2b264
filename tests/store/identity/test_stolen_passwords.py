"""The list of stolen passwords is long enough, and every new password is held against it."""

from server.config import ROOT
from server.domain.identity.passwords import (
    SHORTEST,
    PasswordKnown,
    PasswordTooPlain,
    check_password,
)
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.store.identity.stolen_passwords import stolen_passwords

HASHED_WITHOUT_A_LOOK = {
    "server/actions/identity/new_password.py": "looks itself",
    "server/actions/identity/sign_in.py": "the same password in another form",
    "server/actions/installation/demonstration.py": DEMONSTRATION_PASSWORD,
    "server/store/identity/passwords.py": "nobody's",
}


def test_none_of_the_stolen_passwords_that_are_long_enough_can_be_set() -> None:
    long = [word for word in sorted(stolen_passwords()) if len(word) >= SHORTEST]
    assert len(long) > 3_000
    assert [word for word in long[::20] if not _refused(word)] == []


def _refused(word: str) -> bool:
    try:
        check_password(word, word, about=(), lists=stolen_passwords())
    except (PasswordKnown, PasswordTooPlain):
        return True
    return False


def test_a_password_is_hashed_where_it_was_looked_at_alone() -> None:
    hashing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "server").rglob("*.py")
        if "hash_password(" in path.read_text(encoding="utf-8")
    }
    assert hashing == set(HASHED_WITHOUT_A_LOOK)

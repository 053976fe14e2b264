"""What a dump of the database is worth: nothing without the installation's key."""

from uuid import UUID

import pytest

from server.store.identity.sealed_secrets import kept_hashes, keyed_hash, name_of, seal, unseal

KEY, OTHER_KEY = b"k" * 40, b"l" * 40
ONE, OTHER = UUID(int=1), UUID(int=2)


def test_a_secret_opens_for_its_person_under_its_key_alone() -> None:
    sealed = seal(KEY, ONE, b"JBSWY3DPEHPK3PXP")
    assert unseal(KEY, ONE, sealed) == b"JBSWY3DPEHPK3PXP"
    assert unseal(KEY, OTHER, sealed) is None
    assert unseal(OTHER_KEY, ONE, sealed) is None
    assert seal(KEY, ONE, b"JBSWY3DPEHPK3PXP") != sealed


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(60)])
def test_what_was_not_sealed_opens_for_nobody(sealed: bytes) -> None:
    assert unseal(KEY, ONE, sealed) is None


def test_a_recovery_code_is_kept_by_a_hash_of_its_person_and_key() -> None:
    kept = {
        keyed_hash(key, person, "abcdefghjk") for key in (KEY, OTHER_KEY) for person in (ONE, OTHER)
    }
    assert len(kept) == 4


def test_a_code_is_found_under_a_former_key_and_as_older_releases_kept_it() -> None:
    kept = keyed_hash(KEY, ONE, "abcdefghjk")
    found = kept_hashes((OTHER_KEY, KEY), ONE, "abcdefghjk")
    assert kept in found
    assert kept.removeprefix(f"{name_of(KEY)}.") in found
    assert kept not in kept_hashes((OTHER_KEY,), ONE, "abcdefghjk")
    assert kept not in kept_hashes((KEY,), OTHER, "abcdefghjk")

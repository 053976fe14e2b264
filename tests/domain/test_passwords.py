"""What may become a password: long enough, not guessed first, in whatever form it was typed."""

import unicodedata

import pytest

from server.domain.identity.passwords import (
    LONGEST,
    LONGEST_TYPED,
    PasswordKnown,
    PasswordsDiffer,
    PasswordTooLong,
    PasswordTooPlain,
    PasswordTooShort,
    check_password,
    normal,
)
from server.domain.people.actors import DEMONSTRATION_PASSWORD

ABOUT = ("nva.giaoduc", "Nguyễn Văn Anh", "bac-giang/so-gddt", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT")


@pytest.mark.parametrize(
    "password",
    [
        DEMONSTRATION_PASSWORD,
        "Khoi-Thi-Dua-2025",
        "matkhau123456",
        "Mật khẩu 2024!",
        "P@ssw0rd1234",
        "password12345",
        "qwertyuiop12",
        "1qaz2wsx3edc",
        "1q2w3e4r5t6y",
        "0912345678901",
        "aaaaaaaaaaaaa",
        "abcabcabcabc",
        "anhyeuem2024",
        "vietnam123456",
        "binhxet2024!!",
        "nguyenvananh90",
        "Nva.giaoduc1",
        "sogddt@2024!!",
        "So Giao duc va Dao tao",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordTooPlain):
        check_password(password, password, about=ABOUT, lists=())


@pytest.mark.parametrize(
    "password",
    ["mật khẩu đủ dài", "con trâu đi trước cái cày", "correct horse battery", "kJ8vRt2qLm0x"],
)
def test_a_sentence_of_ones_own_is_accepted(password: str) -> None:
    check_password(password, password, about=ABOUT, lists=())


def test_lengths_are_counted_in_composed_letters() -> None:
    eleven = unicodedata.normalize("NFD", "ưỡng ệch ốc")
    assert len(eleven) > len(normal(eleven)) == 11
    with pytest.raises(PasswordTooShort):
        check_password(eleven, eleven, about=(), lists=())
    longest = unicodedata.normalize("NFD", ("ưỡng bệch ốc vời " * 20)[:LONGEST])
    assert LONGEST < len(longest) <= LONGEST_TYPED
    check_password(longest, longest, about=(), lists=())
    with pytest.raises(PasswordTooLong):
        check_password(longest + "x", longest + "x", about=(), lists=())


def test_the_same_words_typed_composed_and_parted_are_the_same() -> None:
    words = "đồng lúa chín vàng"
    check_password(words, unicodedata.normalize("NFD", words), about=(), lists=())
    with pytest.raises(PasswordsDiffer):
        check_password(words, words + "!", about=(), lists=())


@pytest.mark.parametrize(
    "password",
    [
        "leavemealone",
        "LeaveMeAlone!",
        "2024-Lẻavềmẻalone-99",
        "Le4vemeal0ne",
        "leave.me.alone.123",
        "enolaemevael",
        "gfhjkmtt-gfhjkmtt",
        "gfhjkmttgfhjkmtt2025",
    ],
)
def test_a_listed_password_is_refused_whatever_stands_around_it(password: str) -> None:
    lists = {"leavemealone", "gfhjkmtt"}
    check_password(password, password, about=(), lists=())
    with pytest.raises(PasswordKnown):
        check_password(password, password, about=(), lists=lists)


def test_a_sentence_with_a_listed_word_in_it_is_accepted() -> None:
    for sentence in ("leave the boat here", "mưa rơi leavemealone gió"):
        check_password(sentence, sentence, about=(), lists={"leavemealone", "boat", "the"})

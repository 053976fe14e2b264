"""Rows of persons that are typed or pasted, and the sign-in names that suit them."""

import pytest

from server.domain.people.appointments import LOGIN
from server.domain.people.pasted_persons import TypedPerson, login_of, pasted, with_logins

HEAD, OFFICER = "bac-giang/so-khcn/head", "bac-giang/so-khcn/officer"
POSTS = {HEAD: ("Giám đốc Sở KH&CN",), OFFICER: ("Cán bộ TĐKT – Sở KH&CN",)}


def test_the_cells_of_a_line_may_stand_in_any_order() -> None:
    whole = TypedPerson(
        name="Đỗ Văn An",
        login="an.do",
        email="an@so-khcn.gov.vn",
        post=HEAD,
        first="01/12/2024",
        decision="QĐ 12/QĐ-SNV",
    )
    cells = ["an.do", "an@so-khcn.gov.vn", "GIÁM ĐỐC SỞ KH&CN", "01/12/2024", "QĐ 12/QĐ-SNV"]
    for turned in (cells, cells[::-1], cells[2:] + cells[:2]):
        assert pasted("\t".join(["Đỗ Văn An", *turned]), POSTS) == [whole]


def test_nothing_that_was_pasted_is_dropped() -> None:
    (row,) = pasted("An\tlạ\ta@b.vn\tc@d.vn\t1/1/2025\t2/1/2025", POSTS)
    said = f"{row.email} {row.first} {row.decision}"
    assert all(cell in said for cell in ("lạ", "a@b.vn", "c@d.vn", "1/1/2025", "2/1/2025"))


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Đỗ Văn An", "do.van.an"),
        ("  Nguyễn  Thị Thuỳ-Dương ", "nguyen.thi.thuy.duong"),
        ("X" * 300, "x" * 56),
        ("李", ""),
    ],
)
def test_a_sign_in_name_is_made_of_the_name(name: str, login: str) -> None:
    assert login_of(name) == login


def test_suggested_sign_in_names_are_good_and_nobody_elses() -> None:
    rows = [TypedPerson(name="Đỗ Văn An", email=f"{n}@x.vn") for n in range(3)]
    found = [row.login for row in with_logins(rows, {"do.van.an"})]
    assert found == ["do.van.an.2", "do.van.an.3", "do.van.an.4"]
    assert all(LOGIN.fullmatch(login) for login in found)


def test_the_same_person_in_two_posts_has_one_sign_in_name() -> None:
    rows = [TypedPerson(name="Đỗ Văn An", email="a@x.vn", post=post) for post in POSTS]
    assert {row.login for row in with_logins(rows, ())} == {"do.van.an"}


def test_a_sign_in_name_that_was_typed_stays() -> None:
    rows = [TypedPerson(name="An", login="an.1"), TypedPerson(name="An")]
    assert [row.login for row in with_logins(rows, {"an.1"})] == ["an.1", "an.1"]

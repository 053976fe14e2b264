"""What an administrator opens on: what needs doing, and how the installation runs."""

from datetime import timedelta
from uuid import uuid4

import pytest

from server.domain.people.second_person import ProposalKind
from tests.worlds.province import NOW, World
from tests.worlds.web.pages import SignIn

SAID = {
    ProposalKind.LINK: "Đường dẫn đặt mật khẩu cho Nguyễn Văn A",
    ProposalKind.APPOINTMENT: "Bổ nhiệm Nguyễn Văn A: Giám đốc Sở",
    ProposalKind.RESET: "Gỡ xác nhận lần hai của Nguyễn Văn A",
    ProposalKind.DIRECTORY: "Liên kết tài khoản bên ngoài của Nguyễn Văn A",
}


@pytest.fixture
def administrator(world: World) -> str:
    return world.post(world.unit("quan-tri", "Quản trị"), "administrator")


def test_links_that_were_not_used_are_told_with_those_that_ran_out(
    world: World, administrator: str, as_post: SignIn
) -> None:
    for login, expires in (("moi.1", NOW + timedelta(days=2)), ("moi.2", NOW - timedelta(days=2))):
        person_id = uuid4()
        world.write(
            "person", id=person_id, login=login, name=login, province="bac-giang", created_at=NOW
        )
        world.write("invite", token_hash=login, person_id=person_id, expires_at=expires)
    page = as_post(administrator).get("/").text
    assert "2 người được mời chưa đặt mật khẩu" in page
    assert "1 đường dẫn đã hết hạn" in page


def test_work_of_a_vacant_post_is_told_with_the_post(
    world: World, administrator: str, as_post: SignIn
) -> None:
    unit = world.unit("so-khcn", "Sở KH&CN")
    world.write("post", id=f"{unit}/head", unit_id=unit, position="head", title_vi="Giám đốc Sở")
    world.task(world.case(unit), f"{unit}/head", "Duyệt bảng tự chấm")
    page = as_post(administrator).get("/").text
    assert "1 việc không ai làm được" in page
    assert "Chức vụ: Giám đốc Sở" in page
    assert "Không có gì cần xử lý." not in page


def test_how_it_runs_is_told_from_what_there_is(administrator: str, as_post: SignIn) -> None:
    page = as_post(administrator).get("/").text
    running = page.partition('id="running"')[2].partition("</section>")[0]
    assert "Không tiến trình nào đang chạy" in running
    assert "0 trên 0 mục đã vào điểm chốt." in running
    assert "Không có gì cần xử lý." in page


@pytest.mark.parametrize("kind", ProposalKind)
def test_what_was_settled_is_told_by_its_kind(
    world: World, administrator: str, as_post: SignIn, kind: ProposalKind
) -> None:
    unit, person_id = world.unit("so-khcn", "Sở KH&CN"), uuid4()
    world.write("post", id=f"{unit}/head", unit_id=unit, position="head", title_vi="Giám đốc Sở")
    world.write(
        "person", id=person_id, login="moi", name="Nguyễn Văn A", province="bac-giang",
        created_at=NOW,
    )  # fmt: skip
    post = {"post_id": f"{unit}/head", "valid_from": NOW.date()}
    world.write(
        "account_proposal", id=uuid4(), kind=kind, person_id=person_id, proposed_at=NOW,
        expires_at=NOW, state="expired", settled_at=NOW,
        **(post if kind is ProposalKind.APPOINTMENT else {}),
    )  # fmt: skip
    page = as_post(administrator).get("/").text
    settled = page.partition('id="about-persons"')[2].partition("</section>")[0]
    assert [said for said in SAID.values() if said in settled] == [SAID[kind]]

"""The file for the institute, from what would be refused to the last answer."""

import re
from datetime import timedelta

import pytest

from models.hiring_lifecycles import PlacementStatus
from models.placement import Placement
from models.seeker import Seeker
from tests.api.web.employer.conftest import Firm
from tests.enrollment_world import make_world, started, statuses

NEW = "/employer/files/new"


def made(firm: Firm, **fields: object) -> str:
    rows = [str(one) for one in firm.hires]
    sent = firm.boss.send(NEW, do="make", movement="08", clinic="034", row=rows, **fields)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def standing(firm: Firm) -> list[PlacementStatus]:
    with firm.runtime.database.read() as session:
        return statuses(session, [session.get_one(Placement, row.id) for row in firm.world.hires])


def test_whoever_is_due_is_ticked_already(firm: Firm) -> None:
    assert firm.boss.see(NEW).text.count("checked") == 3


def test_a_line_that_would_be_refused_says_code_and_field(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        session.get_one(Seeker, firm.world.hires[1].seeker_id).social_security_number = None
    shown = firm.boss.see(NEW).text
    assert "004 · NSS: Aún no hay número de seguridad social (NSS)." in shown
    assert shown.count("checked") == 2


def test_without_a_clinic_nothing_is_made_and_what_was_typed_stays(firm: Firm) -> None:
    row = firm.hires[0]
    typed = {f"base-{row}": "401.55", f"key-{row}": "E-77"}
    sent = firm.boss.send(NEW, do="make", movement="08", row=[str(row)], **typed)
    assert sent.status_code == 422
    assert "018 · Clínica (UMF)" in sent.text
    assert 'value="401.55"' in sent.text
    assert 'value="E-77"' in sent.text
    assert sent.text.count("checked") == 1


def test_only_checking_makes_nothing(firm: Firm) -> None:
    shown = firm.boss.send(NEW, do="check", movement="08", clinic="034", row=[str(firm.hires[0])])
    assert shown.status_code == 200
    assert "/employer/files/" not in firm.boss.see("/employer/files").text.replace(NEW, "")


def test_an_amount_that_is_none_is_mended_where_it_was_typed(firm: Firm) -> None:
    row = firm.hires[0]
    given = {"row": [str(row)], "clinic": "034", f"base-{row}": "mucho"}
    sent = firm.boss.send(NEW, do="make", movement="08", **given)
    assert sent.status_code == 422
    assert f'href="#base-{row}"' in sent.text
    assert 'value="mucho"' in sent.text


@pytest.mark.parametrize("rows", [[], ["no-id"], ["00000000-0000-4000-8000-000000000000"]])
def test_a_file_of_nobody_is_refused_in_words(firm: Firm, rows: list[str]) -> None:
    assert firm.boss.send(NEW, do="make", movement="08", row=rows).status_code == 422


def test_the_file_has_lines_of_168_characters_with_what_was_typed(firm: Firm) -> None:
    row = firm.hires[0]
    file = made(firm, **{f"base-{row}": "401.55"})
    content = firm.boss.see(f"{file}/content")
    assert [len(line) for line in content.content.split(b"\r\n")] == [168] * 3 + [0]
    assert content.content[103:109] == b"040155"
    assert "attachment" in content.headers["content-disposition"]
    assert content.headers["cache-control"] == "no-store"


def test_making_it_is_not_sending_it(firm: Firm) -> None:
    file = made(firm)
    assert standing(firm) == [PlacementStatus.STARTED] * 3
    firm.boss.send(f"{file}/send", page=file, receipt="LOTE 9")
    assert standing(firm) == [PlacementStatus.ENROLLMENT_FILED] * 3


def test_a_discarded_file_frees_its_people(firm: Firm) -> None:
    file = made(firm)
    assert "Nadie espera" in firm.boss.see(NEW).text
    firm.boss.send(f"{file}/discard", page=file)
    assert firm.boss.see(NEW).text.count("checked") == 3


def test_answers_are_entered_by_hand_line_by_line(firm: Firm) -> None:
    file = made(firm)
    answers = {"answer-1": "accepted", "answer-2": "refused", "code-2": "059", "answer-3": ""}
    shown = firm.boss.send(f"{file}/replies", page=file, answer_receipt="L9", **answers)
    assert shown.status_code == 200
    assert standing(firm) == [
        PlacementStatus.ENROLLMENT_CONFIRMED,
        PlacementStatus.ENROLLMENT_REFUSED,
        PlacementStatus.ENROLLMENT_FILED,
    ]
    assert "El nombre es distinto" in firm.boss.see(file).text


def test_a_refusal_needs_its_code_and_nothing_typed_is_lost(firm: Firm) -> None:
    file = made(firm)
    given = {"answer-1": "accepted", "answer-2": "refused", "answer_receipt": "L9"}
    sent = firm.boss.send(f"{file}/replies", page=file, **given)
    assert sent.status_code == 422
    assert 'value="L9"' in sent.text
    assert len(re.findall(r"selected", sent.text)) == 2
    assert standing(firm) == [PlacementStatus.STARTED] * 3


def test_answers_come_as_a_sheet_pasted_or_as_a_file(firm: Firm) -> None:
    file = made(firm)
    pasted = "línea,resultado,código\n1,aceptado,\n"
    assert firm.boss.send(f"{file}/replies", page=file, sheet=pasted).status_code == 200
    token = re.search(r'name="csrf" value="([^"]*)"', firm.boss.see(file).text)
    assert token
    uploaded = {"file": ("acuse.csv", "línea;código\n2;048\n".encode("cp1252"), "text/csv")}
    sent = firm.boss.client.post(f"{file}/replies", data={"csrf": token.group(1)}, files=uploaded)
    assert sent.status_code == 200, sent.text
    confirmed = PlacementStatus.ENROLLMENT_CONFIRMED
    assert standing(firm) == [confirmed, confirmed, PlacementStatus.ENROLLMENT_FILED]


@pytest.mark.parametrize("sheet", ["a,b\n1,2\n", "línea,resultado\n1,quizá\n", "\x00", "línea\n"])
def test_a_sheet_that_cannot_be_read_is_shown_again_with_why(firm: Firm, sheet: str) -> None:
    file = made(firm)
    sent = firm.boss.send(f"{file}/replies", page=file, sheet=sheet)
    assert sent.status_code == 422
    assert 'class="summary"' in sent.text


def test_another_employers_file_is_not_found(firm: Firm) -> None:
    from tests.enrollment_world import file_of

    with firm.runtime.database.write() as session:
        other = make_world(session, 1)
        found = f"/employer/files/{file_of(session, other).file.public_id}"
    assert firm.boss.see(found).status_code == 404
    assert firm.boss.see(f"{found}/content").status_code == 404
    for step in ("send", "discard", "replies"):
        sent = firm.boss.send(f"{found}/{step}", page="/employer/files", sheet="línea\n1\n")
        assert sent.status_code == 404


def test_whose_job_ended_is_in_the_file_of_withdrawals(firm: Firm) -> None:
    file = made(firm)
    firm.boss.send(f"{file}/replies", page=file, **{"answer-1": "accepted"})
    yesterday = str(firm.moment.today - timedelta(days=1))
    firm.boss.send(firm.page_of(), step="end", ended_on=yesterday, cause="voluntary")
    page = f"{NEW}?movement=02"
    rows = [str(firm.hires[0])]
    sent = firm.boss.send(NEW, page=page, do="make", movement="02", row=rows)
    content = firm.boss.see(f"{sent.headers['location']}/content").content
    assert (content[131:133], content[148:149]) == (b"02", b"2")


def test_a_wage_change_says_its_day_and_its_base(firm: Firm) -> None:
    file = made(firm)
    firm.boss.send(f"{file}/replies", page=file, **{"answer-1": "accepted"})
    row = firm.hires[0]
    given = {"row": [str(row)], f"on-{row}": str(firm.moment.today), f"base-{row}": "512.34"}
    sent = firm.boss.send(NEW, page=f"{NEW}?movement=07", do="make", movement="07", **given)
    content = firm.boss.see(f"{sent.headers['location']}/content").content
    assert (content[131:133], content[103:109]) == (b"07", b"051234")


def test_more_people_than_a_page_shows_go_into_one_file(firm: Firm) -> None:
    recent = firm.moment.today - timedelta(days=1)
    with firm.runtime.database.write() as session:
        for _ in range(50):
            started(session, firm.world, starts_on=recent)
    assert "Hacer un solo archivo con las 53" in firm.boss.see(NEW).text
    sent = firm.boss.send(NEW, do="all", movement="08", clinic="034")
    content = firm.boss.see(f"{sent.headers['location']}/content").content
    assert content.count(b"\r\n") == 53


def test_a_registration_is_added_by_the_name_of_its_place(firm: Firm) -> None:
    page = "/employer/registrations"
    given = {"number": "B61 12345 10 1", "place": "Tijuana", "subdelegation": "05"}
    assert firm.boss.send(page, **given).status_code == 303
    assert "B6112345101" in firm.boss.see(page).text
    assert "registration=B6112345101" in firm.boss.see(NEW).text


@pytest.mark.parametrize("given", [{}, {"number": "123"}, {"place": "Nowhere at all"}])
def test_a_registration_that_lacks_something_is_shown_again(firm: Firm, given: dict) -> None:
    sent = firm.boss.send("/employer/registrations", **given)
    assert sent.status_code == 422
    assert all(f'value="{value}"' in sent.text for value in given.values())


def test_an_opening_is_paused_and_published_again(firm: Firm) -> None:
    page = f"/employer/openings/{firm.world.opening.public_id}"
    firm.boss.send(page, page="/employer/openings", step="pause")
    assert "En pausa" in firm.boss.see("/employer/openings").text
    firm.boss.send(page, page="/employer/openings", step="publish")
    assert "Publicada" in firm.boss.see("/employer/openings").text


def test_a_registration_names_at_once_everything_that_it_lacks(firm: Firm) -> None:
    again = firm.boss.send("/employer/registrations").text
    assert "Escriba el número del registro patronal." in again
    assert "Escriba el municipio del lugar de trabajo." in again


@pytest.mark.parametrize("base", ["1,401.55", "$1,401.55", "1 401.55"])
def test_an_amount_is_read_as_the_pages_write_amounts(firm: Firm, base: str) -> None:
    row = firm.hires[0]
    given = {"row": [str(row)], "clinic": "034", f"base-{row}": base}
    sent = firm.boss.send(NEW, do="make", movement="08", **given)
    text = firm.boss.see(f"{sent.headers['location']}/content").content
    assert b"140155" in text


def test_a_movement_that_there_is_not_has_no_page(firm: Firm) -> None:
    assert firm.boss.see(f"{NEW}?movement=99").status_code == 404


def test_a_registration_that_is_none_is_named_without_the_speech_of_programs(firm: Firm) -> None:
    shown = firm.boss.see(f"{NEW}?movement=08&registration=NOPE").text
    assert "No tiene ningún registro patronal así" in shown
    assert "GET /" not in shown


def test_a_row_of_the_sheet_that_cannot_be_read_is_named(firm: Firm) -> None:
    file = made(firm)
    sheet = "línea,resultado,código\n1,aceptado,\n2,tal vez,\n"
    sent = firm.boss.send(f"{file}/replies", page=file, sheet=sheet)
    assert sent.status_code == 422
    assert "Renglón 3 de la hoja" in sent.text
    assert 'href="#sheet"' in sent.text
    assert 'href="#replies' not in sent.text


def test_a_workbook_is_told_to_be_saved_as_csv(firm: Firm) -> None:
    file = made(firm)
    token = re.search(r'name="csrf" value="([^"]+)"', firm.boss.see(file).text)
    assert token
    uploaded = {"file": ("a.xlsx", b"PK\x03\x04rest")}
    sent = firm.boss.client.post(f"{file}/replies", data={"csrf": token[1]}, files=uploaded)
    assert "guárdelo como CSV" in sent.text


def test_a_place_that_is_not_known_is_not_called_missing(firm: Firm) -> None:
    page = "/employer/registrations"
    sent = firm.boss.send(page, number="Z0900090100", place="Xyzzy")
    assert "No conocemos ese lugar" in sent.text
    assert 'value="Xyzzy"' in sent.text


def test_the_longest_overdue_stands_first(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        for hire, days in zip(firm.world.hires, (3, 9, 6), strict=True):
            row = session.get_one(Placement, hire.id)
            row.enrollment_due_on = firm.moment.today - timedelta(days=days)
    board = firm.boss.see("/employer").text
    places = [board.index(str(firm.hires[number])) for number in (1, 2, 0)]
    assert places == sorted(places)


def test_a_file_says_what_stands_where_in_its_lines(firm: Firm) -> None:
    shown = firm.boss.see(made(firm)).text.partition("<details>")[2].partition("</details>")[0]
    found = re.findall(r"<dt>\s*(\d+)(?:–(\d+))?\s*</dt>", shown)
    places = [(int(first), int(last or first)) for first, last in found]
    ends = [0, *(last for _, last in places)]
    assert [first for first, _ in places] == [end + 1 for end in ends[:-1]]
    assert ends[-1] == 168

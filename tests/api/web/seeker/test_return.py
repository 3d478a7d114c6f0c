"""Coming back with the code, and withdrawing."""

from sqlalchemy import select

from models.lifecycles import SeekerStatus
from models.seeker import Seeker
from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.factories import valid_curp


def back(runtime: Runtime, code: str, year: str = "1994") -> Visitor:
    returned = Visitor(runtime)
    returned.send("/return", code=code, year=year)
    return returned


def is_back(visitor: Visitor) -> bool:
    return visitor.see("/matches").status_code == 200


def test_the_code_and_the_year_open_the_registration(visitor: Visitor, runtime: Runtime) -> None:
    code = visitor.register()
    returned = back(runtime, code.lower().replace(" ", "-"))
    assert is_back(returned)
    assert 'value="María José"' in returned.see("/form/person").text


def test_both_empty_fields_are_named_at_once(visitor: Visitor) -> None:
    page = visitor.send("/return").text
    assert 'id="code-error"' in page
    assert 'id="year-error"' in page


def test_every_failure_looks_the_same(visitor: Visitor, runtime: Runtime) -> None:
    code = visitor.register()
    wrong_year = visitor.send("/return", code=code, year="1950").text
    unknown = visitor.send("/return", code="ABCD2345", year="1950").text
    assert wrong_year.replace(code, "") == unknown.replace("ABCD2345", "")


def test_five_wrong_years_rest_the_code_even_for_the_right_one(
    visitor: Visitor, runtime: Runtime
) -> None:
    code = visitor.register()
    for _ in range(5):
        back(runtime, code, "1950")
    assert not is_back(back(runtime, code))


def test_switching_the_language_uses_up_no_try(visitor: Visitor) -> None:
    page = visitor.send("/return", code="ABCD", year="", lang="en")
    assert page.status_code == 200
    assert 'value="ABCD"' in page.text
    assert "Come back with your code" in page.text


def test_right_years_never_use_up_the_tries(visitor: Visitor, runtime: Runtime) -> None:
    code = visitor.register()
    assert all(is_back(back(runtime, code)) for _ in range(7))


def test_who_is_back_may_change_an_answer(visitor: Visitor, runtime: Runtime) -> None:
    returned = back(runtime, visitor.register())
    returned.answer("contact", phone="", email="maria@correo.example")
    returned.send("/check")
    assert "maria@correo.example" in back_again(returned)


def back_again(visitor: Visitor) -> str:
    return visitor.see("/check").text


def test_the_code_is_shown_in_the_visit_that_registered_alone(
    visitor: Visitor, runtime: Runtime
) -> None:
    returned = back(runtime, visitor.register())
    assert returned.see("/done").status_code == 303


def test_withdrawing_archives_the_person_and_ends_the_code(
    visitor: Visitor, runtime: Runtime
) -> None:
    code = visitor.register()
    visitor.send("/withdraw")
    assert not is_back(back(runtime, code))
    with runtime.database.read() as session:
        assert [row.status for row in session.query(Seeker)] == [SeekerStatus.ARCHIVED]


def test_what_a_desk_recorded_survives_a_change_in_the_form(
    visitor: Visitor, runtime: Runtime
) -> None:
    code = visitor.register()
    with runtime.database.write() as session:
        session.query(Seeker).one().curp = valid_curp(7)
    returned = back(runtime, code)
    returned.answer("schooling", schooling="primary")
    returned.send("/check")
    with runtime.database.read() as session:
        assert session.query(Seeker).one().curp == valid_curp(7)


def test_what_staff_corrected_during_a_visit_stays(visitor: Visitor, runtime: Runtime) -> None:
    phone = back(runtime, visitor.register())
    with runtime.database.write() as session:
        session.scalars(select(Seeker)).one().given_names = "María de José"
    phone.answer("contact", phone="962 999 8877")
    assert phone.send("/check").status_code == 303
    with runtime.database.read() as session:
        row = session.scalars(select(Seeker)).one()
        assert (row.given_names, row.phone) == ("María de José", "+529629998877")

"""Identifiers at the door: tidied when right, refused with code and place when not."""

from typing import Any

import pytest

from models.repositories import seekers
from tests.api.http.bodies import seeker
from tests.api.http.stories import done
from tests.api.http.world import House
from tests.factories import valid_curp, valid_social_security_number

PATH = "/v1/seekers"
CURP, NSS = valid_curp(7), valid_social_security_number(7)

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a wrong check digit": ({"curp": CURP[:-1] + str((int(CURP[-1]) + 1) % 10)}, "/curp"),
    "a short CURP": ({"curp": CURP[:17]}, "/curp"),
    "a long CURP": ({"curp": CURP * 200}, "/curp"),
    "an impossible birth": ({"curp": "IAXP921304MNEBBB09"}, "/curp"),
    "an unknown state": ({"curp": "IAXP920304MZZBBB09"}, "/curp"),
    "no CURP at all": ({"curp": "no tengo"}, "/curp"),
    "an empty CURP": ({"curp": ""}, "/curp"),
    "digits of another alphabet": (
        {"social_security_number": NSS.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))},
        "/social_security_number",
    ),
    "full-width digits": (
        {"social_security_number": "".join(chr(ord(it) + 0xFEE0) for it in NSS)},
        "/social_security_number",
    ),
    "a wrong last digit": (
        {"social_security_number": NSS[:-1] + str((int(NSS[-1]) + 1) % 10)},
        "/social_security_number",
    ),
    "nothing but zeros": ({"social_security_number": "0" * 11}, "/social_security_number"),
    "a digit too many": ({"social_security_number": NSS + "1"}, "/social_security_number"),
    "a number, not a text": ({"social_security_number": int(NSS)}, "/social_security_number"),
    "the generic RFC": ({"rfc": "XAXX010101000"}, "/rfc"),
    "a broken RFC": ({"rfc": "GODE561331GR8"}, "/rfc"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_wrong_identifier_is_refused_at_its_place(house: House, name: str) -> None:
    change, pointer = REFUSED[name]

    answer = house.staff.post(PATH, seeker(**change))

    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert [error["pointer"] for error in errors] == [pointer]
    assert errors[0]["code"].startswith(("identifier_", "string_type"))
    assert str(next(iter(change.values()))) not in answer.text or not next(iter(change.values()))


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_each_refusal_is_said_in_spanish_too(house: House, name: str) -> None:
    body = seeker(**REFUSED[name][0])

    english, spanish = (
        caller.post(PATH, body).json()["errors"][0]["message"]
        for caller in (house.staff, house.staff.speaking("es"))
    )

    assert english != spanish


TIDIED = {
    "lower case": {"curp": CURP.lower()},
    "spaces": {"curp": f" {CURP[:4]} {CURP[4:10]} {CURP[10:]} "},
    "hyphens": {"social_security_number": f"{NSS[:2]}-{NSS[2:4]}-{NSS[4:6]}-{NSS[6:10]}-{NSS[10]}"},
}


@pytest.mark.parametrize("name", sorted(TIDIED))
def test_as_people_write_them_they_are_understood(house: House, name: str) -> None:
    done(house.staff.post(PATH, seeker(curp=CURP, social_security_number=NSS) | TIDIED[name]))

    with house.database.read() as session:
        assert seekers.by_curp(session, CURP)
        assert seekers.by_social_security_number(session, NSS)


def test_the_same_identifier_may_be_registered_at_two_centers(house: House) -> None:
    """Whether two rows are one person is for staff to see; a desk is never turned away."""
    body = {"curp": CURP, "social_security_number": NSS}

    answers = [caller.post(PATH, seeker(**body)) for caller in (house.staff, house.other_staff)]

    assert [it.status_code for it in answers] == [201, 201]


PHONES = (
    "962 123 4567", "+52 962 123 4567", "+52 1 962 123 4567", "044 962 123 4567",
    "045 962 123 4567", "01 962 123 4567", "(962) 123-45-67", "9621234567",
)  # fmt: skip


@pytest.mark.parametrize("phone", PHONES)
def test_every_way_to_write_a_phone_gives_the_same_number(house: House, phone: str) -> None:
    person = done(house.staff.post(PATH, seeker(phone=phone)))["id"]

    with house.database.read() as session:
        row = seekers.by_public_id(session, person_id(person))
        assert row is not None
        assert row.phone == "+529621234567"


def person_id(text: str) -> Any:
    from uuid import UUID

    return UUID(text)

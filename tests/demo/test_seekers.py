import json
from collections import Counter
from datetime import date
from functools import cache
from itertools import islice

import pytest

from demo.packaged import table
from demo.seekers import seekers
from matching.catalogs import load
from matching.eligibility import document_rules
from services.seekers.ages import check_age
from services.seekers.schemas import SeekerIn
from services.social_security.identifiers import (
    Bearer,
    CurpKind,
    Grade,
    check_validity,
    compare_curp,
    compare_nss,
    compare_rfc,
    read_curp,
    read_nss,
    read_rfc,
)

TODAY = date(2026, 11, 21)
SEED = 2026


@cache
def people():
    return list(seekers(2_000, SEED, TODAY))


def with_curp():
    return [person for person in people() if "curp" in person]


def bearer(person) -> Bearer:
    return Bearer(
        person["given_names"],
        person["first_surname"],
        person["second_surname"] or "",
        date.fromisoformat(person["born_on"]),
        person["sex"],
        "NE" if person["nationality"] != "MX" else None,
    )


def test_every_record_is_taken_by_the_intake():
    for person in people():
        SeekerIn.model_validate(person)


def test_records_are_plain_json():
    assert json.loads(json.dumps(people()[0])) == people()[0]


def test_the_same_arguments_give_the_same_people():
    assert list(seekers(50, SEED, TODAY)) == people()[:50]


def test_fewer_people_are_the_first_of_more():
    assert list(islice(seekers(5_000, SEED, TODAY), 20)) == list(seekers(20, SEED, TODAY))


def test_another_seed_gives_other_people():
    assert next(seekers(1, SEED + 1, TODAY)) != people()[0]


def test_everyone_is_old_enough():
    for person in people():
        check_age(date.fromisoformat(person["born_on"]), TODAY)


def test_every_curp_is_valid_and_fits_its_bearer():
    for person in with_curp():
        reading = read_curp(person["curp"], on=TODAY)
        assert reading.findings == ()
        assert compare_curp(reading.value, bearer(person)) == ()


def test_numbers_are_given_once():
    for field in ("curp", "social_security_number", "phone", "external_id"):
        given = [person[field] for person in people() if person.get(field)]
        assert len(set(given)) == len(given)


def test_every_nss_is_valid_and_of_the_series_nobody_has():
    for person in people():
        if number := person.get("social_security_number"):
            assert number.startswith("00")
            born_on = date.fromisoformat(person["born_on"])
            assert compare_nss(read_nss(number).value, born_on) == ()


def test_every_rfc_fits_the_curp():
    for person in people():
        if key := person.get("rfc"):
            assert compare_rfc(read_rfc(key).value, read_curp(person["curp"]).value) == ()


def test_a_temporary_curp_has_an_end_within_its_longest_life():
    for person in with_curp():
        if person["curp_kind"] == "temporary":
            end = date.fromisoformat(person["curp_valid_until"])
            curp = read_curp(person["curp"]).value
            found = check_validity(curp, kind=CurpKind.TEMPORARY, valid_until=end, on=TODAY)
            assert {each.grade for each in found} <= {Grade.ERROR}


def test_telephones_are_of_the_range_that_rings_nowhere():
    assert all(each["phone"].startswith("+52550") for each in people() if each["phone"])


def test_mail_goes_to_the_reserved_domain():
    assert all(each["email"].endswith("@example.org") for each in people() if each["email"])


def test_documents_are_of_known_kinds():
    kinds = {paper["kind"] for person in people() for paper in person["documents"]}
    assert kinds <= set(document_rules().kinds)


def test_a_bound_document_names_its_state():
    for person in people():
        for paper in person["documents"]:
            assert (paper["state"] is not None) == document_rules().kinds[paper["kind"]].bound


def test_border_workers_are_where_their_card_counts():
    states = document_rules().kinds["tvtf"].states
    for person in people():
        if person["population"] == "border_worker":
            assert person["nationality"] == "GT"
            assert person["municipality"][:2] in states


def test_places_and_centers_exist():
    centers = {code for weights in table("centers").values() for code in weights}
    assert all(person["municipality"] in load().municipalities for person in people())
    assert {person["center"] for person in people()} <= centers


def test_most_haitians_have_one_surname():
    haitians = [person for person in people() if person["nationality"] == "HT"]
    alone = sum(person["second_surname"] is None for person in haitians)
    assert 0.8 < alone / len(haitians) < 0.98


def test_haitians_name_their_work_in_three_languages():
    titles = {
        past["title"]
        for person in people()
        if person["nationality"] == "HT"
        for past in person["occupations"]
    }
    assert {"manèv mason", "aide-maçon", "ayudante de albañil"} <= titles


def test_nobody_worked_before_fifteen():
    for person in people():
        months = (TODAY - date.fromisoformat(person["born_on"])).days / 30.4 - 15 * 12
        assert all(past["months"] <= max(6, months + 13) for past in person["occupations"])


def test_some_say_when_they_stopped_and_nobody_in_a_year_to_come_or_before_fifteen():
    said = [
        (person, past["last_year"], past["months"])
        for person in people()
        for past in person["occupations"]
        if "last_year" in past
    ]
    share = len(said) / sum(len(person["occupations"]) for person in people())
    assert 0.55 < share < 0.65
    assert any(year < TODAY.year - 2 for _, year, _ in said)
    for person, year, months in said:
        first = int(person["born_on"][:4]) + 15
        assert first <= year - months // 12 <= year <= TODAY.year


@pytest.mark.parametrize(
    "origin", table("origins")["origins"], ids=lambda each: each["nationality"]
)
def test_origins_come_near_their_shares(origin):
    shares = Counter(person["nationality"] for person in people())
    assert abs(shares[origin["nationality"]] / len(people()) - origin["share"] / 100) < 0.025


def test_shares_of_the_origins_make_a_hundred():
    assert sum(origin["share"] for origin in table("origins")["origins"]) == 100


def test_skills_are_both_ids_and_words():
    skills = [skill for person in people() for skill in person["skills"]]
    ids = sum(skill in load().skills for skill in skills)
    assert 0.3 < ids / len(skills) < 0.7

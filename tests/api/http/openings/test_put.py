from decimal import Decimal
from uuid import UUID

from models.lifecycles import EmployerStatus
from models.repositories import openings
from services.access.actor import Scope
from tests.api.http import bodies, stories
from tests.api.http.bodies import opening
from tests.api.http.stories import done
from tests.api.http.world import House

PATH = "/v1/openings/cocina-1"


def test_the_first_time_creates(house: House) -> None:
    answer = house.employer.put(PATH, opening())

    assert (answer.status_code, answer.json()["status"]) == (201, "published")


def test_again_with_other_words_replaces(house: House) -> None:
    first = done(house.employer.put(PATH, opening()))

    answer = house.employer.put(PATH, opening(title="Cocinera o cocinero", positions=5))

    assert answer.status_code == 200
    assert answer.json()["id"] == first["id"]
    assert (answer.json()["title"], answer.json()["positions"]) == ("Cocinera o cocinero", 5)


def test_replacing_leaves_nothing_of_what_was_left_out(house: House) -> None:
    done(house.employer.put(PATH, opening()))

    answer = house.employer.put(PATH, {"title": "Soldadora", "municipality": "07089"})

    shown = done(answer)
    assert shown["required_skills"] == shown["optional_skills"] == shown["languages"] == []
    assert (shown["schooling"], shown["monthly_wage_mxn"], shown["contact"]) == (None, None, None)


def test_the_same_again_changes_nothing(house: House) -> None:
    first = done(house.employer.put(PATH, opening()))

    again = house.employer.put(PATH, opening())

    assert (again.status_code, again.json()) == (200, first)


def test_what_was_sent_comes_back(house: House) -> None:
    sent = opening(latitude=14.9, longitude=-92.26, starts_on="2026-12-01", closes_on="2027-01-15")

    shown = done(house.employer.put(PATH, sent))

    linked = {"required_skills", "optional_skills", "contact", "monthly_wage_mxn"}
    assert {name: shown[name] for name in sent if name not in linked} == {
        name: value for name, value in sent.items() if name not in linked
    }
    assert Decimal(shown["monthly_wage_mxn"]) == Decimal(sent["monthly_wage_mxn"])
    assert shown["contact"] == {**sent["contact"], "phone": "+529620000000"}


def test_words_are_linked_and_the_answer_shows_to_what(house: House) -> None:
    shown = done(house.employer.speaking("es").put(PATH, opening()))

    assert shown["occupation"]["text"] == "Ayudante de cocina"
    assert shown["occupation"]["label"]
    assert shown["required_skills"][0]["label"]
    assert 0 < shown["required_skills"][0]["score"] <= 1


def test_an_occupation_that_is_given_is_not_linked_anew(house: House) -> None:
    found = done(house.nobody.get("/v1/catalogs/occupations?q=soldador&lang=es&limit=1"))["data"][0]

    shown = done(
        house.employer.put(PATH, opening(title="Persona de taller", occupation=found["id"]))
    )

    assert (shown["occupation"]["id"], shown["occupation"]["score"]) == (found["id"], 1.0)


def test_another_name_in_the_body_is_refused(house: House) -> None:
    answer = house.employer.put(PATH, opening(external_id="cocina-2"))

    assert answer.status_code == 422
    assert [(it["pointer"], it["code"]) for it in answer.json()["errors"]] == [
        ("/external_id", "other_name")
    ]


def test_the_same_name_in_the_body_is_fine(house: House) -> None:
    assert house.employer.put(PATH, opening(external_id="cocina-1")).status_code == 201


def test_two_employers_may_use_the_same_name(house: House) -> None:
    mine = done(house.employer.put(PATH, opening()))
    theirs = done(house.other_employer.put(PATH, opening(title="Otra cosa")))

    assert mine["id"] != theirs["id"]
    assert done(house.employer.get(PATH))["title"] == mine["title"]


def test_an_unverified_employer_waits_for_review(house: House) -> None:
    newcomer = house.employer_with(verified=False)

    shown = done(newcomer.put(PATH, opening()))

    assert (shown["status"], shown["published_at"]) == ("in_review", None)


def test_a_wage_below_the_floor_waits_for_review_and_says_why(house: House) -> None:
    shown = done(house.employer.put(PATH, opening(monthly_wage_mxn="6000.00")))

    assert (shown["status"], shown["review_codes"]) == ("in_review", ["wage_below_floor"])


def test_hours_above_the_legal_week_wait_for_review(house: House) -> None:
    shown = done(house.employer.put(PATH, opening(weekly_hours=72)))

    assert (shown["status"], shown["review_codes"]) == ("in_review", ["hours_above_limit"])


def test_a_net_wage_below_the_floor_waits_for_review_too(house: House) -> None:
    shown = done(house.employer.put(PATH, opening(monthly_wage_mxn="1.00", wage_is="net")))

    assert (shown["status"], shown["review_codes"]) == ("in_review", ["wage_below_floor"])


def test_mending_the_wage_publishes(house: House) -> None:
    done(house.employer.put(PATH, opening(monthly_wage_mxn="6000.00")))

    shown = done(house.employer.put(PATH, opening()))

    assert (shown["status"], shown["review_codes"]) == ("published", [])


def test_lowering_the_wage_takes_it_back_into_review(house: House) -> None:
    done(house.employer.put(PATH, opening()))

    assert done(house.employer.put(PATH, opening(monthly_wage_mxn="6000")))["status"] == "in_review"


def test_revising_a_paused_opening_leaves_it_paused(house: House) -> None:
    done(house.employer.put(PATH, opening()))
    done(house.employer.post(f"{PATH}/pause"))

    assert done(house.employer.put(PATH, opening(positions=7)))["status"] == "paused"


def test_revising_does_not_change_the_day_of_publication(house: House) -> None:
    first = done(house.employer.put(PATH, opening()))
    house.clock.pass_days(3)

    shown = done(house.employer.put(PATH, opening(positions=7)))

    assert shown["published_at"] == first["published_at"]


def test_positions_already_filled_cannot_be_taken_away(house: House) -> None:
    opening_id = stories.hired(house, positions=2)["opening"]
    name = done(house.employer.get(f"/v1/openings/{opening_id}"))["external_id"]
    with house.database.write() as session:
        row = openings.by_public_id(session, UUID(opening_id))
        assert row is not None
        row.positions_filled = 2

    answer = house.employer.put(f"/v1/openings/{name}", opening(positions=1))

    assert (answer.status_code, answer.json()["code"]) == (409, "positions_taken")


def test_a_filled_opening_stays_filled_until_it_has_more_positions(house: House) -> None:
    opening_id = stories.hired(house, positions=1)["opening"]
    path = f"/v1/openings/{opening_id}"
    name = done(house.employer.get(path))["external_id"]

    same = done(house.employer.put(f"/v1/openings/{name}", opening(positions=1, title="Cocinera")))
    more = done(house.employer.put(f"/v1/openings/{name}", opening(positions=2, title="Cocinera")))

    assert (same["status"], more["status"]) == ("filled", "published")


def test_a_key_without_the_scope_is_told_which_one_it_lacks(house: House) -> None:
    limited = house.employer_with(scopes=[Scope.MATCHES])

    answer = limited.put(PATH, opening())

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert "openings" in answer.json()["detail"]


def test_a_suspended_employer_is_nobody(house: House) -> None:
    suspended = house.employer_with(status=EmployerStatus.SUSPENDED)

    assert suspended.put(PATH, opening()).status_code == 401


def test_the_name_may_hold_any_letters(house: House) -> None:
    shown = done(house.employer.put("/v1/openings/%C3%91and%C3%BA%20%F0%9F%8D%B2", opening()))

    assert shown["external_id"] == "Ñandú 🍲"
    assert done(house.employer.get("/v1/openings/%C3%91and%C3%BA%20%F0%9F%8D%B2")) == shown


def test_spaces_around_the_name_are_not_part_of_it(house: House) -> None:
    first = done(house.employer.put("/v1/openings/%20cocina-1%20", opening()))

    assert done(house.employer.put(PATH, opening()))["id"] == first["id"]


def test_only_title_and_place_are_required(house: House) -> None:
    answer = house.employer.put(PATH, {})

    assert [(it["pointer"], it["code"]) for it in answer.json()["errors"]] == [
        ("/title", "missing"),
        ("/municipality", "missing"),
    ]


def test_a_misspelled_field_is_refused_by_its_name(house: House) -> None:
    answer = house.employer.put(PATH, opening(possitions=3))

    assert [(it["pointer"], it["code"]) for it in answer.json()["errors"]] == [
        ("/possitions", "extra_forbidden")
    ]


def test_half_a_place_is_refused(house: House) -> None:
    answer = house.employer.put(PATH, opening(latitude=14.9))

    assert answer.json()["errors"][0]["code"] == "half_a_place"


def test_places_that_do_not_exist_are_refused(house: House) -> None:
    codes = [
        house.employer.put(PATH, bodies.opening(municipality=code)).json()["errors"][0]["code"]
        for code in ("99999", "7089", "٠٧٠٨٩", "", "Tapachula")
    ]

    assert set(codes) == {"unknown_municipality"}


def test_what_the_title_says_of_the_hours_is_offered_and_not_applied(house: House) -> None:
    told = opening(title="Mesero turno nocturno")
    told.pop("schedule", None)

    shown = done(house.employer.put(PATH, told))

    said = {"field": "schedule", "value": "night", "words": "turno nocturno"}
    assert (shown["schedule"], shown["said_in_title"]) == (None, [said])

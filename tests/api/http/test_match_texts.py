"""Matches written from parts are word for word what their models would be written as."""

import pytest
from pydantic import TypeAdapter

from api.http.match_texts import MatchTexts
from api.http.matches import MatchOut, OpeningMatches, SeekerMatches, match_fields
from api.http.schemas import Out
from matching.profiles import Answer
from matching.ranking import Components, Match, Reason, WorkPermission
from tests.api.http.stories import posted, registered
from tests.api.http.world import Caller, House

ODD = 'Cocina "fina" </b>\\ ñ\u2028'


def as_modelled(model: type[Out], text: str) -> str:
    return TypeAdapter(model).validate_json(text).model_dump_json()


@pytest.mark.parametrize("language", ["es", "en"])
def test_people_for_an_opening(house: House, language: str) -> None:
    name = posted(house, title=ODD)["id"]
    registered(house, skills=[ODD], languages=[{"language": "es", "level": "basic"}])
    registered(house, external_id="B-2", expected_monthly_wage_mxn=None, occupations=[])

    for caller in (house.staff, house.supervisor, house.employer):
        text = shown(caller.speaking(language), f"openings/{name}")
        assert text.count('"components"') == 2
        assert text == as_modelled(SeekerMatches, text)


@pytest.mark.parametrize("language", ["es", "en"])
def test_openings_for_a_person(house: House, language: str) -> None:
    person = registered(house)
    posted(house, title=ODD, required_skills=[ODD], contact=None)
    posted(house, monthly_wage_mxn="12000.50", offers=["meals"])

    text = shown(house.staff.speaking(language), f"seekers/{person}")

    assert text.count('"components"') == 2
    assert text == as_modelled(OpeningMatches, text)


def shown(caller: Caller, path: str) -> str:
    answer = caller.get(f"/v1/{path}/matches")
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("score", [0, 1, 10, 999, 100_000, 999_999, 1_000_000])
def test_any_score_and_any_part_of_it(score: int) -> None:
    reasons = (Reason("language_met", "ht"), Reason("relocation_help"), Reason("wage_met"))
    match = Match(
        seeker_key=1,
        opening_key=2,
        score=score,
        components=Components(0, 1, 10, 999, 1000, 100, 333, score // 1000),
        reasons=reasons,
        obstacles=(Reason("too_far"), Reason("too_far", "80")),
        permission=WorkPermission(Answer.CONDITIONAL, "2027-03", ("STATE_UNRECORDED",)),
    )

    text = MatchTexts("es", to_person=True, for_employer=False).written(match, '"who":1')

    modelled = MatchOut(**match_fields(match, "es", to_person=True)).model_dump_json()
    assert text == modelled.removesuffix("}") + ',"who":1}'

"""The guide's example of a movement file as it stands there, from registration to reply."""

import json
import re
from pathlib import Path

import httpx

from services.social_security.movement_lines import LENGTH
from tests.api.http import stories
from tests.api.http.world import House

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
SECTION = re.compile(r"^## Movement files\n(.*?)^## ", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
CALL = re.compile(r'curl (?:--request (\w+) )?"\$PUENTE([^"]+)"((?:\\\n|[^\n])*)')
BODY = re.compile(r"--data '([^']*)'")


def calls() -> list[tuple[str, str, object]]:
    section = SECTION.search(GUIDE.read_text(encoding="utf-8"))
    assert section
    found = [call for block in SHELL.findall(section[1]) for call in CALL.findall(block)]
    bodies = [BODY.search(rest) for _, _, rest in found]
    return [
        (method or "GET", path, json.loads(body[1]) if body else None)
        for (method, path, _), body in zip(found, bodies, strict=True)
    ]


def without_number(house: House) -> None:
    """A second hire that waits: of somebody who has no NSS yet."""
    asked = {
        "seeker": stories.registered(house, social_security_number=None),
        "opening": stories.posted(house)["id"],
        "starts_on": "2026-11-20",
        "has_accepted": True,
    }
    hire = stories.done(house.staff.post("/v1/placements", asked))["id"]
    stories.done(house.staff.post(f"/v1/placements/{hire}/start", stories.STATEMENT))


def test_the_example_pasted_makes_a_file_and_takes_its_answer(house: House) -> None:
    stories.started(house)
    without_number(house)
    answers: list[httpx.Response] = []
    for method, path, body in calls():
        made = answers[1].json()["id"] if len(answers) > 1 else ""
        options = {} if body is None else {"json": body}
        answers.append(house.employer.call(method, path.replace("$FILE", made), **options))

    assert [answer.status_code for answer in answers] == [200, 201, 200, 200, 200]
    made, content, replies = answers[1].json(), answers[2].content, answers[4].json()
    assert [len(line) for line in content.splitlines()] == [LENGTH] * made["lines"] == [168]
    (refused,) = made["refused"]
    assert [
        (it["code"], it["field"]) for it in refused["objections"] if it["grade"] == "error"
    ] == [("004", "nss")]
    assert "There is no social security number" in refused["objections"][0]["meaning"]
    assert [row["outcome"] for row in replies["data"]] == ["accepted"]
    placements = stories.done(house.employer.get("/v1/placements"))["data"]
    assert {row["status"] for row in placements} == {"started", "enrollment_confirmed"}

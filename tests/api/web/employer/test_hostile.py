"""Whatever is sent to an employer's pages, the answer is a page that says what to do."""

import pytest

from tests.api.web.employer.conftest import Firm

ODD = (
    "\x00",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "٣٤",
    "-1",
    "1e400",
    "9" * 3000,
    "2026-13-45",
    "%s%(day)s",
    "=1+1",
    "😀",
)
FIELDS = (
    "step", "stop", "note", "starts_on", "wage", "filed_on", "filed_receipt", "answer_receipt",
    "enrolled_on", "refused_on", "reply_code", "ended_on", "cause", "after_end", "answer",
    "happened_on", "movement", "registration", "guide", "clinic", "do", "row", "sheet", "sent_on",
    "receipt", "received_on", "number", "place", "municipality", "subdelegation", "email", "code",
    "password", "monthly_wage_mxn", "has_accepted", "name",
)  # fmt: skip


def addresses(firm: Firm) -> list[str]:
    rows = [str(one) for one in firm.hires]
    sent = firm.boss.send("/employer/files/new", do="make", movement="08", clinic="034", row=rows)
    file = sent.headers["location"]
    return [
        firm.page_of(),
        "/employer/files/new",
        f"{file}/send",
        f"{file}/replies",
        "/employer/registrations",
        f"/employer/openings/{firm.world.opening.public_id}",
        "/employer/login",
        "/employer/welcome",
    ]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_values_are_refused_in_words(firm: Firm, odd: str) -> None:
    row, known = firm.hires[0], addresses(firm)
    more = {f"{name}-{row}": odd for name in ("on", "base", "clinic", "type", "key", "cause")}
    for step in ("start", "file_enrollment", "confirm_enrollment", "refuse_enrollment", "end"):
        given = {**dict.fromkeys(FIELDS, odd), "step": step}
        assert firm.boss.send(firm.page_of(), **given).status_code in (303, 422)
    for address in known:
        given = {**dict.fromkeys(FIELDS, odd), "answer-1": odd, "code-1": odd, **more}
        sent = firm.boss.send(address, page="/employer/files/new", **given)
        assert sent.status_code < 500, (address, sent.status_code)
        assert "<script>alert" not in sent.text
    mended = {"row": [str(row)], "do": "make", "movement": "08", "clinic": odd, **more}
    assert firm.boss.send("/employer/files/new", **mended).status_code == 422


@pytest.mark.parametrize("odd", ODD[:8], ids=range(8))
def test_odd_addresses_are_no_pages(firm: Firm, odd: str) -> None:
    from urllib.parse import quote

    said = quote(odd[:200].encode("utf-8", "surrogatepass"))
    for path in ("hires", "files", "referrals"):
        assert firm.boss.see(f"/employer/{path}/{said}").status_code in (200, 404)
    for query in (
        "hires?due",
        "hires?after",
        "files?after",
        "openings?after",
        "files/new?movement",
    ):
        assert firm.boss.see(f"/employer/{query}={said}").status_code in (200, 404, 422)


def test_answers_for_lines_that_are_not_there_are_refused(firm: Firm) -> None:
    file = addresses(firm)[3]
    sent = firm.boss.send(file, page="/employer", **{"answer-77": "accepted"})
    assert sent.status_code == 200
    assert "No es una línea de este archivo" in sent.text

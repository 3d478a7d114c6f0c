"""Drafts, rate buckets, match runs, employers, centres, consents."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.form_draft import FormDraft
from models.hiring_lifecycles import PlacementStatus
from models.lifecycles import EmployerStatus
from models.match_run import MatchRun, MatchRunInput
from models.repositories import (
    centers,
    consents,
    consistency,
    employers,
    form_drafts,
    match_runs,
    rate_buckets,
)
from models.vocabulary import ConsentPurpose
from tests.factories import (
    NOON,
    make_center,
    make_employer,
    make_opening,
    make_placement,
    make_referral,
    make_registration,
    make_seeker,
)

LATER = NOON + timedelta(days=30)


def _draft(session: Session, code: str = "ABCDEFGH") -> FormDraft:
    draft = FormDraft(token_hash=code, code_index=code, expires_at=LATER, answers={"name": "Ana"})
    session.add(draft)
    session.flush()
    return draft


def test_a_draft_is_found_by_token_and_by_code_until_it_expires(session: Session) -> None:
    draft = _draft(session)
    assert form_drafts.by_token(session, "ABCDEFGH", NOON) is draft
    assert form_drafts.by_code(session, "ABCDEFGH", NOON) is draft
    assert form_drafts.by_token(session, "ABCDEFGH", LATER) is None
    assert form_drafts.by_code(session, "ABCDEFGH", LATER) is None


def test_a_drafts_answers_are_sealed(session: Session) -> None:
    draft = _draft(session)
    session.expire(draft)
    assert b"Ana" not in draft.answers_sealed.blob
    assert draft.answers == {"name": "Ana"}


def test_two_drafts_never_share_a_code(session: Session) -> None:
    _draft(session)
    other = FormDraft(token_hash="other", code_index="ABCDEFGH", expires_at=LATER)
    session.add(other)
    with pytest.raises(IntegrityError):
        session.flush()


def test_expired_drafts_are_forgotten(session: Session) -> None:
    _draft(session)
    form_drafts.forget_expired(session, LATER)
    assert form_drafts.by_token(session, "ABCDEFGH", NOON) is None


def test_a_bucket_empties_and_fills_again(session: Session) -> None:
    def take(seconds: float) -> float:
        now = NOON + timedelta(seconds=seconds)
        return rate_buckets.take(session, "b", capacity=2, per_second=0.5, now=now)

    assert [take(0), take(0), take(0), take(1)] == [0, 0, 2, 1]
    assert take(2) == 0


def test_buckets_are_separate(session: Session) -> None:
    for name in ("a", "b"):
        assert rate_buckets.take(session, name, capacity=1, per_second=1, now=NOON) == 0


def test_a_bucket_never_holds_more_than_its_capacity(session: Session) -> None:
    taken = [
        rate_buckets.take(session, "b", capacity=1, per_second=1, now=NOON + timedelta(days=day))
        for day in (0, 9, 9)
    ]
    assert taken == [0, 0, 1]


@pytest.mark.parametrize("count", [3, 60])
def test_the_rows_of_a_run_come_back_opening_by_opening_best_first(
    session: Session, count: int
) -> None:
    run = MatchRun(
        ranked_on=date(2026, 11, 20),
        engine_version="1",
        catalogs_version="1",
        feed_position="0.0",
    )
    session.add(run)
    shuffled = [(number * 7) % count for number in range(count)]
    rows = [
        {
            "opening_id": number % 3,
            "seeker_id": number,
            "rank": number,
            "score": 1_000_000 - number,
            "components": {"skills": 10},
            "reasons": [["has_skill", "a"], ["near", None]],
            "permission": "yes",
            "permission_until": None,
            "permission_codes": [],
        }
        for number in dict.fromkeys([*shuffled, *range(count)])
    ]
    assert match_runs.add_rows(session, run, rows) == count
    stored = list(match_runs.rows(session, run))
    assert [row.seeker_id for row in stored] == sorted(range(count), key=lambda n: (n % 3, n))
    assert stored[0].reasons == [["has_skill", "a"], ["near", None]]
    assert match_runs.by_public_id(session, run.public_id) is run


def test_an_employer_is_found_by_its_names(session: Session) -> None:
    employer = make_employer(session)
    assert employers.by_rfc(session, employer.rfc) is employer
    assert employers.by_public_id(session, employer.public_id) is employer


def test_an_employer_comes_with_its_registrations(session: Session) -> None:
    public_id = (employer := make_employer(session)).public_id
    number = make_registration(session, employer).number
    session.expunge_all()
    found = employers.with_registrations(session, public_id)
    assert found is not None
    assert [row.number for row in found.registrations] == [number]
    assert employers.registration(session, employer.id, number) is not None


def test_employers_are_listed_by_status(session: Session) -> None:
    waiting = make_employer(session, verified=False)
    make_employer(session)
    assert list(employers.in_status(session, [EmployerStatus.UNVERIFIED]).rows) == [waiting]


def test_foreign_staff_are_never_more_than_all_staff(session: Session) -> None:
    with pytest.raises(IntegrityError):
        make_employer(session, headcount_total=1, headcount_foreign=2)


def test_active_centers_are_listed_by_code(session: Session) -> None:
    for code in ("b", "a"):
        make_center(session, code=code)
    make_center(session, code="c", is_active=False)
    assert [center.code for center in centers.active(session)] == ["a", "b"]


def test_consents_withdrawn_are_not_in_force(session: Session) -> None:
    seeker = make_seeker(session)
    held = consents.in_force(session, [seeker.id])[seeker.id]
    consents.withdraw(session, [held[ConsentPurpose.CONTACT].id], NOON)
    session.expire_all()
    left = consents.in_force(session, [seeker.id])[seeker.id]
    assert set(left) == set(ConsentPurpose) - {ConsentPurpose.CONTACT}


def test_what_a_run_read_is_kept_once_and_opens_again(session: Session) -> None:
    for _ in range(2):
        match_runs.keep_input(session, "digest", b"profiles")
    session.flush()
    assert match_runs.kept_input(session, "digest") == b"profiles"
    assert match_runs.kept_input(session, "other") is None


def test_what_a_run_read_is_sealed(session: Session) -> None:
    match_runs.keep_input(session, "digest", b"profiles")
    session.flush()
    assert b"profiles" not in session.get_one(MatchRunInput, "digest").content


def test_a_token_taken_can_be_given_back(session: Session) -> None:
    def take() -> float:
        return rate_buckets.take(session, "b", capacity=1, per_second=1, now=NOON)

    assert take() == 0
    rate_buckets.give_back(session, "b")
    assert [take(), take()] == [0, 1]


def test_a_center_is_found_by_its_code_and_id(session: Session) -> None:
    center = make_center(session, code="tijuana")
    assert centers.by_code(session, "tijuana") is center
    assert centers.by_public_id(session, center.public_id) is center


def test_counters_of_positions_are_compared_with_the_placements(session: Session) -> None:
    opening = make_opening(session, positions=3, positions_filled=1)
    make_placement(session, opening=opening, started=True)
    make_placement(session, opening=opening)
    make_opening(session)
    found = [(row.opening, row.filled, row.held) for row in consistency.positions(session)]
    assert found == [(opening.public_id, 1, 1)]


def test_a_position_stays_counted_when_its_work_ends(session: Session) -> None:
    opening = make_opening(session, positions=1, positions_filled=1)
    make_placement(session, opening=opening, status=PlacementStatus.ENDED)
    assert [row.agrees for row in consistency.positions(session)] == [True]


def test_everything_to_be_checked_is_streamed(session: Session) -> None:
    referral, placement = make_referral(session), make_placement(session)
    assert list(consistency.referrals(session)) == [referral]
    assert list(consistency.placements(session)) == [placement]

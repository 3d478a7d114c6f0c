"""How long work is likely to last, by its contract."""

from datetime import date
from importlib.resources import files

from matching.eligibility import HeldDocument, grants_of
from matching.eligibility.contracts import contract_lengths, likely_months
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.explain import explain
from tests.matching.ranking.world import KNOWLEDGE, TODAY

CARD = HeldDocument("tvrh", valid_until=date(2027, 3, 31))
HOLDER = SeekerProfile(1, "07089", grants_of([CARD], nationality="HN", temporary_curp_until=None))


def told(contract: str | None) -> set[str]:
    opening = OpeningProfile(1, "07089", expected_months=likely_months(contract))
    return {reason.code for reason in explain(HOLDER, opening, TODAY, KNOWLEDGE).reasons}


def test_a_contract_without_an_end_has_no_length():
    assert [likely_months(it) for it in (None, "indefinite", "hourly")] == [None] * 3


def test_every_length_names_its_source():
    text = files("matching").joinpath("data/contract_lengths.toml").read_text("utf-8")

    assert text.count("\nsource =") == len(contract_lengths())


def test_a_card_that_ends_within_the_contract_is_told_and_one_that_outlives_it_is_not():
    assert "permission_ends_soon" in told("seasonal")
    assert "permission_ends_soon" not in told("trial")


def test_work_without_an_end_is_taken_to_last_a_year():
    assert "permission_ends_soon" in told("indefinite")

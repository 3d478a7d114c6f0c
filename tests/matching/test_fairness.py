"""The audit sees what is there, hides small cells, and the ranking sees no group."""

from dataclasses import fields

import numpy as np
import pytest

from matching.fairness import SMALL, Audit, GroupAudit, audit, audits
from matching.profiles import SeekerProfile
from matching.ranking import Engine, Pool
from matching.scoring import COMPONENTS
from tests.matching.ranking.world import KNOWLEDGE, TODAY, crowd, offers


def pool(opening: int, keys: list[int], location: list[int]) -> Pool:
    """All alike but for the location."""
    components = np.full((len(COMPONENTS), len(keys)), 500)
    components[COMPONENTS.index("location")] = location
    return Pool(opening, np.array(keys), components.sum(axis=0), components)


def found(audit_: Audit, group: str) -> GroupAudit:
    return next(it for it in audit_.groups if it.group == group)


def lists(rng: np.random.Generator, bias: int) -> list[Pool]:
    """People 0..39 of group a, 40..79 of b; b live farther by `bias`."""
    pools = []
    for opening in range(60):
        location = rng.integers(0, 500, 80) - np.where(np.arange(80) < 40, 0, bias)
        order = np.argsort(-location)
        pools.append(pool(opening, order.tolist(), location[order].tolist()))
    return pools


GROUPS = {key: "a" if key < 40 else "b" for key in range(80)}


def test_a_group_ranked_below_is_found_with_the_component_that_causes_it():
    result = audit(lists(np.random.default_rng(1), 300), GROUPS, attribute="origin", k=10)

    b = found(result, "b")
    assert (result.reference, b.verdict, b.cause) == ("a", "adverse", "location")
    assert b.score_gap < 0
    assert b.exposure < found(result, "a").exposure


def test_groups_ranked_alike_are_even():
    result = audit(lists(np.random.default_rng(2), 0), GROUPS, attribute="origin", k=10)

    assert {it.verdict for it in result.groups} <= {"even", "unclear"}


def test_selection_rates_are_those_counted_by_hand():
    pools = [pool(1, list(range(80)), [0] * 80)]

    result = audit(pools, GROUPS, attribute="origin", k=50)

    a, b = found(result, "a"), found(result, "b")
    assert (a.selected, a.eligible, a.rate) == (40, 40, 1.0)
    assert (b.selected, b.eligible, b.ratio) == (10, 40, 0.25)


def test_openings_that_select_everybody_are_left_out():
    result = audit([pool(1, list(range(80)), [0] * 80)], GROUPS, attribute="origin", k=80)

    assert result.openings == 0


def test_a_small_group_is_hidden_whole():
    groups = {key: "few" if key < SMALL - 1 else "many" for key in range(80)}

    result = audit(lists(np.random.default_rng(3), 0), groups, attribute="origin", k=10)

    few = found(result, "few")
    assert few.verdict == "hidden"
    assert all(getattr(few, field.name) is None for field in fields(few)[1:])


def test_one_hidden_group_takes_the_smallest_of_the_others_along():
    groups = {key: "few" if key < 5 else "some" if key < 25 else "many" for key in range(80)}

    result = audit(lists(np.random.default_rng(3), 0), groups, attribute="origin", k=10)

    assert {it.group: it.verdict == "hidden" for it in result.groups} == {
        "few": True,
        "some": True,
        "many": False,
    }


def test_several_hidden_groups_that_are_many_together_hide_nobody_else():
    groups = {key: f"few{key // 6}" if key < 12 else "many" for key in range(80)}

    result = audit(lists(np.random.default_rng(3), 0), groups, attribute="origin", k=10)

    assert found(result, "many").people == 68


def test_a_tiny_group_is_not_what_the_others_are_measured_by():
    pools = [pool(1, list(range(1000)), [0] * 1000)]
    groups = {key: "lucky" if key < 12 else "most" for key in range(1000)}

    result = audit(pools, groups, attribute="origin", k=12)

    assert result.reference == "most"


def test_several_attributes_are_audited_in_one_pass():
    sides = {key: "left" if key % 2 else "right" for key in range(80)}
    pools = lists(np.random.default_rng(1), 300)

    both = audits(iter(pools), {"origin": GROUPS, "side": sides}, k=10)

    assert both == tuple(
        audit(pools, groups, attribute=name, k=10)
        for name, groups in (("origin", GROUPS), ("side", sides))
    )


def test_people_without_a_group_are_left_out():
    pools = [pool(1, list(range(80)), [0] * 80)]

    result = audit(pools, dict.fromkeys(range(30, 60), "a"), attribute="origin", k=40)

    assert (result.groups[0].people, result.groups[0].selected) == (30, 10)


def test_an_interval_holds_the_true_ratio_about_nineteen_times_in_twenty():
    held = 0
    for seed in range(200):
        result = audit(lists(np.random.default_rng(seed), 0), GROUPS, attribute="x", k=10)
        other = next(it for it in result.groups if it.group != result.reference)
        held += other.interval[0] <= 1 <= other.interval[1]

    # The reference is the luckier group, which does not move the interval's hold on the ratio.
    assert held >= 180


def test_an_audit_of_nothing_shows_nothing():
    assert audit([], {}, attribute="sex", k=10).groups == ()


def test_the_pool_of_an_opening_is_its_whole_list():
    engine = Engine.build(crowd(5, 150), knowledge=KNOWLEDGE)
    for opening in offers(5, 10):
        matches = engine.seekers_for(opening, k=150, on=TODAY)

        whole = engine.pool(opening, on=TODAY)

        assert whole.keys.tolist() == [match.seeker_key for match in matches]
        assert whole.scores.tolist() == [match.score for match in matches]
        assert whole.components.T.tolist() == [list(match.components.parts) for match in matches]


@pytest.mark.parametrize(
    "attribute", ["name", "sex", "nationality", "population", "preferred_language", "born_on"]
)
def test_a_protected_attribute_cannot_reach_a_rank(attribute: str):
    with pytest.raises(TypeError, match=attribute):
        SeekerProfile(key=1, municipality="07089", **{attribute: "anything"})

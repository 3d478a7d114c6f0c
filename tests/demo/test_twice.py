"""Who is registered twice in the demo: two on purpose, nobody by chance."""

from collections import Counter
from datetime import date
from functools import cache

from demo.packaged import Record
from demo.seekers import seekers
from demo.twice import registered_twice
from services.seekers.bulk import check_people

TODAY = date(2026, 11, 21)


@cache
def people() -> tuple[Record, ...]:
    return tuple(seekers(3000, 2026, TODAY))


def papers(record: Record) -> list[str]:
    return [paper["number"] for paper in record["documents"]]


def test_no_two_strangers_share_the_number_of_a_paper():
    numbers = Counter(number for person in people() for number in papers(person))
    assert numbers.most_common(1)[0][1] == 1


def test_one_comes_back_with_the_curp_and_one_with_the_paper():
    first, second = registered_twice(people())
    by_id = {person["external_id"]: person for person in people()}
    known = by_id[first["external_id"].removesuffix("-B")]
    assert (first["curp"], papers(first)) == (known["curp"], [])
    other = by_id[second["external_id"].removesuffix("-B")]
    assert (second.get("curp"), papers(second)) == (None, papers(other))
    assert known is not other


def test_second_registrations_are_taken_like_any_other():
    again = list(registered_twice(people()))
    assert check_people(again, today=TODAY).refused == []
    assert [person["center"] for person in again] == ["TAP", "TAP"]


def test_few_people_may_have_nobody_registered_twice():
    assert list(registered_twice(())) == []

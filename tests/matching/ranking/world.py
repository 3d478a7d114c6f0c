"""A world small enough to know by heart, strategies that fill it with people, and the slow twin."""

import random
from datetime import date, timedelta

from hypothesis import strategies as st

from matching.eligibility import HeldDocument, document_rules, grants_of
from matching.profiles import (
    Experience,
    Grant,
    Language,
    Level,
    OpeningProfile,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from matching.ranking import Match
from matching.ranking.explain import explain
from matching.scoring import WEIGHTS, Knowledge

TODAY = date(2026, 11, 23)

# Two of one unit group, one of the same major group, one far away, one that lists no skill.
OCCUPATIONS = {"cook": "5120", "chef": "5120", "waiter": "5131", "welder": "7212", "guard": "5414"}
ESSENTIALS = {
    "cook": ("fry", "boil", "clean", "taste"),
    "chef": ("fry", "boil", "plan", "taste", "lead"),
    "waiter": ("serve", "clean", "smile"),
    "welder": ("weld", "grind", "measure"),
}
SKILLS = {
    "fry": ("kitchen",),
    "boil": ("kitchen",),
    "taste": ("kitchen", "table"),
    "clean": (),
    "plan": ("office",),
    "lead": ("office",),
    "serve": ("table",),
    "smile": ("table",),
    "weld": ("metal",),
    "grind": ("metal",),
    "measure": ("metal", "office"),
    "sing": (),
}
RELATED = [("fry", "boil"), ("serve", "clean"), ("weld", "measure"), ("sing", "smile")]
# Tapachula, Huixtla (about 41 km away), Tijuana, Monterrey.
PLACES = {
    "07089": (14.9055, -92.2634),
    "07040": (15.1353, -92.4646),
    "02004": (32.5149, -117.0382),
    "19039": (25.6866, -100.3161),
}
UNKNOWN_PLACES = ("07999", "19998")
LANGUAGES = ("es", "en", "ht", "tzh")


def tiny_knowledge() -> Knowledge:
    return Knowledge(
        "tiny",
        occupations=OCCUPATIONS,
        essentials=ESSENTIALS,
        skills=SKILLS,
        related=RELATED,
        places=PLACES,
    )


KNOWLEDGE = tiny_knowledge()

places = st.sampled_from([*PLACES, *UNKNOWN_PLACES])
states = st.sampled_from(["07", "02", "19", "09"])
skill_ids = st.sampled_from([*SKILLS, "unheard", "unseen"])
skill_sets = st.frozensets(skill_ids, max_size=6)
# Enough unknown skills to spill over one and two words of bits.
many_skills = st.integers(60, 140).map(lambda n: frozenset(f"skill-{i}" for i in range(n)))
occupation_ids = st.sampled_from([*OCCUPATIONS, "juggler"])
days = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))
near_days = st.integers(-40, 100).map(lambda n: TODAY + timedelta(days=n))
languages = st.lists(
    st.builds(Language, st.sampled_from(LANGUAGES), st.sampled_from(Level)), max_size=3
).map(tuple)
experiences = st.lists(
    st.builds(
        Experience,
        occupation_ids,
        st.sampled_from([0, 1, 5, 11, 12, 36, 700]),
        st.sampled_from([None, 2025, 2020, 1999]),
    ),
    max_size=4,
).map(tuple)
documents = st.builds(
    HeldDocument,
    st.sampled_from([*document_rules().kinds, "library_card"]),
    st.none() | states,
    st.none() | days,
    st.frozensets(states, max_size=2),
)
grants = st.builds(
    lambda held, nationality, curp: grants_of(
        held, nationality=nationality, temporary_curp_until=curp
    ),
    st.lists(documents, max_size=3),
    st.sampled_from([None, "HN", "GT", "MX", "MX"]),
    st.none() | days,
)
seekers = st.builds(
    SeekerProfile,
    key=st.integers(1, 10**9),
    municipality=places,
    grants=grants | st.just((Grant(document_rules().kinds["tvrh"].answer, "OK"),)),
    skills=skill_sets | many_skills,
    experience=experiences,
    languages=languages | st.just((Language("es", Level.NATIVE), Language("en", Level.ADVANCED))),
    schooling=st.none() | st.sampled_from(Schooling),
    schedules=st.frozensets(st.sampled_from(Schedule), max_size=3),
    expected_monthly_wage=st.none() | st.sampled_from([0, 9_000, 9_001, 12_000, 90_000]),
    max_commute_km=st.sampled_from([0, 5, 40, 42, 5000]),
    relocation=st.builds(Relocation, st.booleans(), st.frozensets(states, max_size=2)),
    available_from=st.none() | near_days,
    minor_until=st.none() | st.none() | st.integers(-10, 1500).map(lambda n: TODAY + timedelta(n)),
)
openings = st.builds(
    OpeningProfile,
    key=st.integers(1, 10**9),
    municipality=places,
    occupation=st.none() | occupation_ids,
    required_skills=skill_sets | many_skills,
    optional_skills=skill_sets,
    languages=languages.map(lambda found: found[:2]),
    schooling=st.none() | st.sampled_from(Schooling),
    experience_months=st.sampled_from([0, 0, 6, 24]),
    monthly_wage=st.none() | st.sampled_from([0, 9_000, 11_999, 12_000]),
    schedule=st.none() | st.sampled_from(Schedule),
    starts_on=st.none() | near_days,
    accepts_minors=st.booleans(),
    relocation_help=st.booleans(),
    expected_months=st.none() | st.sampled_from([1, 6]),
)


unique_seekers = st.lists(seekers, max_size=12, unique_by=lambda row: row.key)
unique_openings = st.lists(openings, max_size=12, unique_by=lambda row: row.key)


def ranked(matches: list[Match], k: int) -> list[Match]:
    eligible = [match for match in matches if match.is_eligible]
    eligible.sort(key=lambda match: (-match.score, match.seeker_key, match.opening_key))
    return eligible[:k]


def twin_seekers_for(opening: OpeningProfile, people: list[SeekerProfile], k: int) -> list[Match]:
    """Every pair scored by the written-out formulas, then sorted."""
    return ranked([explain(one, opening, TODAY, KNOWLEDGE, WEIGHTS) for one in people], k)


def twin_openings_for(seeker: SeekerProfile, offers: list[OpeningProfile], k: int) -> list[Match]:
    return ranked([explain(seeker, one, TODAY, KNOWLEDGE, WEIGHTS) for one in offers], k)


def crowd(seed: int, people: int) -> list[SeekerProfile]:
    """Many alike people, so that scores tie and bounds lie close."""
    rng = random.Random(seed)  # noqa: S311 - invented people and openings
    yes = document_rules().kinds["tvrh"].answer
    return [
        SeekerProfile(
            key,
            rng.choice([*PLACES]),
            (Grant(yes, "OK", rng.choice([frozenset(), frozenset({"07", "02"})])),),
            frozenset(rng.sample([*SKILLS], rng.randint(0, 4))),
            tuple(
                Experience(rng.choice([*OCCUPATIONS]), rng.choice([0, 12, 24]))
                for _ in range(rng.randint(0, 2))
            ),
            (Language("es", rng.choice([*Level])),),
            rng.choice([None, Schooling.PRIMARY, Schooling.HIGH_SCHOOL]),
            max_commute_km=rng.choice([0, 10, 50]),
            relocation=Relocation(rng.random() < 0.4, rng.choice([frozenset(), frozenset("07")])),
        )
        for key in rng.sample(range(10 * people), people)
    ]


def offers(seed: int, count: int) -> list[OpeningProfile]:
    rng = random.Random(seed)  # noqa: S311 - invented people and openings
    return [
        OpeningProfile(
            key,
            rng.choice([*PLACES]),
            rng.choice([None, *OCCUPATIONS, *OCCUPATIONS]),
            frozenset(rng.sample([*SKILLS], rng.choice([0, 0, 1, 3]))),
            frozenset(rng.sample([*SKILLS], rng.choice([0, 0, 2]))),
            (Language("es", rng.choice([Level.BASIC, Level.INTERMEDIATE])),),
            rng.choice([None, Schooling.SECONDARY]),
            rng.choice([0, 12]),
            relocation_help=rng.random() < 0.5,
        )
        for key in rng.sample(range(10 * count), count)
    ]

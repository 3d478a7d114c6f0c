"""Matches as JSON, written from parts that come back in answer after answer and are kept.

The shapes are those of `api.http.matches`, byte for byte as these models would be written: making
and checking the models anew took half of an answer's time.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pydantic_core import to_json

from api.http.matches import NOT_FOR_EMPLOYERS, engine_out, permission_out, reason_out
from matching.ranking import Exclusions, Match, Reason, WorkPermission
from matching.scoring import COMPONENTS
from services.matches.find import OpeningsForPerson, PeopleForOpening

MOST_REASONS = 20_000


class _Reasons(dict[Reason, str]):
    """Each in words, in one language and voice; those not `told` are empty."""

    def __init__(self, language: str, *, to_person: bool, untold: frozenset[str]) -> None:
        super().__init__()
        self._language, self._to_person, self._untold = language, to_person, untold

    def __missing__(self, reason: Reason) -> str:
        if len(self) >= MOST_REASONS:
            self.clear()
        text = ""
        if reason.code not in self._untold:
            text = reason_out(reason, self._language, to_person=self._to_person).model_dump_json()
        self[reason] = text
        return text

    def told(self, reasons: Iterable[Reason]) -> str:
        return ",".join(filter(None, map(self.__getitem__, reasons)))


class MatchTexts:
    """Writes matches for one kind of reader."""

    def __init__(self, language: str, *, to_person: bool, for_employer: bool) -> None:
        untold = NOT_FOR_EMPLOYERS if for_employer else frozenset[str]()
        self._reasons = _Reasons(language, to_person=to_person, untold=untold)
        self._obstacles = _Reasons(language, to_person=to_person, untold=frozenset())
        self._for_employer = for_employer
        parts = ",".join(f'"{name}":%s' for name in COMPONENTS)
        self._pattern = (
            f'{{"score":%s,"components":{{{parts}}},"reasons":[%s],"obstacles":[%s],'
            f'"work_permission":%s,"engine":{engine_out().model_dump_json()},%s}}'
        )

    def written(self, match: Match, of_whom: str) -> str:
        """`of_whom` is the last field, with its name."""
        return self._pattern % (
            to_json(match.score / 1_000_000).decode(),
            *map(_thousandths().__getitem__, match.components.parts),
            self._reasons.told(match.reasons),
            self._obstacles.told(match.obstacles),
            _permission(match.permission, for_employer=self._for_employer),
            of_whom,
        )

    def told(self, reasons: Iterable[Reason]) -> str:
        return self._reasons.told(reasons)


@cache
def texts_for(language: str, *, to_person: bool, for_employer: bool) -> MatchTexts:
    return MatchTexts(language, to_person=to_person, for_employer=for_employer)


@cache
def _thousandths() -> list[str]:
    """Of 0 to 1000."""
    return [to_json(value / 1000).decode() for value in range(1001)]


@lru_cache(maxsize=2000)
def _permission(permission: WorkPermission, *, for_employer: bool) -> str:
    return permission_out(permission, for_employer=for_employer).model_dump_json()


def people_text(
    found: PeopleForOpening, people: Mapping[int, str], language: str, *, for_employer: bool
) -> bytes:
    """`SeekerMatches` up to the counts. `people` are written `SeekerShown` by row; whoever is
    absent is left out."""
    texts = texts_for(language, to_person=False, for_employer=for_employer)
    data = ",".join(
        texts.written(match, f'"seeker":{people[match.seeker_key]}')
        for match in found.matches
        if match.seeker_key in people
    )
    opening, obstacles = found.opening.public_id, texts.told(found.obstacles)
    return f'{{"opening":"{opening}","obstacles":[{obstacles}],"data":[{data}]'.encode()


def counts_text(counts: Exclusions, *, for_employer: bool) -> bytes:
    """The rest of `SeekerMatches`."""
    excluded = b"{}" if for_employer else to_json(counts.ruled_out)
    return b',"considered":%d,"eligible":%d,"excluded":%b}' % (
        counts.total,
        counts.eligible,
        excluded,
    )


def openings_text(found: OpeningsForPerson, openings: Mapping[int, str], language: str) -> bytes:
    """`OpeningMatches`. `openings` are written `OpeningOut` by row; what is absent is left out."""
    texts = texts_for(language, to_person=True, for_employer=False)
    data = ",".join(
        texts.written(match, f'"opening":{openings[match.opening_key]}')
        for match in found.matches
        if match.opening_key in openings
    )
    takes_part = "false" if found.seeker.profile is None else "true"
    seeker = f'"seeker":"{found.seeker.public_id}","is_matchable":{takes_part}'
    return f'{{{seeker},"data":[{data}]}}'.encode()

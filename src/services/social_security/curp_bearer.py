"""Does this CURP belong to this person, and does it still hold?

Birth date, sex and state that differ are errors. Letters of the name are warnings: the register
has local exceptions, and names of people from elsewhere are often entered in another order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.social_security.curp import Curp
from services.social_security.findings import Finding, Flaw, Grade
from services.social_security.names import official
from services.social_security.tables import column, rows, term

_VOWELS = "AEIOU"
_NONE = "X"
_MARKS = "-./'\u2019"


class CurpKind(StrEnum):
    """The text of a CURP does not show which of the two it is."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True)
class Bearer:
    """What the person says. None: not known, so not compared; an empty `second_surname`: none.

    `birth_state` is an INEGI code ("07"), the two letters of the CURP, or "NE" for born abroad.
    """

    given_names: str | None = None
    first_surname: str | None = None
    second_surname: str | None = None
    born_on: date | None = None
    sex: str | None = None
    birth_state: str | None = None


def compare_curp(curp: Curp, bearer: Bearer) -> tuple[Finding, ...]:
    """Every place where the CURP and the person disagree, by position."""
    found = (
        *_name(curp, bearer),
        *_birth(curp, bearer),
        *_sex(curp, bearer),
        *_state(curp, bearer),
    )
    return tuple(sorted(found, key=lambda finding: finding.position or 0))


def check_validity(
    curp: Curp, *, kind: CurpKind, valid_until: date | None, on: date
) -> tuple[Finding, ...]:
    """What speaks against relying on the CURP on that day."""
    if kind is CurpKind.PERMANENT:
        return (_warning(Flaw.PERMANENT_WITH_END),) if valid_until else ()
    return tuple(_temporary(curp, valid_until, on))


def longest_temporary_validity(issued_on: date) -> date:
    """The last day a temporary CURP can reach, all extensions granted."""
    return issued_on + timedelta(days=_longest_days())


def expected_letters(bearer: Bearer) -> dict[int, str]:
    """The letters that the name gives, by position from 1; only the parts that are known."""
    first, second, given = _parts(bearer)
    expected: dict[int, str] = {}
    if first is not None:
        expected |= {
            1: _initial(first),
            2: _inner(first, _is_vowel),
            14: _inner(first, _is_consonant),
        }
    if second is not None:
        expected |= {3: _initial(second), 15: _inner(second, _is_consonant)}
    if given is not None:
        expected |= {4: _initial(given), 16: _inner(given, _is_consonant)}
    return _softened(expected)


def _longest_days() -> int:
    return term("temporary_curp") * (1 + term("temporary_curp_extensions"))


def _temporary(curp: Curp, valid_until: date | None, on: date) -> Iterator[Finding]:
    if not curp.is_foreign_born:
        yield _warning(Flaw.TEMPORARY_NOT_FOREIGN_BORN, 12)
    if valid_until is None:
        yield _warning(Flaw.TEMPORARY_UNDATED)
    elif valid_until < on:
        yield Finding(Flaw.TEMPORARY_EXPIRED)
    elif valid_until > longest_temporary_validity(on):
        yield _warning(Flaw.TEMPORARY_TOO_LONG)


def _name(curp: Curp, bearer: Bearer) -> Iterator[Finding]:
    # The register writes X where a hyphen, dot or apostrophe stood in the place of the letter.
    also = {_NONE} if _has_marks(bearer) else set()
    for position, letter in expected_letters(bearer).items():
        if curp.text[position - 1] not in {letter} | also:
            yield _warning(Flaw.NAME_DIFFERS, position, letter)


def _has_marks(bearer: Bearer) -> bool:
    names = (bearer.given_names, bearer.first_surname, bearer.second_surname)
    return any(mark in (name or "") for name in names for mark in _MARKS)


def _birth(curp: Curp, bearer: Bearer) -> Iterator[Finding]:
    born_on = bearer.born_on
    if born_on is None or born_on == curp.born_on:
        return
    if (born_on.year % 100, born_on.month, born_on.day) == (
        curp.born_on.year % 100,
        curp.born_on.month,
        curp.born_on.day,
    ):
        yield Finding(Flaw.CENTURY_DIFFERS, 17)
    else:
        yield Finding(Flaw.BIRTH_DATE_DIFFERS, 5)


def _sex(curp: Curp, bearer: Bearer) -> Iterator[Finding]:
    if bearer.sex and bearer.sex != curp.sex:
        yield Finding(Flaw.SEX_DIFFERS, 11)


def _state(curp: Curp, bearer: Bearer) -> Iterator[Finding]:
    if bearer.birth_state and _curp_state(bearer.birth_state) != curp.birth_state:
        yield Finding(Flaw.STATE_DIFFERS, 12)


def _curp_state(state: str) -> str:
    return next((row["code"] for row in rows("curp_states") if row["state"] == state), state)


def _parts(bearer: Bearer) -> tuple[str | None, str | None, str | None]:
    names = (bearer.first_surname, bearer.second_surname, bearer.given_names)
    first, second, given = (None if name is None else _principal(name) for name in names)
    return first, second, None if bearer.given_names is None else _given(bearer.given_names, given)


def _principal(name: str) -> str:
    """The word of a compound name that counts: the first that is not a particle."""
    words = official(name).split()
    particles = column("curp_particles", "word")
    return next((word for word in words if word not in particles), words[0] if words else "")


def _given(names: str, principal: str | None) -> str:
    """María and José give way to the next name, where there is one."""
    words = [
        word for word in official(names).split() if word not in column("curp_particles", "word")
    ]
    if len(words) > 1 and words[0] in column("curp_common_names", "word"):
        return words[1]
    return principal or ""


def _initial(word: str) -> str:
    return word[0] if word else _NONE


def _inner(word: str, wanted: Callable[[str], bool]) -> str:
    return next((letter for letter in word[1:] if wanted(letter)), _NONE)


def _is_vowel(letter: str) -> bool:
    return letter in _VOWELS


def _is_consonant(letter: str) -> bool:
    return letter not in _VOWELS


def _softened(expected: dict[int, str]) -> dict[int, str]:
    """Ñ is written X, and so is the second letter of a word that nobody should have to carry."""
    letters = {at: _NONE if letter == "Ñ" else letter for at, letter in expected.items()}
    word = "".join(letters.get(at, "") for at in (1, 2, 3, 4))
    if word in column("curp_refused_words", "word"):
        letters[2] = _NONE
    return letters


def _warning(flaw: Flaw, position: int | None = None, subject: str | None = None) -> Finding:
    return Finding(flaw, position, Grade.WARNING, subject)

"""How many typing errors each number shows. `services/social_security/data/SOURCES.md` repeats
the figures for people; a change that makes them worse fails here."""

from collections.abc import Callable, Iterable
from datetime import date

from services.social_security.identifiers import (
    Bearer,
    compare_curp,
    read_curp,
    read_nss,
    read_rfc,
)
from tests.services.social_security.mutations import substitutions, swaps
from tests.services.social_security.vectors import samples

TODAY = date(2026, 11, 21)
BEARERS = {
    "MEBC940517HNENRR02": Bearer("Carlos", "Mendoza", "Bravo", date(1994, 5, 17), "H", "NE"),
    "PIXM030811MNERXRA5": Bearer("Mirlande", "Pierre", "", date(2003, 8, 11), "M", "NE"),
    "LOHS881203MOCPRF03": Bearer("Sofía", "López", "Hernández", date(1988, 12, 3), "M", "20"),
}


def missed(passes: Callable[[str], bool], mutants: Iterable[str]) -> float:
    """Percent of the mutants that pass for right."""
    verdicts = [passes(mutant) for mutant in mutants]
    return round(100 * sum(verdicts) / len(verdicts), 2)


def is_unsuspected(text: str) -> bool:
    return not read_curp(text, on=TODAY).findings


def test_curp_without_its_warnings_misses_one_substitution_in_twelve():
    mutants = [wrong for right in samples("curp", valid=True) for wrong in substitutions(right)]
    assert missed(lambda text: read_curp(text).is_valid, mutants) == 8.1


def test_curp_alone_misses_one_substitution_in_sixteen():
    mutants = [wrong for right in samples("curp", valid=True) for wrong in substitutions(right)]
    assert missed(is_unsuspected, mutants) == 6.35


def test_curp_against_its_bearer_misses_one_substitution_in_270():
    rates = [
        missed(lambda text, bearer=bearer: fits(text, bearer), substitutions(right))
        for right, bearer in BEARERS.items()
    ]
    assert round(sum(rates) / len(rates), 2) == 0.37


def fits(text: str, bearer: Bearer) -> bool:
    return is_unsuspected(text) and not compare_curp(read_curp(text).value, bearer)


def test_curp_shows_every_swap_of_neighbours():
    mutants = [wrong for right in samples("curp", valid=True) for wrong in swaps(right)]
    assert missed(is_unsuspected, mutants) == 0


def test_nss_shows_every_substitution():
    mutants = [
        wrong
        for right in samples("nss", valid=True)
        for wrong in substitutions(right, "0123456789")
    ]
    assert missed(lambda text: read_nss(text).is_valid, mutants) == 0


def test_nss_shows_every_swap_of_neighbours_but_nought_and_nine():
    passing = {
        (right, wrong)
        for right in samples("nss", valid=True)
        for wrong in swaps(right)
        if read_nss(wrong).is_valid
    }
    changed = {"".join(sorted(set(pair_of(right, wrong)))) for right, wrong in passing}
    assert changed == {"09"}


def pair_of(right: str, wrong: str) -> str:
    return "".join(a for a, b in zip(right, wrong, strict=True) if a != b)


def test_rfc_warns_of_eleven_substitutions_in_twelve():
    mutants = [wrong for right in samples("rfc", valid=True) for wrong in substitutions(right)]
    assert missed(lambda text: not read_rfc(text).findings, mutants) == 7.67


def test_rfc_warns_of_almost_every_swap_of_neighbours():
    mutants = [wrong for right in samples("rfc", valid=True) for wrong in swaps(right)]
    assert missed(lambda text: not read_rfc(text).findings, mutants) == 2.55

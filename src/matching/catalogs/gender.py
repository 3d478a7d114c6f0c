"""Labels that hold both genders: `cajero/cajera`, `enseignant/enseignante du second degré`."""

from matching.text import fold

_SHARED = 3


def forms(label: str) -> tuple[str, ...]:
    """Each gender's whole label, as written first; a slash that parts something else stays.

    `conductor de autobús/conductora de autobús` gives both; `auxiliar/a` style endings and
    `importación/exportación` are left as they are.
    """
    for at, letter in enumerate(label):
        if letter == "/":
            pair = _whole(label[:at], label[at + 1 :]) or _inner(label[:at], label[at + 1 :])
            if pair:
                return pair
    return (label,)


def _whole(left: str, right: str) -> tuple[str, ...]:
    one, other = left.split(), right.split()
    if not one or not other:
        return ()
    alone = len(one) == len(other) == 1 and min(len(one[0]), len(other[0])) >= _SHARED
    same_start = len(one) > 1 and _akin(one[0], other[0])
    same_end = len(one) == len(other) > 1 and fold(one[-1]) == fold(other[-1])
    return (left.strip(), right.strip()) if alone or same_start or same_end else ()


def _inner(left: str, right: str) -> tuple[str, ...]:
    one, other = left.split(), right.split()
    if not one or not other or not _akin(one[-1], other[0]):
        return ()
    return " ".join([*one, *other[1:]]), " ".join([*one[:-1], *other])


def _akin(one: str, other: str) -> bool:
    shared = min(_SHARED, len(one), len(other))
    return shared > 1 and fold(one)[:shared] == fold(other)[:shared]

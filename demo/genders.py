"""The Spanish or Portuguese name of a work as a man or a woman says it of themselves."""

_GENDERED = ("es_mx", "es_ca", "es_car", "pt")
_SAME = frozenset(
    {"guardia", "señora", "lavaloza", "mantenimiento", "custodio", "caixa", "segurança", "soporte"}
)
# The first ending that fits is changed; the order matters.
_TO_WOMAN = (("or", "ora"), ("o", "a"))
_TO_MAN = (("ora", "or"), ("a", "o"))
_ADJECTIVES = frozenset(
    {"doméstico", "doméstica", "telefónico", "público", "clínico", "administrativo", "informático"}
)


def said(title: str, column: str, *, is_woman: bool) -> str:
    """`column` of works.csv; other languages stay as they are written there."""
    if column not in _GENDERED:
        return title
    first, *rest = title.split(" ")
    words = [_as(first, is_woman=is_woman)]
    words += [_as(word, is_woman=is_woman) if word in _ADJECTIVES else word for word in rest]
    return " ".join(words)


def _as(word: str, *, is_woman: bool) -> str:
    if word in _SAME or word.endswith("ista"):
        return word
    for ending, other in _TO_WOMAN if is_woman else _TO_MAN:
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word

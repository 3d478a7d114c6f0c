"""Free text to catalog ids: the language is found, noise split off, repeated texts remembered."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from matching.linking.linked import BLOCK, Explanation, Linked, Reading
from matching.linking.normal import Prepared, prepare

if TYPE_CHECKING:
    from matching.linking.languages import LanguageGuess

WEAK = 0.4
_REMEMBERED = 100_000
Asked = tuple[str, str | None, int]


class Engine(Protocol):
    def rank(
        self, texts: Sequence[Prepared], lang: str, label_lang: str, limit: int
    ) -> list[tuple[Linked, ...]]:
        """For texts of `lang`, labels in `label_lang`, best first."""
        ...

    def explain(
        self, text: Prepared, lang: str, ids: Sequence[str]
    ) -> list[Explanation | None]: ...


class Linker:
    SURE = 0.6

    def __init__(self, engine: Engine, guess: "LanguageGuess") -> None:
        self._engine = engine
        self._guess = guess
        self._known: dict[Asked, tuple[Linked, ...]] = {}

    def link(self, text: str, lang: str | None = None, limit: int = 5) -> tuple[Linked, ...]:
        """Best first; empty when nothing of the text is known. `lang` is the language of the
        answer's labels and counts as evidence for the text's; None: found from the text."""
        return self.link_many([text], lang, limit)[0]

    def link_many(
        self, texts: Sequence[str], lang: str | None = None, limit: int = 1
    ) -> list[tuple[Linked, ...]]:
        """As `link`, in the order given; repeated texts are linked once."""
        keys = [(text, lang, limit) for text in texts]
        found = {key: self._known[key] for key in keys if key in self._known}
        asked = [key[0] for key in dict.fromkeys(keys) if key not in found]
        first = {text: self._guess.of(text, lang) for text in asked}
        linked = self._linked(first, lang, limit)
        again = self._second_readings(first, linked)
        for text, other in self._linked(again, lang, limit).items():
            linked[text] = max(linked[text], other, key=_certainty)
        found.update({(text, lang, limit): row for text, row in linked.items()})
        self._remember(found)
        return [found[key] for key in keys]

    def read(self, text: str, lang: str | None = None, limit: int = 5) -> Reading:
        """With the hints that were split off, and whether the first result can be taken as is."""
        written = self._guess.of(text, lang)
        results = self.link(text, lang, limit)
        sure = _certainty(results) >= self.SURE
        return Reading(text, written, results, prepare(text, written).hints, sure)

    def written_in(self, text: str, asked: str) -> str:
        """The language asked for, or Spanish where the text looks more like it."""
        return self._guess.of(text, asked)

    def explain(self, text: str, id_: str, lang: str | None = None) -> Explanation | None:
        """Why `id_` is among the links of the text; None if no wording of it is near."""
        return self.explain_all(text, [id_], lang)[0]

    def explain_all(
        self, text: str, ids: Sequence[str], lang: str | None = None
    ) -> list[Explanation | None]:
        written = self._guess.of(text, lang)
        return self._engine.explain(prepare(text, written), written, ids)

    def _linked(
        self, written: Mapping[str, str], lang: str | None, limit: int
    ) -> dict[str, tuple[Linked, ...]]:
        """`written` gives the language of each text."""
        found: dict[str, tuple[Linked, ...]] = {}
        for language, block in _blocks(written):
            prepared = [prepare(text, language) for text in block]
            rows = self._engine.rank(prepared, language, lang or language, limit)
            found.update(zip(block, rows, strict=True))
        return found

    def _second_readings(
        self, first: Mapping[str, str], linked: Mapping[str, tuple[Linked, ...]]
    ) -> dict[str, str]:
        """Texts that said little in the language first tried, with the one they look like; not
        those that say nothing in it."""
        weak = [text for text, row in linked.items() if _certainty(row) < WEAK]
        weak = [text for text in weak if not prepare(text, first[text]).says_nothing]
        looks = {text: self._guess.of(text) for text in weak}
        return {text: lang for text, lang in looks.items() if lang != first[text]}

    def _remember(self, found: dict[Asked, tuple[Linked, ...]]) -> None:
        if len(self._known) + len(found) > _REMEMBERED:
            self._known.clear()
        self._known.update(found)


def _certainty(row: tuple[Linked, ...]) -> float:
    return row[0].score if row else 0.0


def _blocks(written: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    texts: dict[str, list[str]] = {}
    for text, language in written.items():
        texts.setdefault(language, []).append(text)
    for language, some in texts.items():
        for start in range(0, len(some), BLOCK):
            yield language, some[start : start + BLOCK]

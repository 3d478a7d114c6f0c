import pytest

from services import readiness


class Recorded:
    def __init__(self) -> None:
        self.languages: list[str] = []

    def link(self, _text: str, lang: str) -> None:
        self.languages.append(lang)


def test_titles_in_every_language_that_employers_write_are_loaded_before_the_first_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    titles, skills = Recorded(), Recorded()
    monkeypatch.setattr(readiness, "occupation_linker", lambda: titles)
    monkeypatch.setattr(readiness, "skill_linker", lambda: skills)
    readiness.warm_words.__wrapped__()  # type: ignore[attr-defined]  # as if it had not been done
    assert titles.languages == ["es", "en", "fr", "pt", "ht"]
    assert skills.languages == ["es"]

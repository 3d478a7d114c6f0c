from pathlib import Path

import pytest

from services.errors import ConfigurationError
from services.settings import SECRET_BYTES, Settings

SECRET = "a secret for tests only, of no worth"


def beside(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder}/puente.db", secret_key=None)


def test_an_embedded_database_makes_its_own_secret_and_keeps_it(tmp_path: Path) -> None:
    first, second = beside(tmp_path).secret, beside(tmp_path).secret

    assert first == second
    assert len(first) >= SECRET_BYTES
    assert (tmp_path / "puente.key").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_is_given_wins(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/puente.db", secret_key=SECRET)

    assert settings.secret == SECRET
    assert list(tmp_path.iterdir()) == []


def test_no_secret_is_made_beside_a_server(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        _ = Settings(database_url="postgresql://host/name", secret_key=None).secret


@pytest.mark.parametrize("secret", ["", "short", "a" * (SECRET_BYTES - 1)])
def test_a_short_secret_is_refused(secret: str) -> None:
    with pytest.raises(ConfigurationError):
        _ = Settings(database_url="sqlite:///x.db", secret_key=secret).secret


def test_a_kept_secret_that_was_cut_off_is_refused_not_used(tmp_path: Path) -> None:
    (tmp_path / "puente.key").write_text("")

    with pytest.raises(ConfigurationError):
        _ = beside(tmp_path).secret


def test_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUENTE_SECRET_KEY", SECRET)

    assert SECRET not in repr(Settings())


def test_variables_of_the_environment_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUENTE_PORT", "9000")
    monkeypatch.setenv("PUENTE_EXTRA_HOLIDAYS", '["2027-06-06"]')
    monkeypatch.setenv("PUENTE_PUBLIC_URL", "https://puente.example")
    monkeypatch.setenv("PUENTE_HOST", "")

    settings = Settings()

    assert (settings.port, settings.is_https, settings.host) == (9000, True, "127.0.0.1")
    assert [day.isoformat() for day in settings.extra_holidays] == ["2027-06-06"]

from pathlib import Path

import pytest

from services.errors import ConfigurationError
from services.settings import SECRET_BYTES, Settings, read_settings, strangers

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


WRONG = {
    "EXTRA_HOLIDAYS": ["2027-06-06", '["x"]', "[5]", "[null]", "{}"],
    "OLDER_SECRET_KEYS": ["a secret that stands alone", "[5]"],
    "MOVEMENT_ENCODING": ["nope", "utf-8", "utf-16", "ascii", "rot13", "base64"],
    "MOVEMENT_ENIE": ["n", "ÑÑ"],
    "MOVEMENT_LINE_END": ["crcr"],
    "MAX_BODY_BYTES": ["0", "-5", "many"],
    "MAX_BULK_BYTES": ["0"],
    "SESSION_HOURS": ["0", "-1", "1.5", "999999999"],
    "TRUSTED_PROXIES": ["abc", "127.0.0.1,localhost", "10.0.0.0/99"],
    "PUBLIC_URL": ["foo", "https://", "ftp://example.org", "http://[bad"],
    "PORT": ["-1", "99999", "eight thousand"],
    "DEMO": ["maybe"],
    "LOG_LEVEL": ["chatty"],
    "DATABASE_URL": ["nonsense", "sqlite:////"],
}
GOOD = {
    "EXTRA_HOLIDAYS": '["2027-06-06", "2030-06-02"]',
    "OLDER_SECRET_KEYS": "[]",
    "MOVEMENT_ENCODING": "latin-1",
    "MOVEMENT_ENIE": "#",
    "TRUSTED_PROXIES": "172.30.77.0/24, 127.0.0.1,::1",
    "PUBLIC_URL": "https://empleo.example.org:8443",
    "PORT": "0",
    "SESSION_HOURS": "720",
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_what_a_setting_cannot_be_is_said_at_the_start_by_its_name_alone(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PUENTE_{name}", value)

    with pytest.raises(ConfigurationError) as refused:
        read_settings()

    said = str(refused.value.subject["what"])
    assert said.startswith(f"PUENTE_{name} ")
    assert "Input should" not in said
    assert "a secret that stands alone" not in said


@pytest.mark.parametrize(("name", "value"), GOOD.items())
def test_what_a_setting_can_be_is_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PUENTE_{name}", value)

    read_settings()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("PUENTE_SECRETKEY", "PUENTE_SECRET_KEY"),
        ("puente_secret_keys", "PUENTE_SECRET_KEY"),
        ("PUENTE_DATABASE", "PUENTE_DATABASE_URL"),
        ("PUENTE_PORTS", "PUENTE_PORT"),
    ],
)
def test_a_misspelled_setting_is_refused_with_the_right_name(
    monkeypatch: pytest.MonkeyPatch, name: str, meant: str
) -> None:
    monkeypatch.setenv(name, SECRET)

    with pytest.raises(ConfigurationError) as refused:
        strangers()

    assert refused.value.subject["what"] == f"{name.upper()} sets nothing: {meant} was meant"


def test_other_names_of_our_kind_are_told_and_those_of_others_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = strangers()
    monkeypatch.setenv("PUENTE_FOO", "1")
    monkeypatch.setenv("PUENTES_PORT", "1")
    monkeypatch.setenv("PUENTE_SESSION_HOURS", "8")

    assert set(strangers()) - set(before) == {"PUENTE_FOO"}

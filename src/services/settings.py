"""Everything an operator can set. Each `PUENTE_*` variable is listed in docs/operations.md."""

import os
import secrets
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.exc import ArgumentError

from models.database import driver_url
from services.errors import ConfigurationError
from services.setting_rules import flaw, json_list, nearest, proxies, web_address
from services.social_security.movement_files import FileFormat

SECRET_BYTES = 32
PREFIX = "PUENTE_"
LONGEST_SESSION = 30 * 24
LONGEST_KEPT = 36_500
SMALLEST_BODY = 10_000

Listed = (NoDecode, BeforeValidator(json_list))
BodyBytes = Annotated[int, Field(ge=SMALLEST_BODY)]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    database_url: str = Field("sqlite:///var/puente.db", description="sqlite:/// or postgresql://")
    secret_key: SecretStr | None = Field(
        None, description="At least 32 characters; encrypts personal data and signs indexes."
    )
    older_secret_keys: Annotated[tuple[SecretStr, ...], *Listed] = Field(
        (), description="Earlier secrets (JSON list), still able to read."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    public_url: Annotated[str, AfterValidator(web_address)] = Field(
        "http://127.0.0.1:8000", description="Where people reach it; https turns on Secure cookies."
    )
    demo: bool = Field(False, description="Shows the demo banner on every page.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Level.")
    log_format: Literal["json", "console"] = Field("json", description="How log lines look.")
    session_hours: int = Field(
        10, ge=1, le=LONGEST_SESSION, description="Life of a staff session without a new log-in."
    )
    keep_runs_days: int | None = Field(
        None, ge=1, le=LONGEST_KEPT, description="Match runs older than so many days are dropped."
    )
    extra_holidays: Annotated[tuple[date, ...], *Listed] = Field(
        (), description="Days added to the labor law's list (JSON list), such as election days."
    )
    movement_encoding: str = Field(
        "cp1252", description="Encoding of movement files; one byte a character."
    )
    movement_line_end: Literal["crlf", "lf", "cr"] = Field(
        "crlf", description="End of each line of a movement file."
    )
    movement_enie: Literal["Ñ", "#", "¥"] = Field(
        "Ñ", description="What stands for Ñ in movement files, such as #."
    )
    movement_closing_record: bool = Field(
        False, description="Ends movement files with a closing record of 168 characters."
    )
    max_body_bytes: BodyBytes = Field(2_000_000, description="Largest ordinary request body.")
    max_bulk_bytes: BodyBytes = Field(64_000_000, description="Largest bulk request body.")
    trusted_proxies: Annotated[str, AfterValidator(proxies)] = Field(
        "127.0.0.1", description="Addresses whose X-Forwarded-* headers are believed."
    )

    @model_validator(mode="after")
    def _check_format(self) -> Self:
        try:
            self.movement_format  # noqa: B018 - raises where a line would not be 168 bytes
        except (LookupError, ValueError) as error:
            raise ValueError(NOT_ONE_BYTE) from error
        return self

    @property
    def movement_format(self) -> FileFormat:
        ends = {"crlf": "\r\n", "lf": "\n", "cr": "\r"}
        return FileFormat(
            encoding=self.movement_encoding,
            line_end=ends[self.movement_line_end],
            enie=self.movement_enie,
            closing_record=self.movement_closing_record,
        )

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    def with_password(self, password: str | None) -> dict[str, str]:
        """The environment for PostgreSQL's own programs."""
        environment = dict(os.environ)  # noqa: TID251 - what a child process inherits
        return environment | ({"PGPASSWORD": password} if password else {})

    @cached_property
    def secret(self) -> str:
        """The secret in force. An embedded database may keep a generated one beside its file."""
        if self.secret_key is not None:
            return _checked(self.secret_key.get_secret_value())
        if not self.is_sqlite:
            raise ConfigurationError(what="PUENTE_SECRET_KEY is required beside PostgreSQL")
        return _kept_beside(self.database_url)

    @property
    def missing_key(self) -> Path | None:
        """Where the key of an embedded database is looked for and not found."""
        if self.secret_key is not None or not self.is_sqlite:
            return None
        key = key_beside(self.database_url)
        return None if key.exists() else key


def read_settings() -> Settings:
    """From the environment. Raises ConfigurationError, which never repeats a value."""
    try:
        found = Settings()
    except ValidationError as error:
        raise ConfigurationError(
            what="; ".join(flaw(PREFIX, it) for it in error.errors())
        ) from None
    try:
        named = driver_url(found.database_url).database
    except (ArgumentError, ValueError) as error:
        raise ConfigurationError(what=f"PUENTE_DATABASE_URL {DATABASE_URL_FORMS}") from error
    if found.is_sqlite and named and Path(named).is_dir():
        raise ConfigurationError(what="PUENTE_DATABASE_URL names a folder: name a file in it")
    return found


def strangers() -> list[str]:
    """Variables of our prefix that set nothing. Raises ConfigurationError for one that is nearly a
    setting: a misspelled secret would be missed too late."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    given = {name.upper() for name in os.environ}  # noqa: TID251 - names that settings do not read
    found = sorted(name for name in given - known if name.startswith(PREFIX))
    for name in found:
        if meant := nearest(name, known):
            raise ConfigurationError(what=f"{name} sets nothing: {meant} was meant")
    return found


NOT_ONE_BYTE = (
    "PUENTE_MOVEMENT_ENCODING has to be an encoding with one byte a character, "
    "PUENTE_MOVEMENT_ENIE one of its characters"
)
DATABASE_URL_FORMS = (
    "has to be sqlite:///var/puente.db (a file) or postgresql://user:password@host:5432/name"
)


def _checked(secret: str) -> str:
    if len(secret) < SECRET_BYTES:
        raise ConfigurationError(what="PUENTE_SECRET_KEY needs at least 32 characters")
    return secret


def key_beside(database_url: str) -> Path:
    return Path(database_url.removeprefix("sqlite:///")).with_suffix(".key")


def _kept_beside(database_url: str) -> str:
    file = Path(database_url.removeprefix("sqlite:///"))
    path = key_beside(database_url)
    if not path.exists():
        if file.exists() and file.stat().st_size:
            # A new key would leave everything sealed so far unreadable, without a word.
            raise ConfigurationError(
                what=f"{file} is there but its key {path} is not: put the key file back, "
                "or set PUENTE_SECRET_KEY"
            )
        _keep(path, secrets.token_urlsafe(SECRET_BYTES))
    return _checked(path.read_text().strip())


def _keep(path: Path, secret: str) -> None:
    """Whole or not at all: of two processes that start at once, both use the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as file:
        file.write(secret)
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, path)

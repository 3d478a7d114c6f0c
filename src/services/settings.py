"""Everything an operator can set. Each `PUENTE_*` variable is listed in docs/operations.md."""

import os
import secrets
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.exc import ArgumentError

from models.database import driver_url
from services.errors import ConfigurationError

SECRET_BYTES = 32


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="PUENTE_", env_ignore_empty=True, extra="ignore")

    database_url: str = Field("sqlite:///var/puente.db", description="sqlite:/// or postgresql://")
    secret_key: SecretStr | None = Field(
        None, description="At least 32 characters; encrypts personal data and signs indexes."
    )
    older_secret_keys: tuple[SecretStr, ...] = Field(
        (), description="Earlier secrets (JSON list), still able to read."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, description="Port to listen on.")
    public_url: str = Field(
        "http://127.0.0.1:8000", description="Where people reach it; https turns on Secure cookies."
    )
    demo: bool = Field(False, description="Shows the demo banner on every page.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Level.")
    log_format: Literal["json", "console"] = Field("json", description="How log lines look.")
    session_hours: int = Field(10, description="Life of a staff session without a new log-in.")
    extra_holidays: tuple[date, ...] = Field(
        (), description="Days added to the labor law's list (JSON list), such as election days."
    )
    movement_encoding: str = Field(
        "cp1252", description="Encoding of movement files; one byte a character."
    )
    movement_line_end: Literal["crlf", "lf", "cr"] = Field(
        "crlf", description="End of each line of a movement file."
    )
    movement_enie: str = Field(
        "Ñ", max_length=1, description="What stands for Ñ in movement files, such as #."
    )
    movement_closing_record: bool = Field(
        False, description="Ends movement files with a closing record of 168 characters."
    )
    max_body_bytes: int = Field(2_000_000, description="Largest ordinary request body.")
    max_bulk_bytes: int = Field(64_000_000, description="Largest bulk request body.")
    trusted_proxies: str = Field(
        "127.0.0.1", description="Addresses whose X-Forwarded-* headers are believed."
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


def read_settings() -> Settings:
    """From the environment. Raises ConfigurationError, which never repeats a value."""
    try:
        found = Settings()
        driver_url(found.database_url)
    except ValidationError as error:
        raise ConfigurationError(what="; ".join(map(_flaw, error.errors()))) from error
    except (ArgumentError, ValueError) as error:
        raise ConfigurationError(what=f"PUENTE_DATABASE_URL {DATABASE_URL_FORMS}") from error
    return found


DATABASE_URL_FORMS = (
    "has to be sqlite:///var/puente.db (a file) or postgresql://user:password@host:5432/name"
)


def _flaw(error: ErrorDetails) -> str:
    name = "_".join(str(step) for step in error["loc"][:1]).upper()
    return f"PUENTE_{name}: {error['msg']}"


def _checked(secret: str) -> str:
    if len(secret) < SECRET_BYTES:
        raise ConfigurationError(what="PUENTE_SECRET_KEY needs at least 32 characters")
    return secret


def _kept_beside(database_url: str) -> str:
    file = Path(database_url.removeprefix("sqlite:///"))
    path = file.with_suffix(".key")
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

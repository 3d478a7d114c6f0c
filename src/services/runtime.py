"""What a process needs to work: its settings, its database, the live index."""

from dataclasses import dataclass

from models.crypto import Keyring
from models.database import Database, connect
from services.matches.live import LiveIndex
from services.settings import Settings


@dataclass(frozen=True)
class Runtime:
    settings: Settings
    database: Database
    live: LiveIndex

    def close(self) -> None:
        self.database.close()


def keyring_of(settings: Settings) -> Keyring:
    older = [secret.get_secret_value() for secret in settings.older_secret_keys]
    return Keyring.from_secret(settings.secret, older)


def open_database(settings: Settings) -> Database:
    return connect(settings.database_url, keyring_of(settings))


def open_runtime(settings: Settings) -> Runtime:
    """The index is empty until it is first refreshed."""
    return Runtime(settings, open_database(settings), LiveIndex())

"""Running and keeping the service: serve, worker, migrate, backup, restore, check-consistency."""

import logging
import warnings
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from pydantic.warnings import UnsupportedFieldAttributeWarning
from rich.console import Console

from api.cli.commands import NOT_NEEDED
from matching.without import without
from services.collecting import paused
from services.logs import configure
from services.one_server import serving
from services.ports import check_port
from services.settings import Settings, read_settings, strangers

logger = logging.getLogger(__name__)
out = Console()

UNSEALED = (
    "This copy has no digest at its end: it is of an earlier version, or lost it. Its structure "
    "was checked; whether every byte is the one written cannot be known."
)
KEY_MISSING = (
    "Its key is not here yet: put the .key file of the database that was copied at {}, "
    "or set PUENTE_SECRET_KEY."
)


def settings() -> Settings:
    """Raises ConfigurationError."""
    found, ignored = read_settings(), strangers()
    configure(level=found.log_level, form=found.log_format)
    for name in ignored:
        logger.warning("Not a setting: ignored", extra={"setting": name})
    return found


def serve() -> None:
    """Serve the API and the pages; settings come from PUENTE_* variables."""
    # Nothing is collected until `readiness.warm` has loaded what stays.
    with paused():
        chosen = settings()
        check_port(chosen)
        # FastAPI silences it, but for one thread at a time.
        warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)
        with without(*NOT_NEEDED):
            import uvicorn

            from api.cli.database import ready
            from api.main import create_app
            from api.server import Protocol

        with ready(chosen) as runtime, serving(chosen):
            uvicorn.run(
                create_app(runtime),
                http=Protocol,
                host=chosen.host,
                port=chosen.port,
                log_config=None,
                access_log=False,
                proxy_headers=True,
                forwarded_allow_ips=chosen.trusted_proxies,
                timeout_graceful_shutdown=20,
                server_header=False,
            )


def worker(
    once: Annotated[bool, typer.Option(help="One round, then stop.")] = False,
) -> None:
    """Do what the clock brings about: close what is over, forget what has expired."""
    from api.cli.database import ready
    from api.worker import run

    with ready(settings()) as runtime:
        run(runtime, once=once)


def migrate() -> None:
    """Bring the database to the newest version and add the centers that are missing."""
    from models import migrate as migrations
    from models.database import Database
    from services.centers.seed import seed_centers
    from services.runtime import open_database

    chosen = settings()
    # The key first: beside a database with tables a missing one is refused.
    _ = chosen.secret
    migrations.upgrade(chosen.database_url)
    database: Database = open_database(chosen)
    try:
        with database.write() as session:
            added = seed_centers(session, with_demo=chosen.demo)
    finally:
        database.close()
    out.print(
        f"Database at version {migrations.current(chosen.database_url)}; centers added: {added}"
    )


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; its folder has to be there.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace FILE.")] = False,
) -> None:
    """Write a consistent copy of the database, while it is in use."""
    from services.backups import back_up

    back_up(settings(), file, overwrite=overwrite)
    out.print(f"Backup written: {file}", soft_wrap=True)


def restore(file: Annotated[Path, typer.Argument(help="A file that backup wrote.")]) -> None:
    """Put a backup in the place of an empty database. Refuses to overwrite one with data."""
    from services.backups import put_back

    chosen = settings()
    if not put_back(chosen, file):
        out.print(UNSEALED, style="yellow", soft_wrap=True)
    out.print(f"Restored from {file}", soft_wrap=True)
    if (key := chosen.missing_key) is not None:
        out.print(KEY_MISSING.format(key), style="yellow", soft_wrap=True)


def check_consistency() -> None:
    """Check chains, facts, timelines and counters; open a task for each hire where something is
    amiss.

    Exit status 1 when one of them does not agree.
    """
    from api.cli.database import ready
    from models.types import utc_now
    from services.calendar import Moment
    from services.consistency import check
    from services.enrollment.reconcile import reconcile

    chosen = settings()
    with ready(chosen) as runtime, runtime.database.write() as session:
        report = check(session)
        done = reconcile(session, Moment(utc_now(), frozenset(chosen.extra_holidays)))
    for kind, count in sorted(Counter(str(cause.kind) for cause in done.found).items()):
        out.print(f"{kind}: {count}")
    out.print(f"Tasks opened: {done.opened}; closed: {done.closed}")
    for line in report.uncovered:
        out.print(line, style="yellow", soft_wrap=True)
    for line in report.findings:
        out.print(line, style="red", soft_wrap=True)
    if report.findings:
        raise typer.Exit(1)
    out.print("Everything agrees.")


def add_to(app: typer.Typer) -> None:
    for command in (serve, worker, migrate, backup, restore, check_consistency):
        app.command()(command)

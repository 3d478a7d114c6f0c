"""`python -m demo prepare` (load once) and `python -m demo reset` (start afresh)."""

import argparse
import sys

from rich.console import Console
from rich.panel import Panel

from demo.load import LogIns, is_loaded, load
from models import migrate
from models.types import utc_now
from services.backups import check_free, sqlite_files, sqlite_path
from services.errors import PuenteError
from services.logs import configure
from services.ports import check_port
from services.runtime import open_database
from services.settings import Settings, read_settings
from services.wording import say

out = Console()


def prepare(settings: Settings) -> None:
    # The key first: beside a database with tables a missing one is refused.
    _ = settings.secret
    migrate.upgrade(settings.database_url)
    database = open_database(settings)
    try:
        with database.read() as session:
            loaded = is_loaded(session)
        if loaded:
            out.print("The demo is loaded; its data is kept. `make demo-reset` starts afresh.")
            return
        out.print("Loading the demo: real vacancies, invented employers and people…")
        show(load(database, now=utc_now()), settings)
    finally:
        database.close()


def show(log_ins: LogIns, settings: Settings) -> None:
    url = f"http://{settings.host}:{settings.port}"
    lines = [f"People      {url}/", f"Staff       {url}/staff", ""]
    lines += [f"{email}   {password}" for email, password in log_ins.staff.items()]
    lines += ["", f"{log_ins.employer_name}      {url}/employer"]
    lines += [f"{log_ins.employer_email}   {log_ins.employer_password}"]
    lines += ["", f"API key of {log_ins.employer_name}:", log_ins.employer_key]
    out.print(Panel("\n".join(lines), title="Demo log-ins: shown once", expand=False))


def reset(settings: Settings) -> None:
    """Only an SQLite file of the demo is thrown away; other data is not the demo's to delete."""
    if not settings.is_sqlite:
        sys.exit("demo-reset works on SQLite; for PostgreSQL drop and create the database")
    path = sqlite_path(settings)
    check_free(settings)
    if path.exists():
        database = open_database(settings)
        with database.read() as session:
            is_demo = is_loaded(session)
        database.close()
        if not is_demo:
            sys.exit(f"{path} does not hold the demo: it is left alone")
    for name in sqlite_files(path):
        name.unlink(missing_ok=True)
    prepare(settings)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("action", choices=("prepare", "reset"))
    action = parser.parse_args().action
    configure(level="WARNING", form="console")
    try:
        settings = read_settings()
        if action == "prepare":
            # What `make serve` does next: said before the minutes that the first one takes.
            check_port(settings)
            prepare(settings)
        else:
            reset(settings)
    except PuenteError as error:
        sys.exit(say(error.message, "en", **error.subject))


if __name__ == "__main__":
    main()

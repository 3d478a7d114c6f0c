from sqlalchemy import inspect, select

from models import migrate
from models.database import Database, plain_engine
from models.placement import Placement
from models.vocabulary import Contract, WageIs
from tests.factories import TIJUANA, make_opening, make_placement


def test_hires_that_there_were_take_what_was_agreed_from_their_opening(
    database: Database, database_url: str
) -> None:
    with database.write() as session:
        opening = make_opening(
            session,
            title="Soldadora o soldador",
            municipality=TIJUANA,
            contract=Contract.PROJECT,
            wage_is=WageIs.NET,
        )
        make_placement(session, opening=opening)
    database.close()

    try:
        migrate.downgrade(database_url, "0024")
    finally:
        migrate.upgrade(database_url)

    with database.read() as session:
        hire = session.scalars(select(Placement)).one()
        agreed = (hire.title, hire.municipality, hire.contract, hire.wage_is)
    assert agreed == ("Soldadora o soldador", TIJUANA, Contract.PROJECT, WageIs.NET)


def test_the_tables_of_hires_keep_their_indexes_and_parents(database_url: str) -> None:
    with plain_engine(database_url).connect() as connection:
        tables = inspect(connection)
        open_hires = [
            it for it in tables.get_indexes("placements") if it["name"] == "uq_placements_open"
        ]
        parents = {key["referred_table"] for key in tables.get_foreign_keys("placement_events")}
    assert [bool(it["unique"]) for it in open_hires] == [True]
    assert open_hires[0]["dialect_options"]
    assert parents == {"placements"}

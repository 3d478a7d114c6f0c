from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from models.crypto import Keyring, SealBroken
from models.database import Database, connect
from models.repositories import match_runs, matchable, seekers
from models.resealing import reseal
from models.sealing import sealed_values
from models.seeker import Seeker
from tests.factories import make_center, make_seeker

PERSONAL = (
    "given_names",
    "first_surname",
    "second_surname",
    "born_on",
    "sex",
    "nationality",
    "population",
    "phone",
    "email",
    "curp",
    "curp_kind",
    "curp_valid_until",
    "social_security_number",
    "rfc",
    "needs",
    "profile",
)


def _copy_curp(session: Session, source: Seeker, target: Seeker) -> None:
    copy = "UPDATE seekers SET curp_sealed = (SELECT curp_sealed FROM seekers WHERE id = :source)"
    ids = {"source": source.id, "target": target.id}
    session.execute(text(f"{copy} WHERE id = :target"), ids)
    session.expire_all()


@pytest.mark.parametrize("field", PERSONAL)
def test_a_personal_field_has_no_plain_column(field: str) -> None:
    assert field not in Seeker.__table__.c
    assert f"{field}_sealed" in Seeker.__table__.c


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(), born_on=st.dates(), needs=st.lists(st.text(), max_size=3))
def test_what_is_sealed_opens_unchanged(
    session: Session, name: str, born_on: date, needs: list[str]
) -> None:
    seeker = make_seeker(session, given_names=name, born_on=born_on, needs=needs)
    session.expire(seeker)
    assert (seeker.given_names, seeker.born_on, seeker.needs) == (name, born_on, needs)


def test_the_column_holds_nothing_readable(session: Session) -> None:
    seeker = make_seeker(session, given_names="Guadalupe")
    stored = session.scalar(
        text("SELECT given_names_sealed FROM seekers WHERE id = :id"), {"id": seeker.id}
    )
    assert b"Guadalupe" not in bytes(stored)


def test_the_same_value_is_sealed_differently_each_time(session: Session) -> None:
    for _ in range(2):
        make_seeker(session, given_names="Guadalupe")
    blobs = session.scalars(select(Seeker.given_names_sealed)).all()
    assert len({cipher.blob for cipher in blobs}) == 2


def test_a_value_moved_to_another_person_does_not_open(session: Session) -> None:
    one, other = make_seeker(session), make_seeker(session)
    _copy_curp(session, one, other)
    with pytest.raises(SealBroken):
        _ = other.curp


def test_a_value_moved_to_another_column_does_not_open(session: Session) -> None:
    seeker = make_seeker(session)
    session.execute(text("UPDATE seekers SET phone_sealed = curp_sealed"))
    session.expire(seeker)
    with pytest.raises(SealBroken):
        _ = seeker.phone


@settings(max_examples=50, deadline=None)
@given(plain=st.binary(), position=st.integers(min_value=0), change=st.integers(1, 255))
def test_an_altered_blob_does_not_open(plain: bytes, position: int, change: int) -> None:
    keyring = Keyring.from_secret("s" * 32)
    blob = bytearray(keyring.seal(plain, "here"))
    blob[position % len(blob)] ^= change
    with pytest.raises(SealBroken):
        keyring.open(bytes(blob), "here")


def test_a_cut_blob_does_not_open() -> None:
    keyring = Keyring.from_secret("s" * 32)
    blob = keyring.seal(b"plain", "here")
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            keyring.open(blob[:length], "here")


def test_nothing_is_sealed_as_nothing(session: Session) -> None:
    seeker = make_seeker(session, phone=None, curp=None)
    session.expire(seeker)
    assert (seeker.phone, seeker.phone_sealed, seeker.curp_index) == (None, None, None)


@pytest.mark.parametrize("written", ["iaxp 920304-MNEBBB01", "IAXP920304MNEBBB01"])
def test_a_person_is_found_by_curp_however_it_is_written(session: Session, written: str) -> None:
    seeker = make_seeker(session, curp="IAXP920304MNEBBB01")
    make_seeker(session)
    assert list(seekers.by_curp(session, written)) == [seeker]


def test_equal_numbers_in_two_columns_have_different_indexes(session: Session) -> None:
    seeker = make_seeker(session, curp="79927201437", social_security_number="79927201437")
    session.expire(seeker)
    assert seeker.curp_index != seeker.social_security_number_index


def test_setting_the_same_value_writes_nothing(session: Session) -> None:
    seeker = make_seeker(session, curp="IAXP920304MNEBBB01")
    session.expire(seeker)
    seeker.curp = "IAXP920304MNEBBB01"
    assert not session.is_modified(seeker)


def test_a_changed_value_is_found_under_the_new_one_only(session: Session) -> None:
    seeker = make_seeker(session, curp="IAXP920304MNEBBB01")
    seeker.curp = "IAXP920304MNECBB09"
    session.flush()
    assert list(seekers.by_curp(session, "IAXP920304MNEBBB01")) == []
    assert list(seekers.by_curp(session, "IAXP920304MNECBB09")) == [seeker]


def test_rows_inserted_in_bulk_are_sealed_too(session: Session) -> None:
    center = make_center(session)
    model = make_seeker(session, center_id=center.id)
    public_id = uuid4()
    plain = {c.name: getattr(model, c.name) for c in Seeker.__table__.c if "_sealed" not in c.name}
    row = plain | {"id": None, "public_id": public_id, "external_id": "bulk"}
    row |= sealed_values(Seeker, public_id, {"given_names": "Rosa", "curp": "IAXP920304MNECBB09"})
    session.execute(insert(Seeker.__table__), [row | {"id": model.id + 1}])
    stored = seekers.by_external_id(session, center.id, "bulk")
    assert stored is not None
    assert (stored.given_names, stored.curp) == ("Rosa", "IAXP920304MNECBB09")


def test_a_return_code_is_kept_only_as_its_hash(session: Session) -> None:
    seeker = make_seeker(session, return_code_index="ABCDEFGH")
    session.expire(seeker)
    assert b"ABCDEFGH" not in bytes(seeker.return_code_index)
    assert seekers.by_return_code(session, "ABCDEFGH") is seeker
    assert seekers.by_return_code(session, "ABCDEFGJ") is None


def test_a_secret_shorter_than_32_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring.from_secret("short")


def test_keys_never_show_in_text(keyring: Keyring) -> None:
    shown = repr(keyring) + str(keyring)
    assert keyring.current.values.hex() not in shown
    assert repr(keyring.current.values) not in shown


class TestAfterARotation:
    """A new current key, the old one still on the ring."""

    @pytest.fixture
    def rotated(self, database: Database, database_url: str, keyring: Keyring):
        with database.write() as session:
            self.seeker_id = make_seeker(session, curp="IAXP920304MNEBBB01").id
            match_runs.keep_input(session, "digest", b"profiles")
        ring = Keyring.from_secret(
            "another secret for tests, of no worth", ["a secret for tests only, of no worth"]
        )
        database = connect(database_url, ring)
        yield database
        database.close()

    def test_old_values_still_open(self, rotated: Database) -> None:
        with rotated.read() as session:
            assert session.get_one(Seeker, self.seeker_id).curp == "IAXP920304MNEBBB01"

    def test_people_are_still_found(self, rotated: Database) -> None:
        with rotated.read() as session:
            assert len(seekers.by_curp(session, "IAXP920304MNEBBB01")) == 1

    def test_sealing_anew_makes_the_old_key_superfluous(
        self, rotated: Database, database_url: str
    ) -> None:
        with rotated.write() as session:
            assert reseal(session) > 0
        with rotated.write() as session:
            assert reseal(session) == 0
        only_new = connect(
            database_url, Keyring.from_secret("another secret for tests, of no worth")
        )
        with only_new.read() as session:
            [found] = seekers.by_curp(session, "IAXP920304MNEBBB01")
            assert found.given_names == "Persona"
            assert match_runs.kept_input(session, "digest") == b"profiles"
        only_new.close()

    def test_a_ring_without_the_key_opens_nothing(self, rotated: Database, database_url) -> None:
        stranger = connect(database_url, Keyring.from_secret("x" * 40))
        with stranger.read() as session, pytest.raises(SealBroken):
            _ = session.get_one(Seeker, self.seeker_id).curp
        stranger.close()


def test_two_databases_in_one_process_keep_their_keys_apart(
    database: Database, tmp_path, sqlite_template
) -> None:
    other = connect(f"sqlite:///{tmp_path / 'other.db'}", Keyring.from_secret("y" * 40))
    with database.write() as session:
        mine = make_seeker(session, given_names="Rosa").given_names_sealed
        session.flush()
    assert other.engine.dialect is not database.engine.dialect
    other.close()
    assert mine.open(f"seekers:given_names:{_public_id(database)}") == "Rosa"


def _public_id(database: Database) -> str:
    with database.read() as session:
        return str(session.scalars(select(Seeker.public_id)).one())


def test_a_field_without_an_index_cannot_be_looked_up(session: Session) -> None:
    with pytest.raises(TypeError, match="blind index"):
        Seeker.phone.matches(session, "1")


def test_a_sealed_value_copied_between_rows_is_refused_before_it_is_stored(
    session: Session,
) -> None:
    one, other = make_seeker(session), make_seeker(session)
    one.phone = "+529620000001"
    other.phone_sealed = one.phone_sealed
    with pytest.raises(ValueError, match="copied"):
        _ = other.phone


def test_sealed_values_do_not_show_in_text(session: Session) -> None:
    seeker = make_seeker(session)
    seeker.phone = "+529620000001"
    assert "9620000001" not in repr(seeker.phone_sealed)


def test_many_profiles_read_lean_are_those_of_their_rows(session: Session) -> None:
    people = [make_seeker(session, profile={"n": n, "ñ": [None, 1.5, "é"]}) for n in range(3)]
    assert list(matchable.profiles(session)) == [(it.id, it.profile) for it in people]


def test_a_profile_copied_to_another_row_is_not_read(session: Session) -> None:
    source, target = make_seeker(session, profile={}), make_seeker(session, profile={})
    session.flush()
    copy = "UPDATE seekers SET profile_sealed = (SELECT profile_sealed FROM seekers WHERE id = :a)"
    session.execute(text(f"{copy} WHERE id = :b"), {"a": source.id, "b": target.id})
    with pytest.raises(SealBroken):
        list(matchable.profiles(session))

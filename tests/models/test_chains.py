from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from models.chains import canonical, holds, link
from models.crypto import Keyring
from models.vocabulary import ActorKind

MOMENT = datetime(2026, 11, 20, 18, tzinfo=UTC)


def test_the_same_fields_always_read_the_same() -> None:
    west = MOMENT.astimezone(timezone(timedelta(hours=-6)))
    assert canonical([west, {"b": 1, "a": 2}]) == canonical([MOMENT, {"a": 2, "b": 1}])


def test_fields_cannot_run_into_each_other() -> None:
    assert canonical(["ab", "c"]) != canonical(["a", "bc"])
    assert canonical([None]) != canonical(["None"])


def test_every_kind_of_field_has_one_way_of_being_written() -> None:
    fields = [date(2026, 11, 20), ActorKind.STAFF, UUID(int=1), None, "ñ"]
    written = b'["2026-11-20","staff","00000000-0000-0000-0000-000000000001",null,"\\u00f1"]'
    assert canonical(fields) == written


def test_what_has_no_fixed_way_of_being_written_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        canonical([{1, 2}])


def test_a_link_holds_for_its_chain_and_fields_only(keyring: Keyring) -> None:
    made = link(keyring, "audit", ["a"])
    assert holds(keyring, "audit", ["a"], made)
    assert not holds(keyring, "audit", ["b"], made)
    assert not holds(keyring, "other", ["a"], made)


def test_a_link_cannot_be_made_without_the_key(keyring: Keyring) -> None:
    stranger = Keyring.from_secret("z" * 40)
    assert not holds(keyring, "audit", ["a"], link(stranger, "audit", ["a"]))


def test_links_of_an_older_key_still_hold(keyring: Keyring) -> None:
    rotated = Keyring(Keyring.from_secret("z" * 40).current, older=keyring.keys)
    assert holds(rotated, "audit", ["a"], link(keyring, "audit", ["a"]))

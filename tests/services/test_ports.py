import os
import socket

import pytest

from services.errors import ConfigurationError
from services.ports import PortTaken, check_port
from services.settings import Settings


def listening(host: str, port: int = 0) -> Settings:
    return Settings(database_url="sqlite:///x.db", host=host, port=port)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost"])  # noqa: S104 - not served
def test_an_address_of_this_machine_is_good(host: str) -> None:
    check_port(listening(host))


@pytest.mark.parametrize("host", ["999.1.1.1", "192.0.2.1", "2001:db8::1"])
def test_an_address_of_another_machine_is_refused_by_the_name_of_the_setting(host: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        check_port(listening(host))

    assert "PUENTE_HOST" in str(refused.value.subject["what"])


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken):
        check_port(listening("127.0.0.1", other.getsockname()[1]))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may listen anywhere")
def test_a_port_of_the_system_is_refused_by_the_name_of_the_setting() -> None:
    with pytest.raises(ConfigurationError):
        check_port(listening("127.0.0.1", 1))

"""Commands are loaded one by one, and every one of them is found."""

import subprocess
import sys

import pytest

from api.cli.commands import MODULES, Commands, commands_of


@pytest.mark.parametrize("module", sorted(set(MODULES.values())))
def test_every_command_of_a_module_has_its_name_in_the_list(module: str) -> None:
    listed = {name for name, place in MODULES.items() if place == module}

    assert set(commands_of(module)) == listed
    assert all(Commands()[name].name == name for name in listed)


def test_linking_starts_without_a_database_or_a_compiler() -> None:
    code = (
        "import sys; import api.cli.words; from matching.linking import occupation_linker; "
        "occupation_linker().link('mesero', 'es'); "
        "print(sorted({'sqlalchemy', 'numba', 'fastapi', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"

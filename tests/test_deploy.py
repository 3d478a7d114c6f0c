"""The image and the composition, read and held to what docs/operations.md promises.

No engine runs here, so these read the files; a planted violation proves each reader.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from services.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text()
EXAMPLE = (ROOT / "deploy" / ".env.example").read_text()

OURS = ("migrate", "api", "worker")
PINNED = re.compile(r"[a-z]+:\d+\.\d+(\.\d+)?-[a-z-]+")
HIDES_FAILURE = re.compile(r"\|\|\s*(true|:)|;\s*(true|exit 0)\s*$", re.MULTILINE)
SECRET_NAME = re.compile(r"SECRET|PASSWORD|TOKEN|_KEY$")
VARIABLE = re.compile(r"\$\{(\w+)(:[-?][^}]*)?\}")


class Instruction(NamedTuple):
    stage: int
    name: str
    value: str


def instructions(text: str) -> Iterator[Instruction]:
    """Dockerfile lines joined over their continuations, comments gone, counted by stage from 0."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    stage = -1
    for line in re.sub(r"\\\n", " ", lines).splitlines():
        if line.strip():
            name, value = line.split(None, 1)
            stage += name == "FROM"
            yield Instruction(stage, name, " ".join(value.split()))


def values(name: str, text: str = DOCKERFILE, *, stage: int | None = None) -> list[str]:
    return [
        step.value
        for step in instructions(text)
        if step.name == name and stage in (None, step.stage)
    ]


def environment_of(text: str) -> set[str]:
    pairs = " ".join(values("ENV", text) + values("ARG", text))
    return set(re.findall(r"(\w+)=", pairs))


def plain_secrets(environment: dict[str, str]) -> list[str]:
    """Secret-looking settings whose value is written down instead of taken from outside."""
    return [
        name
        for name, value in environment.items()
        if SECRET_NAME.search(name) and not VARIABLE.search(str(value))
    ]


def unrequired_secrets(text: str) -> list[str]:
    """Secret-looking variables that would silently be empty."""
    return [
        name
        for name, fallback in VARIABLE.findall(text)
        if SECRET_NAME.search(name) and not fallback.startswith(":?")
    ]


FINAL = max(step.stage for step in instructions(DOCKERFILE))


def test_every_base_is_pinned_to_a_release() -> None:
    bases = [value.split()[0] for value in values("FROM")]
    bases += [SERVICES[name]["image"] for name in ("postgres", "proxy")]
    assert [base for base in bases if not PINNED.fullmatch(base)] == []


def test_the_pinning_check_bites() -> None:
    assert not any(PINNED.fullmatch(base) for base in ("python", "python:latest", "python:3-slim"))


def test_both_stages_stand_on_the_same_base() -> None:
    assert len({value.split()[0] for value in values("FROM")}) == 1


def test_the_image_runs_as_nobody_special() -> None:
    user = values("USER", stage=FINAL)[-1]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)


def test_nothing_is_run_as_root_after_the_user_is_set() -> None:
    names = [step.name for step in instructions(DOCKERFILE) if step.stage == FINAL]
    assert not {"COPY", "USER"} & set(names[names.index("USER") + 1 :])


def test_the_image_is_the_command() -> None:
    entry = json.loads(values("ENTRYPOINT", stage=FINAL)[0])
    assert (entry, json.loads(values("CMD", stage=FINAL)[0])) == (["puente"], ["serve"])


def test_the_image_asks_itself_whether_it_is_ready() -> None:
    check = values("HEALTHCHECK", stage=FINAL)[0]
    script = json.loads(check[check.index("[") :])[2]
    compile(script, "HEALTHCHECK", "exec")
    assert "/readyz" in script


def test_only_hashed_packages_come_in() -> None:
    runs = " ".join(values("RUN"))
    installs = re.findall(r"pip(?: --python \S+)? install ([^&]+)", runs)
    assert installs
    assert [line for line in installs if not re.search(r"--require-hashes|--no-index", line)] == []


def test_no_step_hides_its_failure() -> None:
    assert [run for run in values("RUN") if HIDES_FAILURE.search(run)] == []


def test_the_hidden_failure_check_bites() -> None:
    assert HIDES_FAILURE.search("python -m matching.warm || true")


def test_the_image_carries_no_secret() -> None:
    assert [name for name in environment_of(DOCKERFILE) if SECRET_NAME.search(name)] == []


def test_the_image_secret_check_bites() -> None:
    planted = "FROM a\nENV A=1 \\\n    PUENTE_SECRET_KEY=x\n"
    assert "PUENTE_SECRET_KEY" in environment_of(planted)


def test_what_the_image_copies_exists_and_is_let_in() -> None:
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    copied = [word for value in values("COPY", stage=0) for word in value.split()[:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [name for name in copied if f"!{name}" not in ignore] == []
    assert "*" in ignore


def test_the_build_lock_carries_hashes_and_no_address() -> None:
    text = (ROOT / "deploy" / "build.lock").read_text()
    assert text.count("==") <= text.count("--hash=sha256:")
    assert "://" not in text


def test_the_composition_is_whole() -> None:
    assert set(SERVICES) == {"postgres", "migrate", "api", "worker", "proxy"}


def test_the_image_can_back_up_the_database_it_is_composed_with() -> None:
    """pg_dump refuses a server newer than itself."""
    server = re.match(r"postgres:(\d+)\.", SERVICES["postgres"]["image"])
    client = re.search(r"postgresql-client-(\d+)", " ".join(values("RUN", stage=FINAL)))
    assert server is not None
    assert client is not None
    assert int(client[1]) == int(server[1]) == 17


def test_compiled_code_is_kept_where_it_can_be_written() -> None:
    environment = dict(re.findall(r"(\w+)=(\S+)", " ".join(values("ENV", stage=FINAL))))
    folder = environment["XDG_CACHE_HOME"]
    given = " ".join(values("RUN", stage=FINAL))
    assert re.search(rf"install --directory --owner=puente [^&]*{folder}\b", given)
    assert [f"compiled:{folder}"] == SERVICES["api"]["volumes"]


def test_two_processes_answer() -> None:
    assert SERVICES["api"]["deploy"]["replicas"] == 2


@pytest.mark.parametrize(
    ("service", "command"), [("migrate", "migrate"), ("api", "serve"), ("worker", "worker")]
)
def test_each_process_is_one_command_of_the_same_image(service: str, command: str) -> None:
    assert SERVICES[service]["command"] == [command]
    assert SERVICES[service]["image"] == SERVICES["api"]["image"]


@pytest.mark.parametrize("service", ["api", "worker"])
def test_processes_wait_for_a_migrated_database(service: str) -> None:
    waits = {name: given["condition"] for name, given in SERVICES[service]["depends_on"].items()}
    assert waits == {
        "postgres": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_the_migration_waits_for_a_healthy_database_and_runs_to_its_end() -> None:
    migrate = SERVICES["migrate"]
    assert migrate["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert migrate["restart"].startswith("on-failure")


def test_the_proxy_waits_for_a_ready_process() -> None:
    assert SERVICES["proxy"]["depends_on"]["api"]["condition"] == "service_healthy"


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_database_is_on_an_inner_network_alone() -> None:
    assert SERVICES["postgres"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("service", [*OURS, "proxy"])
def test_containers_hold_no_more_power_than_they_need(service: str) -> None:
    held = SERVICES[service]
    assert held["read_only"] is True
    assert held["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in held["security_opt"]
    assert "privileged" not in held


@pytest.mark.parametrize("service", SERVICES)
def test_every_long_running_service_says_whether_it_is_well(service: str) -> None:
    """`api` takes the image's own check; a worker and a migration answer no HTTP."""
    check = SERVICES[service].get("healthcheck", {})
    if service in ("migrate", "worker"):
        assert check == {"disable": True}
    elif service != "api":
        assert check["test"][0] == "CMD"


@pytest.mark.parametrize("service", SERVICES)
def test_secrets_come_from_outside(service: str) -> None:
    assert plain_secrets(SERVICES[service].get("environment", {})) == []


def test_secrets_are_required_by_name() -> None:
    optional = ["PUENTE_OLDER_SECRET_KEYS"]
    text = (ROOT / "compose.yaml").read_text()
    assert "${PUENTE_SECRET_KEY:?" in text
    assert [name for name in unrequired_secrets(text) if name not in optional] == []


def test_the_secret_checks_bite() -> None:
    assert plain_secrets({"POSTGRES_PASSWORD": "puente"}) == ["POSTGRES_PASSWORD"]
    assert unrequired_secrets("${PUENTE_SECRET_KEY:-}") == ["PUENTE_SECRET_KEY"]


@pytest.mark.parametrize("service", OURS)
def test_every_setting_given_exists(service: str) -> None:
    known = {f"PUENTE_{name.upper()}" for name in Settings.model_fields}
    assert set(SERVICES[service]["environment"]) <= known


def test_the_example_names_exactly_what_the_composition_reads() -> None:
    read = {name for name, _ in VARIABLE.findall((ROOT / "compose.yaml").read_text())}
    assert set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == read


def test_the_example_fills_in_no_secret() -> None:
    filled = re.findall(r"^([A-Z_]+)=(.+)$", EXAMPLE, re.MULTILINE)
    assert [name for name, _ in filled if SECRET_NAME.search(name)] == []


def test_the_proxy_reaches_every_api_process_and_hides_the_metrics() -> None:
    assert re.search(r"dynamic a \{\s*name api\s*port 8000", CADDYFILE)
    assert re.search(r"@inside path /metrics\*\s*respond @inside 404", CADDYFILE)


def test_the_proxy_lets_a_bulk_request_through() -> None:
    megabytes = re.search(r"max_size (\d+)MB", CADDYFILE)
    assert megabytes is not None
    assert int(megabytes[1]) * 1_000_000 >= Settings.model_fields["max_bulk_bytes"].default


def test_the_proxy_is_the_only_sender_of_forwarded_headers_that_is_believed() -> None:
    subnet = COMPOSE["networks"]["edge"]["ipam"]["config"][0]["subnet"]
    assert SERVICES["api"]["environment"]["PUENTE_TRUSTED_PROXIES"] == subnet
    assert [name for name, held in SERVICES.items() if "edge" in held["networks"]] == [
        "api",
        "proxy",
    ]

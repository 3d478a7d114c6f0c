"""The pages for people tell the truth: links, commands, settings, examples, tables of codes."""

import json
import re
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple

import pytest
from pydantic import BaseModel
from typer.main import get_command

import services
from api.cli import app
from api.http.sessions.router import Credentials
from api.statuses import STATUS
from models.filing_lifecycles import (
    FOLLOW_UP,
    MOVEMENT,
    MOVEMENT_FILE,
    NUMBER_REQUEST,
    TASK,
)
from models.hiring_lifecycles import PLACEMENT, REFERRAL
from models.lifecycles import EMPLOYER_VERIFICATION, OPENING, SEEKER_REGISTRATION, Lifecycle
from services import errors
from services.enrollment.registrations import RegistrationPut
from services.enrollment.schemas import MovementFileIn, RepliesIn, SentIn
from services.openings.schemas import OpeningIn, OpeningPut
from services.placements.schemas import PlacementIn, PlacementStepIn
from services.referrals.schemas import ReferralIn
from services.seekers.schemas import SeekerIn
from services.settings import Settings
from services.steps import StepIn

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SHAPES: list[tuple[str, type[BaseModel]]] = [
    (r"/v1/openings/[\w-]+", OpeningPut),
    (r"/v1/seekers", SeekerIn),
    (r"/v1/sessions", Credentials),
    (r"/v1/referrals", ReferralIn),
    (r"/v1/referrals/\$REFERRAL/\w+", StepIn),
    (r"/v1/placements", PlacementIn),
    (r"/v1/placements/\$PLACEMENT/\w+", PlacementStepIn),
    (r"/v1/employer-registrations/\w+", RegistrationPut),
    (r"/v1/movement-files\?mode=partial", MovementFileIn),
    (r"/v1/movement-files/\$FILE/send", SentIn),
    (r"/v1/movement-files/\$FILE/replies", RepliesIn),
]
LIFECYCLES = (
    OPENING,
    EMPLOYER_VERIFICATION,
    SEEKER_REGISTRATION,
    REFERRAL,
    PLACEMENT,
    MOVEMENT,
    MOVEMENT_FILE,
    TASK,
    FOLLOW_UP,
    NUMBER_REQUEST,
)

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
COMMAND = re.compile(r"(?:^|[\s/])puente ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?", re.MULTILINE)
VARIABLE = re.compile(r"\bPUENTE_[A-Z]+(?:_[A-Z]+)*\b")
MACHINE = re.compile(r"/work/|/root/|/home/|file:///")

SENT = re.compile(r"\"\$PUENTE(/[^\"]+)\".*?--data '(\{.*?\})'", re.DOTALL)

# Read by the tests, a name that the examples give to an integrator's own key, a misspelt one.
OTHER_VARIABLES = {"PUENTE_TEST_BROWSER", "PUENTE_KEY", "PUENTE_SECRETKEY"}
# Never seen by a caller: the bare kind, and what an operator reads at a terminal.
UNDOCUMENTED_CODES = {
    "error",
    "configuration",
    "database_not_empty",
    "backup_failed",
    "key_not_found",
    "staff_member_not_found",
    "restore_failed",
    "database_in_use",
    "copy_not_there",
    "not_a_copy",
    "copy_damaged",
    "unusable_scope",
    "port_taken",
    "nothing_ranked",
}

page = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))


class Block(NamedTuple):
    language: str
    text: str


def blocks(text: str) -> list[Block]:
    return [Block(*found) for found in FENCE.findall(text)]


def code_of(text: str) -> str:
    """Everything set as code: fenced blocks and spans, a line each."""
    spans = SPAN.findall(FENCE.sub("", text))
    return "\n".join([*(block.text for block in blocks(text)), *spans])


def anchors(text: str) -> set[str]:
    """As forges make them from headings."""
    titles = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(path: Path, text: str) -> Iterator[str]:
    for target in LINK.findall(FENCE.sub("", text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        found = (path.parent / name).resolve() if name else path
        if not found.exists() or (anchor and anchor not in anchors(found.read_text())):
            yield target


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def unknown_commands(text: str) -> Iterator[str]:
    known = getattr(get_command(app), "commands", {})
    for name, inner in COMMAND.findall(code_of(text)):
        below = getattr(known.get(name), "commands", None)
        if name not in known or (below and inner and inner not in below):
            yield f"{name} {inner}".strip()


def table_rows(text: str, section: str) -> Iterator[list[str]]:
    part = text.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    for line in part.splitlines():
        if line.startswith("|") and "---" not in line:
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def sent_with_curl(text: str) -> Iterator[tuple[str, str]]:
    """(address, body) of every example that sends JSON."""
    for block in blocks(text):
        yield from SENT.findall(block.text)


def written_default(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return "[]" if value == () else str(value)


@page
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    assert list(broken_links(path, path.read_text())) == []


def test_the_link_check_bites() -> None:
    planted = "# Old\n[a](nowhere.md) [b](#missing) [c](LICENSE#x) [d](https://example.org)"
    assert list(broken_links(ROOT / "README.md", planted)) == [
        "nowhere.md",
        "#missing",
        "LICENSE#x",
    ]


@page
def test_every_make_target_named_exists(path: Path) -> None:
    assert set(MAKE.findall(code_of(path.read_text()))) <= make_targets()


@page
def test_every_puente_command_named_exists(path: Path) -> None:
    assert list(unknown_commands(path.read_text())) == []


def test_the_command_check_bites() -> None:
    planted = "`puente frobnicate`\n```sh\n.venv/bin/puente staff sack someone\n```\n"
    assert list(unknown_commands(planted)) == ["staff sack", "frobnicate"]


@page
def test_every_variable_named_is_a_setting(path: Path) -> None:
    known = {f"PUENTE_{name.upper()}" for name in Settings.model_fields}
    assert set(VARIABLE.findall(path.read_text())) <= known | OTHER_VARIABLES


@page
def test_no_page_names_a_place_on_somebodys_machine(path: Path) -> None:
    assert MACHINE.findall(path.read_text()) == []


@page
def test_every_block_is_well_formed(path: Path) -> None:
    for block in blocks(path.read_text()):
        if block.language == "json":
            json.loads(block.text)
        if block.language == "python":
            compile(block.text, str(path), "exec")
        if block.language == "sh":
            done = subprocess.run(["/bin/bash", "-n"], input=block.text.encode(), check=False)
            assert done.returncode == 0, block.text


def shape_of(address: str) -> type[BaseModel]:
    return next(shape for pattern, shape in SHAPES if re.fullmatch(pattern, address))


@pytest.mark.parametrize("name", ["README.md", "docs/api.md"])
def test_what_the_examples_send_would_be_accepted(name: str) -> None:
    sent = list(sent_with_curl((ROOT / name).read_text()))
    assert sent
    for address, body in sent:
        shape_of(address).model_validate_json(body)


def test_the_rows_of_the_bulk_example_would_be_accepted() -> None:
    rows = re.findall(r"^  '(\{\"external_id\".*\})'", (ROOT / "docs/api.md").read_text(), re.M)
    assert [type(OpeningIn.model_validate_json(row)) for row in rows] == [OpeningIn, OpeningIn]


def test_the_operations_guide_gives_every_default() -> None:
    rows = table_rows((ROOT / "docs/operations.md").read_text(), "Settings")
    written = {cells[0].strip("`"): cells[1].strip("`") for cells in rows}
    del written["Variable"]
    model: type[BaseModel] = Settings
    assert written == {
        f"PUENTE_{name.upper()}": written_default(field.default)
        for name, field in model.model_fields.items()
    }


def documented_codes() -> dict[str, int]:
    rows = table_rows((ROOT / "docs/api.md").read_text(), "Errors")
    return {
        code: int(cells[0])
        for cells in rows
        if cells[0].isdigit()
        for code in SPAN.findall(cells[1])
    }


def every_refusal(kind: type[errors.PuenteError]) -> Iterator[type[errors.PuenteError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from every_refusal(child)


def test_the_guide_lists_every_error_code_with_its_status() -> None:
    for module in walk_packages(services.__path__, "services."):
        import_module(module.name)
    given = {
        kind.code: next(STATUS[parent] for parent in kind.__mro__ if parent in STATUS)
        for kind in every_refusal(errors.PuenteError)
        if kind.__module__.startswith("services.") and kind.code not in UNDOCUMENTED_CODES
    }
    documented = documented_codes()
    assert {code: documented.get(code) for code in given} == given


@pytest.mark.parametrize(
    ("section", "lifecycle"),
    [("Referrals", REFERRAL), ("Placements", PLACEMENT)],
    ids=["referral", "placement"],
)
def test_the_guide_lists_every_transition_with_its_target(
    section: str, lifecycle: Lifecycle
) -> None:
    written = {}
    for cells in table_rows((ROOT / "docs/api.md").read_text(), section):
        names, targets = SPAN.findall(cells[0]), SPAN.findall(cells[2])
        written |= dict(zip(names, targets, strict=True))
    assert written == {row.name: row.target.value for row in lifecycle.transitions}


@pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
def test_the_glossary_lists_every_state(lifecycle: Lifecycle) -> None:
    rows = table_rows((ROOT / "docs/glossary.md").read_text(), "States")
    written = {cells[0]: SPAN.findall(cells[1]) for cells in rows}
    assert written[lifecycle.name] == [state.value for state in lifecycle.states]


def test_every_decision_is_numbered_once_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = LINK.findall((folder / "README.md").read_text())
    held = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert listed == held
    assert [name[:4] for name in held] == [f"{number:04}" for number in range(1, len(held) + 1)]

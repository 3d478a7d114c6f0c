"""The scopes that a key may have are those that some call of its owner asks for."""

import ast
from pathlib import Path

import services
from models.vocabulary import ActorKind
from services.access.actor import Scope
from services.access.keys import OF_CENTERS_ALONE, OF_EMPLOYERS_ALONE

SOURCE = Path(services.__file__).parent


def asked_for() -> set[tuple[ActorKind, Scope]]:
    """Kind of actor and scope of every `require` in the use cases."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", None) == "require":
                scopes = [
                    it.value.attr for it in node.keywords if isinstance(it.value, ast.Attribute)
                ]
                found |= {(kind, Scope[scope]) for scope in scopes for kind in kinds_of(node)}
    return found


def kinds_of(call: ast.Call) -> set[ActorKind]:
    if any(isinstance(each, ast.Starred) for each in call.args):
        return set(ActorKind)
    return {ActorKind[each.attr] for each in call.args if isinstance(each, ast.Attribute)}


def never_asked(kind: ActorKind) -> set[Scope]:
    return set(Scope) - {scope for each, scope in asked_for() if each is kind}


def test_what_a_key_cannot_have_is_what_no_call_of_its_owner_asks_for() -> None:
    assert never_asked(ActorKind.EMPLOYER) == OF_CENTERS_ALONE
    assert never_asked(ActorKind.PARTNER) == OF_EMPLOYERS_ALONE

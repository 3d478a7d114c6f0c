"""The person's own page says what would open more doors, in their language."""

from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.factories import make_opening


def posted(runtime: Runtime, **fields: object) -> None:
    with runtime.database.write() as session:
        make_opening(session, **fields)


def test_moves_and_skills_are_told_to_the_person(runtime: Runtime, visitor: Visitor) -> None:
    from models.opening import OpeningSkill
    from services.linking import link_skills

    weld = link_skills(["soldar metales"])["soldar metales"].id
    skills = [OpeningSkill(position=0, is_required=True, text="soldar", skill=weld)]
    posted(runtime, title="Soldador", skills=skills)
    posted(runtime, title="Lejos", municipality="19039")
    visitor.answer_all(but=["moving", "skills"])
    visitor.answer("skills", others="leer planos")
    visitor.answer("moving", relocation="no")
    visitor.send("/check")

    page = visitor.see("/matches").text

    assert "Qué le abriría más puertas" in page
    assert "Si acepta mudarse a Nuevo León: 1 vacante más." in page
    assert "ayuda en 1 buena vacante" in page
    assert (
        "If you accept to move to Nuevo León: 1 more opening."
        in visitor.see("/matches?lang=en").text
    )


def test_without_openings_there_is_no_advice(visitor: Visitor) -> None:
    visitor.register()

    assert "Qué le abriría" not in visitor.see("/matches").text

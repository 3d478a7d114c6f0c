"""The document table of the fact sheet: kind by kind, day by day, state by state."""

from datetime import date

import pytest

from matching.eligibility import HeldDocument, document_rules, grants_of, work_permission
from matching.profiles import Answer

TODAY = date(2026, 11, 23)
CHIAPAS, NUEVO_LEON = "07", "19"


def ask(
    *documents: HeldDocument,
    state: str = CHIAPAS,
    on: date = TODAY,
    nationality: str | None = "HN",
    curp: date | None = None,
):
    grants = grants_of(documents, nationality=nationality, temporary_curp_until=curp)
    return work_permission(grants, state=state, on=on)


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        ("solicitante_constancia", "conditional", "CONDITIONAL_NO_TVRH"),
        ("oficio_INM", "conditional", "CONDITIONAL_NO_TVRH"),
        ("en_tramite", "conditional", "CONDITIONAL_NO_TVRH"),
        ("EN_TRAMITE", "conditional", "CONDITIONAL_NO_TVRH"),
        ("tvrh", "yes", "OK"),
        ("refugiado", "yes", "OK"),
        ("proteccion_complementaria", "yes", "OK"),
        ("residente_permanente", "yes", "OK"),
        ("mexicano_retornado", "yes", "OK"),
        ("naturalizado", "yes", "OK"),
        ("residente_temporal_trabajo", "conditional", "OFFER_BOUND"),
        ("visitante_con_permiso", "conditional", "OFFER_BOUND"),
        ("residente_temporal_sin", "no", "NO_WORK_KIND"),
        ("residente_temporal_estudiante", "no", "NO_WORK_KIND"),
        ("visitante_sin_permiso", "no", "NO_WORK_KIND"),
        ("visitante_regional", "no", "NO_WORK_KIND"),
        ("library_card", "no", "UNKNOWN_KIND"),
    ],
)
def test_each_kind_answers_as_the_table_says(kind: str, answer: str, code: str):
    found = ask(HeldDocument(kind, state=CHIAPAS))

    assert (found.answer, found.codes) == (answer, (code,))


def test_every_rule_names_its_source():
    assert all(rule.source for rule in document_rules().kinds.values())


def test_no_document_is_no_with_its_own_code():
    assert ask().codes == ("NO_DOCUMENT",)


def test_a_mexican_needs_no_document():
    assert ask(nationality="MX").answer is Answer.YES


def test_a_mexican_is_not_bound_by_a_temporary_curp():
    assert ask(nationality="MX", curp=date(2020, 1, 1)).codes == ("OK",)


@pytest.mark.parametrize("kind", ["solicitante_constancia", "tvrh"])
def test_a_bound_document_does_not_count_in_another_state(kind: str):
    found = ask(HeldDocument(kind, state=CHIAPAS), state=NUEVO_LEON)

    assert (found.answer, found.codes) == (Answer.NO, ("STATE_RESTRICTED",))


def test_a_recorded_transfer_opens_the_other_state():
    held = HeldDocument("solicitante_constancia", CHIAPAS, transfer_states=frozenset({NUEVO_LEON}))

    assert ask(held, state=NUEVO_LEON).answer is Answer.CONDITIONAL


def test_an_applicant_whose_state_is_not_recorded_is_shown_to_staff():
    found = ask(HeldDocument("solicitante_constancia"), state=NUEVO_LEON)

    assert found.codes == ("CONDITIONAL_NO_TVRH", "STATE_UNRECORDED")


def test_a_humanitarian_card_without_a_state_counts_everywhere():
    assert ask(HeldDocument("tvrh"), state=NUEVO_LEON).codes == ("OK",)


@pytest.mark.parametrize("state", ["04", "07", "23", "27"])
def test_a_border_worker_may_work_in_the_four_southern_states(state: str):
    assert ask(HeldDocument("tvtf"), state=state, nationality="GT").codes == ("OFFER_BOUND",)


def test_a_border_worker_may_not_work_elsewhere():
    found = ask(HeldDocument("tvtf"), state=NUEVO_LEON, nationality="GT")

    assert found.codes == ("STATE_RESTRICTED",)


def test_a_border_card_of_another_nationality_is_noted_and_still_counts():
    found = ask(HeldDocument("tvtf"), nationality="HN")

    assert (found.answer, found.codes) == (
        Answer.CONDITIONAL,
        ("OFFER_BOUND", "NATIONALITY_UNUSUAL"),
    )


@pytest.mark.parametrize(
    ("on", "answer", "code"),
    [
        (date(2026, 12, 1), "yes", "OK"),
        (date(2026, 12, 2), "no", "EXPIRED_REGULARISABLE"),
        (date(2027, 1, 30), "no", "EXPIRED_REGULARISABLE"),
        (date(2027, 1, 31), "no", "EXPIRED"),
    ],
)
def test_a_card_counts_to_its_last_day_and_may_be_mended_for_sixty_more(
    on: date, answer: str, code: str
):
    found = ask(HeldDocument("tvrh", valid_until=date(2026, 12, 1)), on=on)

    assert (found.answer, found.codes) == (answer, (code,))


@pytest.mark.parametrize("kind", ["refugiado", "proteccion_complementaria", "residente_permanente"])
def test_the_date_on_the_card_of_a_refugee_or_permanent_resident_is_ignored(kind: str):
    found = ask(HeldDocument(kind, valid_until=date(2020, 1, 1)))

    assert (found.answer, found.until) == (Answer.YES, None)


@pytest.mark.parametrize(("day", "code"), [(22, "TEMP_CURP_EXPIRED"), (23, "CONDITIONAL_NO_TVRH")])
def test_a_temporary_curp_counts_to_its_last_day(day: int, code: str):
    found = ask(HeldDocument("solicitante_constancia", CHIAPAS), curp=date(2026, 11, day))

    assert (found.answer, found.codes) == (Answer.CONDITIONAL, (code,))


def test_what_stays_as_good_after_a_temporary_curp_does_not_end_with_it():
    constancy = HeldDocument("solicitante_constancia", CHIAPAS, valid_until=date(2027, 3, 31))

    found = ask(constancy, curp=date(2026, 12, 31), on=date(2026, 11, 23))

    assert (found.answer, found.until) == (Answer.CONDITIONAL, "2027-03")


def test_what_gets_worse_after_a_temporary_curp_is_told_to_its_end():
    found = ask(HeldDocument("refugiado"), curp=date(2026, 12, 31), on=date(2026, 11, 23))

    assert (found.answer, found.until) == (Answer.YES, "2026-12")


def test_an_expired_temporary_curp_turns_yes_into_conditional():
    found = ask(HeldDocument("refugiado"), curp=date(2026, 1, 1))

    assert (found.answer, found.codes) == (Answer.CONDITIONAL, ("TEMP_CURP_EXPIRED",))


def test_an_expired_temporary_curp_opens_no_other_state():
    found = ask(HeldDocument("tvrh", CHIAPAS), state=NUEVO_LEON, curp=date(2026, 1, 1))

    assert found.codes == ("STATE_RESTRICTED",)


def test_the_best_of_several_documents_wins():
    found = ask(
        HeldDocument("visitante_regional"),
        HeldDocument("solicitante_constancia", CHIAPAS),
        HeldDocument("refugiado"),
    )

    assert (found.answer, found.codes) == (Answer.YES, ("OK",))


def test_of_several_refusals_the_one_nearest_to_yes_is_told():
    found = ask(
        HeldDocument("visitante_regional"),
        HeldDocument("tvrh", valid_until=date(2026, 11, 1)),
    )

    assert found.codes == ("EXPIRED_REGULARISABLE",)


@pytest.mark.parametrize(
    ("valid_until", "shown"),
    [(date(2027, 3, 17), "2027-03"), (date(2027, 11, 22), "2027-11"), (date(2027, 11, 23), None)],
)
def test_the_end_is_shown_as_a_month_and_not_at_all_from_a_year_on(
    valid_until: date, shown: str | None
):
    assert ask(HeldDocument("tvrh", valid_until=valid_until)).until == shown


SOUTH = frozenset({"04", "07", "23", "27"})
NOWHERE_ELSE, ANYWHERE = SOUTH, frozenset[str]()


@pytest.mark.parametrize(
    ("kind", "answer", "states", "is_bound", "days", "nationalities"),
    [
        ("solicitante_constancia", "conditional", ANYWHERE, True, None, ()),
        ("tvrh", "yes", ANYWHERE, True, 365, ()),
        ("refugiado", "yes", ANYWHERE, False, None, ()),
        ("proteccion_complementaria", "yes", ANYWHERE, False, None, ()),
        ("residente_permanente", "yes", ANYWHERE, False, None, ()),
        ("residente_temporal_trabajo", "conditional", ANYWHERE, False, 1461, ()),
        ("residente_temporal_sin", "no", ANYWHERE, False, 1461, ()),
        ("residente_temporal_estudiante", "no", ANYWHERE, False, 366, ()),
        ("tvtf", "conditional", NOWHERE_ELSE, False, 365, ("BZ", "GT")),
        ("visitante_con_permiso", "conditional", ANYWHERE, False, 180, ()),
        ("visitante_sin_permiso", "no", ANYWHERE, False, 180, ()),
        ("visitante_regional", "no", ANYWHERE, False, 1826, ()),
        ("oficio_inm", "conditional", ANYWHERE, False, None, ()),
        ("en_tramite", "conditional", ANYWHERE, False, None, ()),
        ("mexicano_retornado", "yes", ANYWHERE, False, None, ()),
        ("naturalizado", "yes", ANYWHERE, False, None, ()),
    ],
)
def test_each_row_of_the_table_stands_in_the_data(
    kind, answer, states, is_bound, days, nationalities
):
    rule = document_rules().kinds[kind]

    assert rule.answer == answer
    assert (rule.states, rule.bound) == (states, is_bound)
    assert (rule.longest_days, tuple(sorted(rule.nationalities))) == (days, nationalities)


def test_the_table_has_no_other_rows():
    assert len(document_rules().kinds) == 16


def test_whose_right_outlives_the_card_are_those_of_the_table():
    lasting = {kind for kind, rule in document_rules().kinds.items() if not rule.expires}

    assert lasting == {
        "refugiado",
        "proteccion_complementaria",
        "residente_permanente",
        "mexicano_retornado",
        "naturalizado",
    }


@pytest.mark.parametrize("state", [f"{number:02}" for number in range(1, 33)])
def test_an_applicant_may_work_in_the_state_of_the_application_and_in_no_other(state: str):
    found = ask(HeldDocument("solicitante_constancia", CHIAPAS), state=state)

    assert found.is_possible is (state == CHIAPAS)


@pytest.mark.parametrize("state", [f"{number:02}" for number in range(1, 33)])
def test_a_refugee_may_work_in_every_state(state: str):
    assert ask(HeldDocument("refugiado", CHIAPAS), state=state).answer is Answer.YES

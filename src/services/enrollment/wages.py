"""The wage a person was offered against the base the institute has for them."""

from datetime import date

from sqlalchemy.orm import Session

from models.placement import Placement
from models.vocabulary import TaskKind, WageIs
from services.calendar import Moment
from services.enrollment.tasks import Cause, open_task
from services.enrollment.turns import answer_expected_on
from services.social_security.business_days import business_days_after
from services.social_security.tables import term
from services.social_security.wage_check import (
    OfferedWage,
    WageDifference,
    compare_with_registered,
)
from services.social_security.wages import figures_begin


def difference_of(placement: Placement, on: date) -> WageDifference | None:
    """None where the offer, the registered base or the figures of that day are not known."""
    owed, registered = placement.monthly_wage_mxn, placement.registered_base_mxn
    if owed is None or registered is None or on < figures_begin():
        return None
    wage = OfferedWage(owed, is_gross=placement.wage_is is not WageIs.NET)
    municipality = placement.municipality
    return compare_with_registered(wage, registered, municipality=municipality, on=on)


def check_wage(session: Session, placement: Placement, moment: Moment) -> WageDifference | None:
    """A task for staff where the registered base falls short."""
    found = difference_of(placement, placement.starts_on or moment.today)
    if found is not None and found.falls_short:
        open_task(session, shortfall(placement, found, moment), moment)
    return found


def below_offer(placement: Placement, moment: Moment) -> Cause | None:
    """Staff ask the person, and the employer why: what was accepted is not lowered by one side."""
    if not placement.is_paid_below_offer:
        return None
    return Cause(
        kind=TaskKind.WAGE_BELOW_OFFER,
        subject=str(placement.public_id),
        due_on=answer_expected_on(moment.today, moment),
        placement=placement,
        details={
            "offered_monthly_wage_mxn": str(placement.offered_monthly_wage_mxn),
            "starting_monthly_wage_mxn": str(placement.starting_monthly_wage_mxn),
        },
    )


def shortfall(placement: Placement, found: WageDifference, moment: Moment) -> Cause:
    """Once for each base: a base that is corrected and still short is a new cause."""
    return Cause(
        kind=TaskKind.WAGE_CHECK,
        subject=f"{placement.public_id}:{found.registered_base}",
        due_on=business_days_after(moment.today, term("base_change"), moment.holidays),
        placement=placement,
        details={
            "expected_base": str(found.expected_base),
            "registered_base": str(found.registered_base),
            "short_daily": str(found.short_daily),
            "is_lower_bound": found.is_lower_bound,
        },
    )

"""The lifecycles of a referral and of a placement, from the first proposal to six months on."""

from enum import StrEnum

from models.lifecycles import EMPLOYER, PARTNER, SEEKER, STAFF, SYSTEM, Lifecycle, move
from models.vocabulary import EvidenceKind


class ReferralStatus(StrEnum):
    PROPOSED = "proposed"
    CONSENTED = "consented"
    SENT = "sent"
    INTERVIEW = "interview"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    HIRED = "hired"
    DECLINED_BY_PERSON = "declined_by_person"
    NOT_SELECTED = "not_selected"
    NO_SHOW = "no_show"
    OPENING_CANCELLED = "opening_cancelled"
    HIRED_ELSEWHERE = "hired_elsewhere"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


ACTIVE_REFERRAL = (
    ReferralStatus.PROPOSED,
    ReferralStatus.CONSENTED,
    ReferralStatus.SENT,
    ReferralStatus.INTERVIEW,
    ReferralStatus.OFFERED,
    ReferralStatus.ACCEPTED,
)


def _referral() -> Lifecycle[ReferralStatus]:
    state = ReferralStatus
    active = set(ACTIVE_REFERRAL)
    before_the_employer = {state.PROPOSED, state.CONSENTED}
    at_the_employer = active - before_the_employer
    return Lifecycle(
        name="referral",
        states=state,
        initial=frozenset({state.PROPOSED, state.CONSENTED}),
        transitions=(
            move(
                "consent",
                {state.PROPOSED},
                state.CONSENTED,
                {SEEKER, STAFF, PARTNER},
                {EvidenceKind.CONSENT},
            ),
            move("send", {state.CONSENTED}, state.SENT, {STAFF, SYSTEM}),
            move("interview", {state.SENT}, state.INTERVIEW, {EMPLOYER, STAFF}),
            move("offer", {state.SENT, state.INTERVIEW}, state.OFFERED, {EMPLOYER, STAFF}),
            move("accept", {state.OFFERED}, state.ACCEPTED, {SEEKER, STAFF}),
            move("hire", at_the_employer, state.HIRED, {EMPLOYER, STAFF, SYSTEM}),
            move("decline", active, state.DECLINED_BY_PERSON, {SEEKER, STAFF, PARTNER}),
            move("not_select", at_the_employer, state.NOT_SELECTED, {EMPLOYER, STAFF}),
            move("no_show", at_the_employer, state.NO_SHOW, {EMPLOYER, STAFF}),
            move("cancel_opening", active, state.OPENING_CANCELLED, {EMPLOYER, STAFF, SYSTEM}),
            move("hired_elsewhere", active, state.HIRED_ELSEWHERE, {SEEKER, STAFF, SYSTEM}),
            move("withdraw", active, state.WITHDRAWN, {STAFF, SEEKER, SYSTEM}),
            move("expire", active, state.EXPIRED, {SYSTEM, STAFF}),
        ),
        official={
            state.PROPOSED: "canalizado",
            state.SENT: "vinculado",
            state.INTERVIEW: "entrevista",
            state.OFFERED: "ofertado",
            state.ACCEPTED: "aceptado",
            state.HIRED: "contratado",
            state.DECLINED_BY_PERSON: "rechazó_oferta",
            state.NOT_SELECTED: "no_aceptado",
            state.NO_SHOW: "no_se_presentó",
            state.OPENING_CANCELLED: "vacante_cancelada",
            state.HIRED_ELSEWHERE: "contratado_en_otra",
            state.WITHDRAWN: "desvinculado",
            state.EXPIRED: "fin_de_vigencia",
        },
    )


class PlacementStatus(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    STARTED = "started"
    ENROLLMENT_FILED = "enrollment_filed"
    ENROLLMENT_REFUSED = "enrollment_refused"
    ENROLLMENT_CONFIRMED = "enrollment_confirmed"
    RETAINED_30 = "retained_30"
    RETAINED_90 = "retained_90"
    RETAINED_180 = "retained_180"
    ENDED = "ended"
    NO_SHOW = "no_show"
    NOT_ACCEPTED = "not_accepted"
    OFFER_DECLINED = "offer_declined"
    HIRED_ELSEWHERE = "hired_elsewhere"
    SELF_EMPLOYED = "self_employed"
    OPENING_CANCELLED = "opening_cancelled"
    DOCUMENT_EXPIRED = "document_expired"


BEFORE_THE_START = (PlacementStatus.OFFERED, PlacementStatus.ACCEPTED)
AWAITING_ENROLLMENT = (
    PlacementStatus.STARTED,
    PlacementStatus.ENROLLMENT_FILED,
    PlacementStatus.ENROLLMENT_REFUSED,
)
# The employer's movement is not at the institute: the legal clock runs.
NOT_FILED = (PlacementStatus.STARTED, PlacementStatus.ENROLLMENT_REFUSED)
VERIFIED_PLACEMENT = (
    PlacementStatus.ENROLLMENT_CONFIRMED,
    PlacementStatus.RETAINED_30,
    PlacementStatus.RETAINED_90,
    PlacementStatus.RETAINED_180,
)
OPEN_PLACEMENT = BEFORE_THE_START + AWAITING_ENROLLMENT + VERIFIED_PLACEMENT

_WORKER_DOCUMENT = {EvidenceKind.RIGHTS_CERTIFICATE, EvidenceKind.WEEKS_CERTIFICATE}
_ANY_STATEMENT = {EvidenceKind.STATEMENT, EvidenceKind.WRITTEN_TERMS}


def _placement() -> Lifecycle[PlacementStatus]:
    state = PlacementStatus
    before, awaiting = set(BEFORE_THE_START), set(AWAITING_ENROLLMENT)
    employed = awaiting | set(VERIFIED_PLACEMENT)
    either_side = {EMPLOYER, STAFF}
    return Lifecycle(
        name="placement",
        states=state,
        initial=frozenset({state.OFFERED, state.ACCEPTED}),
        transitions=(
            move("accept", {state.OFFERED}, state.ACCEPTED, {SEEKER, STAFF}, _ANY_STATEMENT),
            move("start", before, state.STARTED, {EMPLOYER, STAFF, SEEKER}, _ANY_STATEMENT),
            # The institute takes the movement from one business day before the start.
            move(
                "file_enrollment",
                {state.ACCEPTED, state.STARTED, state.ENROLLMENT_REFUSED},
                state.ENROLLMENT_FILED,
                either_side,
                {EvidenceKind.MOVEMENT_RECEIPT, EvidenceKind.STATEMENT},
            ),
            move(
                "refuse_enrollment",
                {state.ENROLLMENT_FILED},
                state.ENROLLMENT_REFUSED,
                {EMPLOYER, STAFF, SYSTEM},
                {EvidenceKind.MOVEMENT_RECEIPT},
            ),
            move(
                "confirm_enrollment",
                awaiting,
                state.ENROLLMENT_CONFIRMED,
                {EMPLOYER, STAFF, SEEKER, SYSTEM},
                {EvidenceKind.MOVEMENT_RECEIPT, *_WORKER_DOCUMENT},
            ),
            # A certificate of day 90 also proves day 30, so an earlier step may be skipped.
            *(
                move(
                    target.value.replace("retained", "retain"),
                    VERIFIED_PLACEMENT[:step],
                    target,
                    {STAFF, SEEKER, SYSTEM},
                    _WORKER_DOCUMENT,
                )
                for step, target in enumerate(VERIFIED_PLACEMENT)
                if step
            ),
            move("end", employed, state.ENDED, {EMPLOYER, STAFF, SEEKER}),
            move("no_show", before, state.NO_SHOW, either_side),
            move("not_accept", before, state.NOT_ACCEPTED, either_side),
            move("decline", before, state.OFFER_DECLINED, {SEEKER, STAFF}),
            move("hired_elsewhere", before, state.HIRED_ELSEWHERE, {SEEKER, STAFF, SYSTEM}),
            move(
                "self_employed",
                before | employed,
                state.SELF_EMPLOYED,
                {SEEKER, STAFF},
                {EvidenceKind.PAYMENT_RECEIPT, EvidenceKind.RIGHTS_CERTIFICATE},
            ),
            move("cancel_opening", before, state.OPENING_CANCELLED, {EMPLOYER, STAFF, SYSTEM}),
            move("expire_document", before | awaiting, state.DOCUMENT_EXPIRED, {STAFF, SYSTEM}),
        ),
        official={
            state.OFFERED: "ofertado",
            state.ACCEPTED: "aceptado",
            state.STARTED: "inicio_laboral",
            state.ENROLLMENT_FILED: "alta_presentada",
            state.ENROLLMENT_REFUSED: "rechazado_imss",
            state.ENROLLMENT_CONFIRMED: "alta_confirmada",
            state.RETAINED_30: "permanencia_30",
            state.RETAINED_90: "permanencia_90",
            state.RETAINED_180: "permanencia_180",
            state.ENDED: "baja",
            state.NO_SHOW: "no_se_presentó",
            state.NOT_ACCEPTED: "no_aceptado",
            state.OFFER_DECLINED: "rechazó_oferta",
            state.HIRED_ELSEWHERE: "contratado_en_otra",
            state.SELF_EMPLOYED: "pti_inscrito",
            state.OPENING_CANCELLED: "vacante_cancelada",
            state.DOCUMENT_EXPIRED: "documento_vencido",
        },
    )


REFERRAL = _referral()
PLACEMENT = _placement()

"""Phone and e-mail, both optional."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from api.web.desk import Desk
from api.web.forms import Findings, Form
from api.web.seeker.answers import Answers, Contact
from services.errors import N_
from services.fields import Email, Phone

_PHONE: TypeAdapter[str] = TypeAdapter(Phone)
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)


class ContactGiven:
    name = "contact"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.contact is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        contact = answers.contact or Contact()
        return Form.of(phone=contact.phone or "", email=contact.email or "")

    def read(self, form: Form, answers: Answers, _desk: Desk) -> Answers:
        findings = Findings()
        phone = _read(
            form,
            "phone",
            _PHONE,
            N_("Write ten digits, or + and the country code: +502 5555 1234."),
            findings,
        )
        email = _read(
            form, "email", _EMAIL, N_("Write the whole e-mail, such as ana@correo.mx."), findings
        )
        findings.stop_if_any()
        return replace(answers, contact=Contact(phone, email))

    def offer(self, _form: Form, _answers: Answers, _desk: Desk) -> Mapping[str, object]:
        return {}


def _read(
    form: Form, name: str, kind: TypeAdapter[str], message: str, findings: Findings
) -> str | None:
    typed = form.text(name)
    if not typed:
        return None
    try:
        return kind.validate_python(typed)
    except ValidationError:
        findings.add(name, message)
        return None

"""schema.org/JobPosting of a published opening, as search engines read it."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from matching.catalogs import load
from models.opening import Opening
from models.vocabulary import Contract, Schedule

EMPLOYMENT_TYPES: Mapping[Schedule, str] = {
    Schedule.FULL_TIME: "FULL_TIME",
    Schedule.PART_TIME: "PART_TIME",
    Schedule.WEEKENDS: "PART_TIME",
    Schedule.TEMPORARY: "TEMPORARY",
    Schedule.ROTATING: "FULL_TIME",
    Schedule.NIGHT: "FULL_TIME",
}
TEMPORARY_CONTRACTS = frozenset({Contract.FIXED_TERM, Contract.PROJECT, Contract.SEASONAL})


def job_posting(opening: Opening) -> str:
    """JSON for a script element of type application/ld+json; `<` is escaped for it."""
    found = {name: value for name, value in _facts(opening).items() if value is not None}
    return json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")


def _facts(opening: Opening) -> Mapping[str, Any]:
    employer = opening.employer.trade_name or opening.employer.legal_name
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": opening.title,
        "description": _description(opening),
        "identifier": {
            "@type": "PropertyValue",
            "name": employer,
            "value": str(opening.public_id),
        },
        "datePosted": opening.published_at.date().isoformat() if opening.published_at else None,
        "validThrough": opening.closes_on.isoformat() if opening.closes_on else None,
        "hiringOrganization": {"@type": "Organization", "name": employer},
        "jobLocation": _place(opening),
        "employmentType": _employment(opening),
        "baseSalary": _salary(opening),
        "totalJobOpenings": opening.positions - opening.positions_filled,
        "directApply": False,
    }


def _description(opening: Opening) -> str:
    """Never the bare title: search engines refuse that."""
    text = opening.description or f"{opening.title}, {opening.positions}"
    paragraphs = [part.strip() for part in text.split("\n") if part.strip()]
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs)


def _place(opening: Opening) -> Mapping[str, Any]:
    municipality = load().municipalities[opening.municipality]
    return {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": municipality.name,
            "addressRegion": load().states[municipality.state].name,
            "addressCountry": "MX",
        },
    }


def _employment(opening: Opening) -> list[str] | None:
    kinds = {EMPLOYMENT_TYPES[opening.schedule]} if opening.schedule else set()
    if opening.contract in TEMPORARY_CONTRACTS:
        kinds.add("TEMPORARY")
    return sorted(kinds) or None


def _salary(opening: Opening) -> Mapping[str, Any] | None:
    if opening.monthly_wage_mxn is None:
        return None
    return {
        "@type": "MonetaryAmount",
        "currency": "MXN",
        "value": {
            "@type": "QuantitativeValue",
            "value": float(opening.monthly_wage_mxn),
            "unitText": "MONTH",
        },
    }

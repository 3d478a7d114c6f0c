"""The words of every closed list: what a form offers and what a report prints."""

from collections.abc import Mapping

from services.errors import N_
from services.wording.words import words

LEVELS = {
    "basic": N_("Basic"),
    "intermediate": N_("Intermediate"),
    "advanced": N_("Advanced"),
    "native": N_("Mother tongue"),
}
SCHOOLING = {
    "none": N_("I did not go to school"),
    "literate": N_("I learned to read and write"),
    "primary": N_("Primary school"),
    "secondary": N_("Secondary school (lower)"),
    "technical": N_("Technical or trade course"),
    "high_school": N_("High school (upper secondary)"),
    "higher_technical": N_("Higher technical diploma"),
    "bachelor": N_("University degree"),
    "master": N_("Master's degree"),
    "doctorate": N_("Doctorate"),
}
SCHOOLING_ASKED = {
    "none": N_("none"),
    "literate": N_("reading and writing"),
    "primary": N_("primary school"),
    "secondary": N_("secondary school"),
    "technical": N_("technical course"),
    "high_school": N_("high school"),
    "higher_technical": N_("higher technical diploma"),
    "bachelor": N_("university degree"),
    "master": N_("master's degree"),
    "doctorate": N_("doctorate"),
}
SCHEDULES = {
    "full_time": N_("Full time"),
    "part_time": N_("Part time"),
    "weekends": N_("Weekends"),
    "temporary": N_("Temporary work"),
    "rotating": N_("Rotating shifts"),
    "night": N_("Night shift"),
}
CONTRACTS = {
    "indefinite": N_("Permanent"),
    "fixed_term": N_("Fixed term"),
    "project": N_("For a piece of work"),
    "seasonal": N_("Seasonal"),
    "hourly": N_("By the hour"),
    "trial": N_("Trial period"),
    "initial_training": N_("Initial training"),
}
OFFERS = {
    "housing": N_("Housing"),
    "transport": N_("Transport"),
    "meals": N_("Meals"),
    "childcare": N_("Childcare"),
    "training": N_("Training"),
    "relocation_help": N_("Help with moving"),
}
PERMISSIONS = {
    "yes": N_("Can work"),
    "conditional": N_("Under review"),
    "no": N_("Cannot work yet"),
}
WAGE_IS = {"gross": N_("before taxes"), "net": N_("after taxes")}
COMPONENTS = {
    "skills": N_("Skills"),
    "occupation": N_("Occupation"),
    "experience": N_("Experience"),
    "language": N_("Languages"),
    "location": N_("Place"),
    "wage": N_("Wage"),
    "schedule": N_("Schedule"),
    "schooling": N_("Schooling"),
}
NEEDS = {
    "documents": N_("Documents"),
    "health": N_("Health"),
    "childcare": N_("Childcare"),
    "school": N_("School for children"),
    "legal": N_("Legal advice"),
    "shelter": N_("Shelter"),
    "psychosocial": N_("Emotional support"),
    "language": N_("Language classes"),
}
CONSENTS = {
    "matching": N_("Compare my answers with openings"),
    "sharing_on_referral": N_("Give my name and phone to the employer when I am referred"),
    "contact": N_("Write or call me about openings"),
}
# In the order people most often hold them.
DOCUMENTS = {
    "tvrh": N_("Humanitarian visitor card (TVRH)"),
    "solicitante_constancia": N_("Certificate of asylum procedure (COMAR)"),
    "refugiado": N_("Permanent resident card as a recognised refugee"),
    "proteccion_complementaria": N_("Permanent resident card for complementary protection"),
    "mexicano_retornado": N_("Mexican paper: INE, passport, birth or repatriation certificate"),
    "naturalizado": N_("Naturalisation letter"),
    "residente_permanente": N_("Permanent resident card"),
    "residente_temporal_trabajo": N_("Temporary resident card with permission to work"),
    "residente_temporal_sin": N_("Temporary resident card without permission to work"),
    "residente_temporal_estudiante": N_("Student resident card"),
    "tvtf": N_("Border worker card (TVTF)"),
    "visitante_con_permiso": N_("Visitor with permission to work"),
    "visitante_regional": N_("Regional visitor card"),
    "visitante_sin_permiso": N_("Visitor or tourist form, without permission to work"),
    "oficio_inm": N_("Official letter from INM"),
    "en_tramite": N_("Card being issued or renewed"),
}
FAMILIES: Mapping[str, Mapping[str, str]] = {
    "level": LEVELS,
    "schooling": SCHOOLING,
    "schooling_asked": SCHOOLING_ASKED,
    "schedule": SCHEDULES,
    "contract": CONTRACTS,
    "offer": OFFERS,
    "permission": PERMISSIONS,
    "wage_is": WAGE_IS,
    "component": COMPONENTS,
    "need": NEEDS,
    "consent": CONSENTS,
    "document": DOCUMENTS,
}


def say_choice(family: str, value: str, lang: str) -> str:
    """The words of one value of a closed list; the value itself when nobody gave it words."""
    return words(lang)(FAMILIES[family].get(value.lower(), value))

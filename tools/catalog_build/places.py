"""States, municipalities, localities and the postal prefixes of Mexico."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from matching.text import fold
from tools.catalog_build.output import Output, clean
from tools.catalog_build.source import Row, rows

_WORD = re.compile(r"[^\W_]+")
# Names in everyday use that the official list does not hold.
STATE_ALIASES = {
    "09": "CDMX|DF|Distrito Federal",
    "15": "Estado de México|Edomex",
}
MUNICIPALITY_ALIASES = {"08037": "Ciudad Juárez"}


def build_places(folder: Path, output: Output) -> None:
    _states(folder, output)
    municipalities = sorted(rows(folder, "mx_municipios"), key=lambda row: row["cvegeo"])
    _municipalities(municipalities, output)
    _localities(folder, municipalities, output)


def _states(folder: Path, output: Output) -> None:
    prefixes: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder, "mx_cp_prefix_estado"):
        if not row["also"]:
            prefixes[row["state_code"]].append(row["cp_prefix2"])
    columns = ("code", "name", "short_name", "abbreviation", "iso", "curp")
    output.table(
        "states",
        (*columns, "population", "latitude", "longitude", "postal_prefixes", "aliases"),
        (
            (
                *(row[name] for name in ("code", "name", "short_name", "abbr")),
                *(row[name] for name in ("iso_3166_2", "curp_code", "pop_2020")),
                *(row[name] for name in ("pop_centre_lat", "pop_centre_lon")),
                "|".join(sorted(prefixes[row["code"]])),
                STATE_ALIASES.get(row["code"], ""),
            )
            for row in sorted(rows(folder, "mx_estados"), key=lambda row: row["code"])
        ),
    )


def _municipalities(municipalities: list[Row], output: Output) -> None:
    columns = ("code", "name", "head_town", "latitude", "longitude", "population", "metro_area")
    names = ("cvegeo", "name", "head_town", "lat", "lon", "pop_2020", "metro_area")
    output.table(
        "municipalities",
        (*columns, "indigenous_speakers", "aliases"),
        (
            (
                *(row[name] for name in names),
                row["pop_indigenous_lang_2020"] or "0",
                _aliases(row),
            )
            for row in municipalities
        ),
    )


def _aliases(row: Row) -> str:
    found = [row["name_2020"], MUNICIPALITY_ALIASES.get(row["cvegeo"], "")]
    return "|".join(name for name in found if name and fold(name) != fold(row["name"]))


def _localities(folder: Path, municipalities: list[Row], output: Output) -> None:
    heads = {fold(row["head_town"]) + row["cvegeo"]: row["head_town"] for row in municipalities}
    spelling = accented(
        row[name] for row in municipalities for name in ("name", "head_town", "metro_area")
    )
    output.table(
        "localities",
        ("code", "name", "urban", "latitude", "longitude", "population"),
        (
            (
                row["cvegeo"],
                heads.get(fold(clean(row["name"])) + row["mun_cvegeo"])
                or respelled(clean(row["name"]), spelling),
                "1" if row["ambito"] == "U" else "0",
                row["lat"],
                row["lon"],
                row["pop_2020"],
            )
            for row in sorted(rows(folder, "mx_localidades"), key=lambda row: row["cvegeo"])
        ),
    )


def accented(names: Iterable[str]) -> dict[str, str]:
    """Folded word -> its one accented spelling in the names of municipalities and head towns.

    Words that occur both with and without an accent, or in two spellings, are left out.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in _WORD.findall(name):
            seen[fold(word)].add(word)
    return {
        plain: next(iter(forms))
        for plain, forms in seen.items()
        if len(forms) == 1 and not next(iter(forms)).isascii()
    }


def respelled(name: str, spelling: dict[str, str]) -> str:
    """The locality list dropped accents (not ñ); words of one sure spelling get theirs back."""
    return _WORD.sub(
        lambda found: spelling.get(fold(found[0]), found[0]) if found[0].isascii() else found[0],
        name,
    )

"""Loads the catalogs and the linkers, as a service that has been running has."""

from matching.linking import occupation_linker, skill_linker

for linker in (occupation_linker(), skill_linker()):
    linker.link("a", "es")

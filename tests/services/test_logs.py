import io
import json
import logging
from collections.abc import Iterator

import pytest

from services import logs

SECRET = "Zoraida 9621234567"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure(level="INFO", form="json")
    buffer = io.StringIO()
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(buffer)
    yield buffer
    root.handlers[:] = before
    root.setLevel(level)


def test_a_line_is_a_static_sentence_with_fields_of_a_list(written: io.StringIO) -> None:
    extra = {"opening_id": "a-1", "curp": SECRET, "name_of_person": SECRET}
    logging.getLogger("puente").info("Opening stored", extra=extra)

    line = json.loads(written.getvalue())
    assert (line["event"], line["opening_id"], line["level"]) == ("Opening stored", "a-1", "info")
    assert SECRET not in written.getvalue()


def test_an_exception_is_told_by_its_type_and_place(written: io.StringIO) -> None:
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("puente").exception("It failed")

    line = json.loads(written.getvalue())
    assert line["error_type"] == "ValueError"
    assert line["where"][-1].split(":")[0].endswith("test_logs.py")
    assert SECRET not in written.getvalue()


def test_the_libraries_write_through_the_same_door(written: io.StringIO) -> None:
    logging.getLogger("sqlalchemy.engine").error("Broken", extra={"parameters": SECRET})

    assert json.loads(written.getvalue())["logger"] == "sqlalchemy.engine"
    assert SECRET not in written.getvalue()


def test_lines_for_a_terminal_keep_the_same_rules(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure(level="INFO", form="console")
    logging.getLogger("puente").info("Opening stored", extra={"curp": SECRET, "rows": 3})
    root.handlers[:] = before
    root.setLevel(level)

    told = capsys.readouterr().err
    assert "Opening stored" in told
    assert "rows=3" in told
    assert SECRET not in told

from tests.faults.enrollment_loop import Trial


def test_a_hundred_hires_survive_clerks_that_are_killed(database_url: str) -> None:
    clerks = 1 if database_url.startswith("sqlite") else 2
    trial = Trial(database_url, lines=100, kills=3, file_lines=25, clerks=clerks)
    trial.run()
    assert trial.killed >= 1

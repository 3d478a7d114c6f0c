from tests.faults.enrollment_loop import Trial


def test_two_hundred_hires_survive_clerks_that_are_killed(database_url: str) -> None:
    clerks = 1 if database_url.startswith("sqlite") else 2
    trial = Trial(database_url, lines=200, kills=3, clerks=clerks)
    trial.run()
    assert trial.killed >= 1

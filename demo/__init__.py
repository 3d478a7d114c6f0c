"""What the demo shows: real vacancies of August 2020 with invented employers, and invented people.

`README.md` says what is real, what was changed and what was made up.
"""

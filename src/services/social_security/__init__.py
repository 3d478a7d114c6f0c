"""From hire to enrollment: identifiers, the legal clock, the pay base, movement files, replies.

Everything here is pure: dates and extra holidays come in as arguments, and every figure of the law
stands in `data/` beside its source.
"""

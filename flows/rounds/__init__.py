"""Rounds over all cases, on a schedule: a transaction for each case, and twice does nothing twice."""

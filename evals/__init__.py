"""Is it any good? Labelled questions, scorers and measurements; each module is run with `python -m evals.NAME`."""

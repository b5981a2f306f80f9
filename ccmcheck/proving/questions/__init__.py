"""The questions, each a pure function of rules and a document; the evaluator judges every witness before it counts."""

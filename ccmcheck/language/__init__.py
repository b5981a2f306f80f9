"""The language of rules: `syntax` (as written), `core` (what it means), `rulebook` (resolved), `formatting` (laid out).

Hides the parser generator; readers of rules see a `Rulebook` and the core expressions.
"""

"""`python -m tests.proving.agreement CASES`: the solver beside the evaluator, over so many generated cases.

A case is one verdict of a generated rule over a generated document, or one filling of it that the solver found. The
tests try two hundred documents on every run; this as many as are asked for, and says what it saw.
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from ccmcheck.run.parallel import cores
from tests.laws.documents import documents
from tests.laws.rules import rules
from tests.proving.law import agree

CASES = 100_000
EXAMPLES = 250


def of_one_seed(number: int) -> Counter[str]:
    """The cases of one seed."""
    seen: Counter[str] = Counter()

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(rules(), documents())
    def run(text: str, document: Any) -> None:
        seen.update(agree(text, document))

    run()
    return seen


def main(cases: int, jobs: int) -> None:
    """Tries seeds until there are enough cases, and prints what was seen."""
    seen: Counter[str] = Counter()
    seeds = count(1)
    with ProcessPoolExecutor(jobs) as pool:
        while seen.total() < cases:
            for future in [pool.submit(of_one_seed, number) for number in islice(seeds, 2 * jobs)]:
                seen += future.result()
            print(f"{seen.total():,}", end=" ", flush=True)
    print("\n" + ", ".join(f"{number:,} {what}" for what, number in seen.most_common()) + "; no disagreement")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else CASES, int(sys.argv[2]) if sys.argv[2:] else cores())

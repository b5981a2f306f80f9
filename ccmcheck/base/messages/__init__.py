"""Every complaint about an input, by its code: title, explanation, wording and advice, to be read in one go.

Imported when there is something to complain about.
"""

from ccmcheck.base.messages.authors import AUTHORS
from ccmcheck.base.messages.documents import DOCUMENTS
from ccmcheck.base.messages.rules import RULES
from ccmcheck.base.messages.runs import RUNS
from ccmcheck.base.messages.template import Complaint

COMPLAINTS: dict[str, Complaint] = {**DOCUMENTS, **RULES, **AUTHORS, **RUNS}

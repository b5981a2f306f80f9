"""Every complaint about an input, by its code: title, explanation, wording and advice, to be read in one go.

Imported when there is something to complain about.
"""

from ccmcheck.complaints.authors import AUTHORS
from ccmcheck.complaints.complaint import Complaint
from ccmcheck.complaints.documents import DOCUMENTS
from ccmcheck.complaints.rules import RULES
from ccmcheck.complaints.runs import RUNS

COMPLAINTS: dict[str, Complaint] = {**DOCUMENTS, **RULES, **AUTHORS, **RUNS}

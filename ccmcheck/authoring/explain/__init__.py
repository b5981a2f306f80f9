"""Why a rule says what it says of one thing in a programme, and how a terminal shows it."""

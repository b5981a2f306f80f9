"""Rules over a programme: what each expression means, what is violated, satisfied or open, and why, in words.

`evaluate` is the meaning, `fast` a shortcut that only ever says "plainly satisfied", `english` the words; `check` puts
them together into a report.
"""

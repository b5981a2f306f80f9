"""What every other room stands on: named texts and their spans, values, diagnostics with their wording, shipped files.

Nothing here knows rules, programmes or reports.
"""

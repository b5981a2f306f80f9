"""For authors of rules: examples run, words changed, words and rule compared, verdicts explained, pages for lawyers.

Each folder answers one command; none of them is needed to judge a programme.
"""

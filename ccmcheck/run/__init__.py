"""A run over many files: what paths lead to, settings, waivers, the baseline, other processes, what is kept for later.

Hides the operating system, git and processes; knows nothing of the command line.
"""

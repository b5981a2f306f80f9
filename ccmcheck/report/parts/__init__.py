"""What several formats share: paths, titles, counts, excerpts, escaping, fingerprints; none of it writes a report."""

"""What answers for each paragraph of a decision, and for which nothing does."""

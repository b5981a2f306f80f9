"""What is remarked on in a draft besides the verdicts on its programme."""

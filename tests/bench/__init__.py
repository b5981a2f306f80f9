"""The benchmark: the same ten rules in ccmcheck and in the tools people would pick instead, over the same files."""

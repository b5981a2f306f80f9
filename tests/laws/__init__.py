"""What the tests of laws share: a small world of one schema and one register, and random documents and rules."""

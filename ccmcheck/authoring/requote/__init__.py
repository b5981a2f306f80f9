"""Rules whose decision's text has changed since they quoted it, old and new words side by side."""

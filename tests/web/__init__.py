"""The page for drafters: what it asks, who is answered, and what a folder of it holds."""

"""The shortcut: rules as closures over plain values, which say "plainly satisfied" or nothing.

Hides the closures; whatever they do not settle is asked of `judge.evaluate`, and they never say otherwise than it does.
"""

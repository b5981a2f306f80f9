"""From a schema to kinds of fields, and from a YAML or JSON text to typed nodes that keep their places.

Hides notations and how a value is fitted to its kind; there is one node per value, blanks included.
"""

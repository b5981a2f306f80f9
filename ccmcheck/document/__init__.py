"""A YAML or JSON text as typed nodes that keep their places; one node per value, blanks included."""

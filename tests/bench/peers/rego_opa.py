"""`python rego_opa.py RULES FOLDER`: the Rego rules in the OPA engine, over the files of a folder."""

# Plain names and files keep this script from being what is measured.
# ruff: noqa: PTH118, PTH123, PTH208

import os
import sys

from opa_bindings import OpaEngine, engine

engine._encode_input = lambda text: text  # the engine takes JSON; reading it in Python first would only slow it down
_dumps = engine._dumps
rules, folder = sys.argv[1:]
opa = OpaEngine()
with open(rules, encoding="utf-8") as file:
    opa.add_policy("programme.rego", file.read())
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name), "rb") as file:
        text = file.read()
    answer = opa.eval_document("programme.broken", text if name.endswith(".json") else _dumps({"yaml": text.decode()}))
    for rule in sorted(answer):
        print(f"{name}\t{rule}")

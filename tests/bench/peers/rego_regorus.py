"""`python rego_regorus.py RULES FOLDER`: the Rego rules in regorus' virtual machine, over the files of a folder."""

# Plain names and files keep this script from being what is measured.
# ruff: noqa: PTH118, PTH123, PTH208

import json
import os
import sys

import regorus

rules, folder = sys.argv[1:]
with open(rules, encoding="utf-8") as file:
    program = regorus.Program.compile_from_modules("{}", [("programme.rego", file.read())], ["data.programme.broken"])
machine = regorus.Rvm()
machine.load_program(program)
machine.set_data_json("{}")
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        text = file.read()
    machine.set_input_json(text if name.endswith(".json") else json.dumps({"yaml": text}))
    for rule in sorted(json.loads(machine.execute())):
        print(f"{name}\t{rule}")

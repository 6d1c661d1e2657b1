#!/bin/sh
# Makes a virtual environment that holds exactly the lock, and the project in editable form.
#
#   setup.sh VENV [oldest]
#
# Does nothing, and at once, when all is as it was left. The environment is made afresh when the
# lock or the checkout's place changed, or when a setup was broken off: its stamp is written last. "oldest" takes PySide6 from build_spec/oldest.lock instead.
# PYTHON names the interpreter to use; without it an environment keeps the one that it has, and a
# new one takes the first Python >= 3.11 found.
set -eu

venv=$1
flavour=${2:-}
cd "$(dirname -- "$0")/.."
stamp=$venv/.set-up

lock_key() {
    echo "$PWD" "$venv" "$flavour"
    cksum requirements.lock build_spec/oldest.lock
}
project_key() {
    cksum pyproject.toml build_spec/system-packages.txt
}
lock=$(lock_key)
project=$(project_key)
key="$lock
$project"

if [ -n "${PYTHON:-}" ] && [ "$(cat "$venv/.python" 2>/dev/null || true)" != "$PYTHON" ]; then
    rm -rf "$venv"
fi
if [ -x "$venv/bin/python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$key" ]; then
    exit 0
fi

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}
can_make_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$("${PYTHON:-python3}" --version 2>&1 || true)
    echo "Zhupi needs Python 3.11 or newer (需要 Python 3.11 以上); found: ${found:-none}." >&2
    echo "Install one and name it: make PYTHON=/path/to/python3.11 ..." >&2
    exit 1
fi
PYTHON_VERSION=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
export PYTHON_VERSION

sections=run
can_make_venv "$python" || sections="venv run"
# shellcheck disable=SC2086  # a list of sections
sh build_spec/system-packages.sh $sections
if ! can_make_venv "$python"; then
    echo "$python has no venv module with pip (缺少 venv 模块); install python3-venv, or name another Python: make PYTHON=..." >&2
    exit 1
fi

pip() {
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input -qq "$@" </dev/null
}

locked=$venv/.locked
if ! [ -x "$venv/bin/python" ] || ! [ -f "$locked" ] || [ "$(cat "$locked")" != "$lock" ]; then
    echo "Setting up $venv with $("$python" --version): about 150 MB to fetch, once ..."
    rm -rf "$venv"
    "$python" -m venv "$venv"
    if [ "$flavour" = oldest ]; then
        # Both packages leave the lock with their hashes, and come back older.
        awk '/^[a-zA-Z]/ { skip = /^(pyside6-essentials|shiboken6)==/ } !skip' \
            requirements.lock >"$venv/requirements.lock"
        pip install --require-hashes --only-binary :all: \
            -r "$venv/requirements.lock" -r build_spec/oldest.lock
    else
        pip install --require-hashes --only-binary :all: -r requirements.lock
    fi
    printf '%s\n' "$python" >"$venv/.python"
    printf '%s\n' "$lock" >"$locked"
fi
rm -f "$stamp"
pip install --no-build-isolation --no-deps --editable .
printf '%s\n' "$key" >"$stamp"

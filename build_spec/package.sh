#!/bin/sh
# Builds dist/zhupi, a folder that starts where there is no Python, and tries it.
#
#   package.sh VENV
#
# On Linux it is built with the oldest supported PySide6, whose wheels ask for an older glibc.
# PYTHON names the interpreter to bundle.
set -eu

venv=$1
cd "$(dirname -- "$0")/.."

# PyInstaller bundles the interpreter as a shared library.
has_shared_libpython() {
    "$1" - <<'EOF' >/dev/null 2>&1
import ctypes, os, sys, sysconfig

library = sysconfig.get_config_var("INSTSONAME") or ""
if sys.version_info < (3, 11) or ".so" not in library:
    sys.exit(1)
for folder in (sysconfig.get_config_var("LIBDIR"), None):
    try:
        ctypes.CDLL(os.path.join(folder, library) if folder else library)
    except OSError:
        continue
    sys.exit(0)
sys.exit(1)
EOF
}

python=${PYTHON:-python3}
if ! has_shared_libpython "$python"; then
    where=$("$python" -c 'import sys; print(sys.executable)' 2>/dev/null || echo "$python")
    debian=/usr/bin/python3
    if [ "$where" != "$debian" ]; then
        echo "$where has no shared libpython, which PyInstaller needs; $debian with its libpython is used instead."
    fi
    python=$debian
    if [ -x "$debian" ]; then
        PYTHON_VERSION=$("$debian" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        export PYTHON_VERSION
    fi
    sh build_spec/system-packages.sh python
    if ! has_shared_libpython "$python"; then
        echo "No Python 3.11 or newer with a shared libpython was found; name one: make package PYTHON=/path/to/python3" >&2
        exit 1
    fi
fi
sh build_spec/system-packages.sh package

flavour=
[ "$(uname -s)" != Linux ] || flavour=oldest
PYTHON=$python sh build_spec/setup.sh "$venv" $flavour

rm -rf build/zhupi dist/zhupi
"$venv/bin/python" -m PyInstaller --noconfirm --log-level WARN \
    --distpath dist --workpath build build_spec/zhupi.spec </dev/null
echo "Built dist/zhupi: $(du -sh dist/zhupi | cut -f1)"

sh build_spec/check_package.sh dist/zhupi

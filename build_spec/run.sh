#!/bin/sh
# Opens the window; where there is no display, draws the same window into zhupi.png.
#
#   run.sh PYTHON [ARGUMENT...]
set -eu

python=$1
shift
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$python" -m zhupi "$@"
fi
QT_QPA_PLATFORM=offscreen exec "$python" -m zhupi --picture zhupi.png "$@"

#!/usr/bin/env bash
# Usage: test_headless.sh PROGRAM. A server's program needs no window and no sound card: no such library of Qt at any depth,
# and none that it names itself (espeak-ng brings a sound library of its own along, which nobody calls).
set -euo pipefail

named=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
loaded=$(ldd "$1" | awk '{ print $1 }')
grep -q '^libQt6Core' <<<"$named" || {
    echo "$1 does not name Qt6Core: this is not the program"
    exit 1
}
if grep -E '^libQt6(Gui|Widgets|Multimedia|OpenGL|DBus)' <<<"$loaded" ||
    grep -E '^lib(X11|xcb|wayland|EGL|GL|pulse|asound)' <<<"$named"; then
    echo "these libraries have no place in the headless program"
    exit 1
fi

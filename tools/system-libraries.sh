#!/bin/sh
# Names the system's libraries for a PDF that are missing. Installs them only as root, and only when no PDF can be drawn
# without. $1: the Python to ask; $2: "needed" leaves out what a PDF is only slower without (nmt report says that itself).
missing=$("$1" - "$2" <<'PYTHON'
import sys

from nmt_expert.system_libraries import DEBIAN, missing, sentence

lacking = [library for library in missing() if library.needed or sys.argv[1] != "needed"]
print(sentence(lacking))
if any(library.needed for library in lacking):
    print(DEBIAN)
PYTHON
) || exit 1
[ -z "$missing" ] && exit 0
echo "$missing" | head -n 1
packages=$(echo "$missing" | tail -n +2)
[ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 0
echo "Installing them now."
export DEBIAN_FRONTEND=noninteractive
apt_get="apt-get -o DPkg::Lock::Timeout=60 -qq"
{ $apt_get install -y $packages || { $apt_get update && $apt_get install -y $packages; }; } >/dev/null 2>&1 \
    || echo "That did not work; the PDF is left out."

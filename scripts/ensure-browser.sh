#!/bin/sh
# Makes sure that there is a Chromium for the tests: one that is named or installed already, else the distribution's
# (as root, with apt), else the one that Playwright downloads.
set -eu

for browser in "${CHROMIUM_PATH:-}" chromium chromium-browser; do
  if [ -n "$browser" ] && command -v "$browser" >/dev/null 2>&1; then
    exit 0
  fi
done

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo 'Installing Chromium from the distribution ...' >&2
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; then
    exit 0
  fi
fi

echo 'Installing the Chromium of Playwright ...' >&2
exec npx playwright install chromium

#!/usr/bin/env bash
# Installs what the tests drive and the machine lacks: where this is root on a Debian system. Elsewhere, or when the
# installation fails, it says what is missing, and the tests that need it are skipped by name.
set -u
export PATH="$PATH:/usr/sbin:/usr/local/sbin"
declare -A package=([chromium]=chromium [named]=bind9 [haproxy]=haproxy [initdb]=postgresql [openssl]=openssl [npm]=npm
  [dig]=bind9-dnsutils [psql]=postgresql-client [curl]=curl [socat]=socat
  [rsyslogd]="rsyslog rsyslog-openssl")

present() { command -v "$1" >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null; }

missing=()
for tool in "${!package[@]}"; do present "$tool" || missing+=("${package[$tool]}"); done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing what the tests need: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # No service of these packages is wanted on this machine; the tests start their own.
  policy=/usr/sbin/policy-rc.d
  made=no
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod +x "$policy" && made=yes; fi
  apt-get -q update </dev/null && apt-get -q -y --no-install-recommends install ${missing[*]} </dev/null
  [ "$made" = yes ] && rm -f "$policy"
fi

for tool in "${!package[@]}"; do
  present "$tool" || echo "WARNING: ${package[$tool]} is not installed; the tests that need $tool will be SKIPPED."
done
exit 0

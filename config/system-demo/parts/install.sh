# What the demonstration drives, from Debian's packages.

declare -A PACKAGE=([named]=bind9 [dig]=bind9-dnsutils [haproxy]=haproxy [initdb]=postgresql [psql]=postgresql-client [curl]=curl)

# Prints the path of a program, searched where Debian puts those for users, administrators and PostgreSQL.
program() {
  local found
  found=$(PATH="$PATH:/usr/sbin:/sbin:/usr/local/sbin" type -P "$1") && { echo "$found"; return; }
  found=$(compgen -G "/usr/lib/postgresql/*/bin/$1" | sort -V | tail -n 1) && [ -n "$found" ] && echo "$found"
}

install_what_is_missing() {
  local tool missing=()
  for tool in "${!PACKAGE[@]}"; do program "$tool" > /dev/null || missing+=("${PACKAGE[$tool]}"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! type -P apt-get > /dev/null || [ "${DR_DEMO_INSTALL:-yes}" = no ]; then
    fail "Missing: ${missing[*]}. Install it as root: apt-get install ${missing[*]}"
  fi
  say "Installing ${missing[*]} ..."
  install_without_services "${missing[@]}"
  for tool in "${!PACKAGE[@]}"; do program "$tool" > /dev/null || fail "${PACKAGE[$tool]} could not be installed."; done
}

# Debian starts the services of what it installs; here nobody wants them, neither now nor at the next boot.
install_without_services() {
  local policy=/usr/sbin/policy-rc.d made=no result=0 package
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod 755 "$policy"; made=yes; fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -q update && apt-get -q -y --no-install-recommends install "$@"; } < /dev/null || result=$?
  [ "$made" = no ] || rm -f "$policy"
  for package in "$@"; do
    case $package in bind9) package=named ;; haproxy | postgresql) ;; *) continue ;; esac
    ! type -P systemctl > /dev/null || systemctl --quiet disable "$package" 2>/dev/null || true
  done
  [ "$result" = 0 ] || fail "apt-get did not succeed; what it says stands above."
}

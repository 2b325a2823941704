# Processes of the demonstration: each has a file run/NAME.pid with its id and its start, and ends by that id alone.

# What tells a process from a later one with the same id: its start, and the machine's.
started() {
  local stat fields
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra fields <<< "${stat##*) }"
  [ "${fields[0]}" != Z ] || return 1
  echo "${fields[19]} $(cat /proc/sys/kernel/random/boot_id)"
}

note() { echo "$2 $(started "$2")" > "$DIR/run/$1.pid"; }

# Prints the id of a process that runs and is the one that was noted.
running() {
  local pid since
  [ -s "$DIR/run/$1.pid" ] && read -r pid since < "$DIR/run/$1.pid" || return 1
  [ -n "$since" ] && [ "$(started "$pid")" = "$since" ] && echo "$pid"
}

# spawn NAME COMMAND...: in the background, in a session of its own, so that Ctrl-C reaches this script alone.
spawn() {
  local name=$1
  shift
  [ ! -e "$DIR/run/ending" ] || fail "$name is not started: the demonstration is being stopped."
  setsid "$@" > "$DIR/log/$name.log" 2>&1 < /dev/null &
  note "$name" $!
}

# end SIGNAL NAME...: all at once; who is still there after half a minute is killed.
end() {
  local signal=$1 name pid tries=150
  shift
  for name in "$@"; do
    ! pid=$(running "$name") || kill -s "$signal" "$pid" 2>/dev/null || true
  done
  for name in "$@"; do
    while pid=$(running "$name"); do
      if [ $((tries--)) -le 0 ]; then
        say "$name (process $pid) does not end; killing it."
        kill -s KILL "$pid" 2>/dev/null || true
        tries=10
      fi
      sleep 0.2
    done
    rm -f "$DIR/run/$name.pid"
  done
}

names() {
  local file
  for file in "$DIR"/run/*.pid; do [ -e "$file" ] && basename "$file" .pid; done
  return 0
}

# await WHAT COMMAND...: until the command succeeds, for a minute and a half.
await() {
  local what=$1 tries=450
  shift
  until "$@" > /dev/null 2>&1; do
    [ $((tries--)) -gt 0 ] || fail "In vain waited for: $what. See $DIR/log."
    sleep 0.2
  done
}

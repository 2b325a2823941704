# The console, by the launcher that starts it everywhere, and the machines' API that its webhooks reach.

ROOT=$(cd "$HERE/../.." && pwd)
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java

launcher() { local jar; for jar in "$ROOT/dr-run.jar" "$ROOT/dr-ear/target/dr-run.jar"; do [ ! -f "$jar" ] || { echo "$jar"; return; }; done; }

build_what_is_missing() {
  type -P "$JAVA" > /dev/null || fail "Java 17 or newer is needed: apt-get install openjdk-17-jdk-headless"
  if [ -n "$(launcher)" ] && { [ -f "$ROOT/dr-web.war" ] || [ -f "$ROOT/dr-web/target/dr-web.war" ]; }; then return; fi
  type -P mvn > /dev/null || fail "The product is not built, and Maven is missing: apt-get install maven"
  say "Building the product ..."
  mvn -q -B -f "$ROOT/pom.xml" -P '!tests' -DskipTests package
}

start_machines() {
  make_secret machines 32
  DR_DEMO_DIR=$DIR DR_DEMO_PORTS=$PORTS spawn machines "$JAVA" -Xmx64m -XX:-UsePerfData -XX:TieredStopAtLevel=1 \
    "$HERE/Machines.java" "$(port 85)" "$DIR/secrets/machines" "$HERE/demo"
  await "an answer of the machines' API" curl -s "http://127.0.0.1:$(port 85)/"
}

# The file is written for the usual directory and ports.
write_organization() {
  sed -e "s#/var/tmp/dr-system-demo#$DIR#g" -e "s/\b180\([0-9][0-9]\)\b/$PORTS\1/g" "$HERE/organization.json" > "$DIR/console/organization.json"
}

# What a console needs to reach both regions, as lines for its environment.
settings() {
  local one hosts=""
  for one in 32 33 53 54 85; do hosts+="${hosts:+,}127.0.0.1:$(port "$one")"; done
  printf '%s\n' "DR_ORG_FILE=$DIR/console/organization.json" "DR_CONNECTOR_HOSTS=$hosts" "DR_CONNECTOR_FILES=$DIR/haproxy" "DR_SECRETS_DIR=$DIR/secrets"
}

start_console() {
  local lines
  mapfile -t lines < <(settings)
  spawn console env "${lines[@]}" DR_HTTP_PORT="$(port 80)" DR_HTTP_ADDRESS=127.0.0.1 DR_DEMO=true \
    DR_JAVA_OPTIONS="-Xmx768m -XX:-UsePerfData" \
    "$JAVA" -XX:-UsePerfData -Ddr.data.dir="$DIR/console/data" -jar "$(launcher)" --config "$ROOT/config"
  say "Starting the console; this takes about half a minute ..."
  until grep -q "is ready" "$DIR/log/console.log"; do
    running console > /dev/null || { cat "$DIR/log/console.log" >&2; fail "The console did not start."; }
    sleep 0.3
  done
}

# wait_for NAME: until it ends, which it should not.
wait_for() {
  local pid code=0
  pid=$(running "$1") && wait "$pid" || code=$?
  say "$1 has ended by itself (exit code $code):" >&2
  tail -n 20 "$DIR/log/$1.log" >&2
  return 4
}

# The launcher ends its server. Where somebody killed the launcher, the server is left, known by its command line.
end_lost_server() {
  local pid
  pid=$(cut -d' ' -f1 "$DIR/console/data/run/server.pid" 2> /dev/null | head -n 1) && [ -n "$pid" ] || return 0
  if tr '\0' '\n' < "/proc/$pid/cmdline" 2> /dev/null | grep -q -F "$DIR/console/data/run/"; then
    note server "$pid"
    end TERM server
  fi
}

tell() {
  local pg="postgresql://app@127.0.0.1:$(port_of us-east),127.0.0.1:$(port_of us-west)/shop?target_session_attrs=read-write"
  if [ "$CONSOLE" = yes ]; then
    sed -n -e '/Accounts/,/Data/{/Data/d;p}' "$DIR/log/console.log"
    echo "    Console   http://localhost:$(port 80)/"
  else
    say "Settings for the console, which runs as $(id -un) on this machine:"
    settings | sed 's/^/    /'
  fi
  cat << END

  Watch in another terminal, before and after Failover:

    names          dig +short -p $(port 54) @127.0.0.1 portal.example.test
    what they mean curl http://\$(dig +short -p $(port 54) @127.0.0.1 portal.example.test):$(port 90)/
    load balancer  curl http://127.0.0.1:$(port 81)/           its page: http://localhost:$(port 82)/
    database       PGPASSFILE=$DIR/secrets/pgpass psql "$pg" \\
                     -c "INSERT INTO orders (what) VALUES ('one more') RETURNING *"
    all at once    watch -n1 $HERE/demo status

  A disaster:      $HERE/demo outage us-east
  Ctrl-C stops everything and removes $DIR.

END
}

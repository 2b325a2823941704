# PostgreSQL in both regions, the one a standby of the other. Root may not run it: then its own user does.

as_postgres() { "${AS_POSTGRES[@]}" "$@"; }
if [ "$(id -u)" = 0 ]; then AS_POSTGRES=(setpriv --reuid=postgres --regid=postgres --init-groups); else AS_POSTGRES=(env); fi

data_of() { echo "$DIR/postgresql/$1"; }
port_of() { case $1 in us-east) port 32 ;; us-west) port 33 ;; esac; }
other() { case $1 in us-east) echo us-west ;; us-west) echo us-east ;; esac; }
connection() { echo "host=127.0.0.1 port=$(port_of "$1") user=postgres passfile=$DIR/postgresql/pgpass"; }

# sql REGION STATEMENT
sql() { as_postgres env PGCONNECT_TIMEOUT=3 "$(program psql)" -XAtq "$(connection "$1") dbname=${3:-postgres}" -v ON_ERROR_STOP=1 -c "$2"; }

role() { sql "$1" "SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE 'primary' END" 2>/dev/null; }

streams() { [ "$(sql "$1" "SELECT status FROM pg_stat_wal_receiver")" = streaming ]; }

start_databases() {
  local account owner
  for account in superuser postgresql app; do make_secret "$account" 18; done
  mkdir -p "$DIR/postgresql"
  (umask 077; echo "127.0.0.1:*:*:postgres:$(cat "$DIR/secrets/superuser")" > "$DIR/postgresql/pgpass"
    cp "$DIR/secrets/superuser" "$DIR/postgresql/password"
    echo "127.0.0.1:*:shop:app:$(cat "$DIR/secrets/app")" > "$DIR/secrets/pgpass")
  if [ "$(id -u)" = 0 ]; then chown -R postgres: "$DIR/postgresql"; fi
  as_postgres "$(program initdb)" --pgdata="$(data_of us-east)" --username=postgres --auth=scram-sha-256 --pwfile="$DIR/postgresql/password" \
    --encoding=UTF8 --locale=C --data-checksums --wal-segsize=1 --no-sync > "$DIR/log/initdb.log" 2>&1 || fail "initdb: see $DIR/log/initdb.log"
  rm -f "$DIR/postgresql/password"
  start_database us-east
  sql us-east "CREATE DATABASE shop"
  # The rights that connectors.md lists; a password in a statement's text stays out of the server's log.
  { echo "SET log_min_error_statement = panic;"
    echo "CREATE ROLE dr_admin LOGIN PASSWORD '$(cat "$DIR/secrets/postgresql")';"
    echo "CREATE ROLE app LOGIN PASSWORD '$(cat "$DIR/secrets/app")';"
    echo "GRANT pg_monitor, pg_checkpoint, pg_signal_backend TO dr_admin;"
    echo "GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer), pg_reload_conf() TO dr_admin;"
    echo "GRANT ALTER SYSTEM ON PARAMETER default_transaction_read_only TO dr_admin;"
    echo "CREATE TABLE orders (id serial PRIMARY KEY, what text, at timestamptz DEFAULT now(), port int DEFAULT inet_server_port());"
    echo "GRANT SELECT, INSERT ON orders TO app; GRANT USAGE ON SEQUENCE orders_id_seq TO app;"
    echo "INSERT INTO orders (what) VALUES ('the first order');"
  } | as_postgres "$(program psql)" -Xq "$(connection us-east) dbname=shop" -v ON_ERROR_STOP=1 > "$DIR/log/roles.log" 2>&1 || fail "roles: see $DIR/log/roles.log"
  copy_from us-east us-west
}

# Everything that tells the two apart is on the command line, because pg_rewind copies configuration files too.
start_database() {
  if running "postgresql-$1" > /dev/null; then say "The database in $1 runs already."; return; fi
  spawn "postgresql-$1" "${AS_POSTGRES[@]}" "$(program postgres)" -D "$(data_of "$1")" -p "$(port_of "$1")" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories="$DIR/postgresql" -c dynamic_shared_memory_type=mmap \
    -c primary_conninfo="$(connection "$(other "$1")") application_name=$1" -c recovery_target_timeline=latest \
    -c wal_keep_size=64MB -c wal_receiver_timeout=10s -c wal_retrieve_retry_interval=500ms -c hot_standby=on \
    -c max_connections=30 -c shared_buffers=16MB -c fsync=off -c cluster_name="$1"
  await "an answer of the database in $1" role "$1"
}

# copy_from PRIMARY STANDBY: a new copy of all.
copy_from() {
  rm -rf "$(data_of "$2")"
  as_postgres "$(program pg_basebackup)" --pgdata="$(data_of "$2")" --checkpoint=fast --no-sync --dbname="$(connection "$1")" \
    > "$DIR/log/copy-$2.log" 2>&1 || fail "pg_basebackup: see $DIR/log/copy-$2.log"
  as_standby "$2"
}

as_standby() {
  as_postgres touch "$(data_of "$1")/standby.signal"
  start_database "$1"
  await "the standby in $1 to stream" streams "$1"
}

# Cleanly, so that the other side gets everything: what a fence does.
stop_database() { end INT "postgresql-$1"; }

# Makes the region's database follow the other region's, which must be the primary; its site is started too.
rebuild() {
  local from
  from=$(other "$1")
  running "site-$1" > /dev/null || start_site "$1"
  [ "$(role "$from")" = primary ] || fail "The database in $from is not the primary; $1 has nobody to follow."
  if [ "$(role "$1")" = standby ] && streams "$1"; then say "$1 follows $from already."; return; fi
  stop_database "$1"
  # Until the first checkpoint after a promotion pg_rewind takes the two for the same.
  sql "$from" CHECKPOINT
  if as_postgres "$(program pg_rewind)" --target-pgdata="$(data_of "$1")" --source-server="$(connection "$from") dbname=postgres" --no-sync \
      > "$DIR/log/rewind-$1.log" 2>&1; then
    as_standby "$1"
  else
    copy_from "$from" "$1"
  fi
  # A database that was left by a failback was made read-only first, and is to take writes when it is promoted again.
  sql "$1" "ALTER SYSTEM RESET default_transaction_read_only"
  sql "$1" "SELECT pg_reload_conf()" > /dev/null
  say "$1 follows $from."
}

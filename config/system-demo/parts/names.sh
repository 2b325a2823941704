# The zone example.test: a primary that takes signed updates, and a secondary that follows it.

DOMAINS=(portal hr travel)

start_names() {
  local domain
  make_secret dns 32
  mkdir -p "$DIR/dns-primary" "$DIR/dns-secondary"
  {
    printf '$ORIGIN example.test.\n$TTL 5\n@ IN SOA ns1 hostmaster 1 60 30 3600 5\n@ IN NS ns1\n@ IN NS ns2\nns1 IN A 127.0.0.1\nns2 IN A 127.0.0.1\n'
    for domain in "${DOMAINS[@]}"; do echo "$domain IN A $(address us-east)"; done
  } > "$DIR/dns-primary/zone"
  # The key is in files that only their owner may read.
  (
    umask 077
    name_server dns-primary "$(port 53)" "type primary; notify explicit; also-notify { 127.0.0.1 port $(port 54); };
      update-policy { grant dr-failover subdomain example.test. A AAAA CNAME; };" > "$DIR/dns-primary/named.conf"
    name_server dns-secondary "$(port 54)" "type secondary; notify no; primaries { 127.0.0.1 port $(port 53); };" > "$DIR/dns-secondary/named.conf"
  )
  # A copy, because Debian's AppArmor profile lets /usr/sbin/named read Debian's own directories only.
  cp "$(program named)" "$DIR/dns-primary/named"
  spawn dns-primary "$DIR/dns-primary/named" -g -n 1 -c "$DIR/dns-primary/named.conf"
  await "an answer of the zone's primary" answers "$(port 53)"
  spawn dns-secondary "$DIR/dns-primary/named" -g -n 1 -c "$DIR/dns-secondary/named.conf"
  await "an answer of the zone's secondary" answers "$(port 54)"
}

name_server() {
  cat << END
key "dr-failover" { algorithm hmac-sha256; secret "$(cat "$DIR/secrets/dns")"; };
options {
  directory "$DIR/$1"; pid-file none; session-keyfile "$DIR/$1/session.key"; managed-keys-directory "$DIR/$1";
  listen-on port $2 { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; empty-zones-enable no; allow-transfer { key "dr-failover"; 127.0.0.1; }; allow-notify { 127.0.0.1; };
};
controls { };
zone "example.test" { file "$DIR/$1/zone"; $3 };
END
}

answers() { [ -n "$(resolve "$1" portal)" ]; }

# resolve PORT DOMAIN
resolve() { "$(program dig)" +short +norecurse +time=1 +tries=1 -p "$1" @127.0.0.1 "$2.example.test" A | grep -v '^;'; }

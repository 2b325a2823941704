# A small site in each region, and the load balancer before both.

start_sites() {
  start_site us-east
  start_site us-west
  mkdir -p "$DIR/haproxy"
  cat > "$DIR/haproxy/haproxy.cfg" << END
global
  stats socket $DIR/haproxy/admin.sock mode 600 level admin
  server-state-file $DIR/haproxy/server-state
defaults
  mode http
  timeout connect 2s
  timeout client 10s
  timeout server 10s
  load-server-state-from-file global
frontend portal
  bind 127.0.0.1:$(port 81)
  default_backend portal
frontend watch
  bind 127.0.0.1:$(port 82)
  stats enable
  stats uri /
  stats refresh 2s
backend portal
  option httpchk GET /
  server us-east $(address us-east):$(port 90) check inter 500 fall 2 rise 2
  server us-west $(address us-west):$(port 90) check inter 500 fall 2 rise 2 disabled
END
  spawn haproxy "$(program haproxy)" -db -f "$DIR/haproxy/haproxy.cfg"
  await "an answer of the load balancer" curl -fs "http://127.0.0.1:$(port 81)/"
}

start_site() {
  mkdir -p "$DIR/site-$1"
  cat > "$DIR/site-$1/haproxy.cfg" << END
defaults
  mode http
  timeout client 10s
frontend site
  bind $(address "$1"):$(port 90)
  http-request return status 200 content-type text/plain lf-string "$1 serves %[req.hdr(host),field(1,:)]%[path]\n"
END
  spawn "site-$1" "$(program haproxy)" -db -f "$DIR/site-$1/haproxy.cfg"
  await "an answer of the site in $1" curl -fs "http://$(address "$1"):$(port 90)/"
}

# server_state NAME: as the load balancer has it.
server_state() { curl -fs "http://127.0.0.1:$(port 82)/;csv" | awk -F, -v name="$1" '$1 == "portal" && $2 == name { print $18 }'; }

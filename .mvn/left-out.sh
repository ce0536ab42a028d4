# left_out ROOT: says in one line which tests this machine cannot run, and why. Where CI=true it may be none that could run there.
on_path() { PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null; }

real_nodes_miss() {
  [ "$(id -u)" = 0 ] || { echo root; return; }
  [ -e /usr/lib/cni/ptp ] || { echo /usr/lib/cni/ptp; return; }
  local program
  for program in containerd runc ip nsenter nft catatonit conntrack busybox; do
    on_path "$program" || { echo "$program"; return; }
  done
}

left_out() {
  local missing line=
  missing=$(real_nodes_miss)
  [ -z "$missing" ] || line="real containers, node networks and nftables (no $missing here)"
  on_path kubectl || { line="$line${line:+; }what kubectl does (none on PATH)"; missing=${missing:-kubectl}; }
  on_path chromium || { line="$line${line:+; }what a browser shows of the admin (no chromium here)"; missing=${missing:-chromium}; }
  on_path docker-registry || { line="$line${line:+; }pulls from a registry (no docker-registry here)"; missing=${missing:-docker-registry}; }
  if [ "${CI:-}" = true ] && [ -n "$missing" ]; then
    echo "mvnw: CI=true leaves no test out, but these cannot run: $line. See .ci/run for what to install." >&2
    return 1
  fi
  [ -e "$1/../shared/golden/replay.py" ] || line="$line${line:+; }comparisons with recorded answers (they are kept apart)"
  [ -z "$line" ] || echo "Left out: $line."
}

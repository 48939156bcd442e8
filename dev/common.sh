# shellcheck shell=bash
# Sourced by the scripts beside it: the repository's root, messages, and the commands they share.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Removes whatever could lead a client to other keys, places or certificates than the ones a script gives it.
forget_aws_settings() {
    local name
    for name in $(compgen -e); do
        case $name in
        AWS_* | S3_LOCAL | *_proxy | *_PROXY | *_CA_BUNDLE) unset "$name" ;;
        esac
    done
    export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true
}

# Passes a build's output on, but of its progress lines only one in a hundred unless a person watches.
thin_progress() {
    if [ -t 1 ]; then cat; else awk '!/^\[[0-9]+\/[0-9]+\]/ || ++lines % 100 == 0 { print; fflush() }'; fi
}

# Builds, and fails on a warning in a file of this package. Only files that are compiled anew can warn.
build() {
    local log status=0
    log=$(mktemp)
    swift build --package-path "$root" "$@" 2>&1 | tee "$log" | thin_progress || status=$?
    if [ "$status" -eq 0 ] && grep -E "^$root/(Sources|Tests)/[^:]+:[0-9]+:[0-9]+: warning:" "$log" | sort -u >&2; then
        printf 'error: the build has warnings\n' >&2
        status=1
    fi
    rm -f "$log"
    return "$status"
}

# Builds s3 in a configuration, unless S3_BINARY names one that is built already. Sets s3, its path.
build_s3() {
    if [ -n "${S3_BINARY:-}" ]; then
        s3=$(realpath "$S3_BINARY")
        return
    fi
    say "Building s3 ($1)"
    build -c "$1" --product s3
    s3=$(swift build --package-path "$root" -c "$1" --show-bin-path)/s3
}

# Starts `s3 serve` in the background on a port the system chooses, waits until it listens, and takes over the
# environment it prints. Sets server_pid; the caller ends it. Usage: start_server S3 LOG [ARGUMENT...]
start_server() {
    local s3=$1 log=$2 waited=0
    shift 2
    "$s3" serve --port 0 "$@" </dev/null >"$log" 2>&1 &
    server_pid=$!
    until grep -q '^export AWS_ENDPOINT_URL_S3=http' "$log"; do
        kill -0 "$server_pid" 2>/dev/null || { cat "$log" >&2; fail "the server did not start"; }
        [ $((waited += 1)) -le 300 ] || { cat "$log" >&2; fail "the server does not say where it listens"; }
        sleep 0.1
    done
    # shellcheck disable=SC1090
    source <(grep '^export ' "$log")
}

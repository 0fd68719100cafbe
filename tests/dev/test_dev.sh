#!/usr/bin/env bash
# What ./dev does around the program: packages, presets, the life of the gateway in `run`, exit codes. The program, the compiler
# and apt are stand-ins that write down how they were called.
# The stand-ins expand their own variables, later.
# shellcheck disable=SC2016
set -euo pipefail
source_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
box=$(mktemp -d)
unset DISPLAY WAYLAND_DISPLAY
trap 'rm -rf -- "$box"' EXIT
failures=0

stand_in() {
    cat >"$box/bin/$1"
    chmod +x "$box/bin/$1"
}

fresh_box() {
    rm -rf -- "${box:?}"/*
    mkdir -p "$box"/{bin,calls,tree/build/dev,tree/build/tools/usr/sbin,tree/resources}
    cp "$source_root/dev" "$box/tree/dev"
    touch "$box/tree/CMakePresets.json" "$box/tree/build/dev/build.ninja" "$box/tree/build/dev/CMakeCache.txt"
    install -m 0755 /dev/null "$box/tree/build/tools/usr/sbin/nginx"
    stand_in cmake <<<'#!/bin/bash
echo "$*" >>"$CALLS/cmake"'
    stand_in ninja <<<'#!/bin/bash
echo "$*" >>"$CALLS/ninja"
exit "${NINJA_EXIT:-0}"'
    stand_in ctest <<<'#!/bin/bash
echo "$*" >>"$CALLS/ctest"
exit "${CTEST_EXIT:-0}"'
    stand_in sudo <<<'#!/bin/bash
"$@"'
    stand_in apt-get <<<'#!/bin/bash
echo "$*" >>"$CALLS/apt-get"
[[ $1 == -s && -n ${NO_LISTS:-} ]] && exit 100
[[ $* == *update* ]] || [[ -z ${NO_MIRROR:-} ]]'
    stand_in dpkg-query <<<'#!/bin/bash
shift 3
for package; do [[ $package == "${MISSING:-}" ]] || echo "installed $package"; done'
    cat >"$box/tree/build/dev/callscope" <<<'#!/bin/bash
echo "$*" >>"$CALLS/$1"
case $1 in
serve)
    [[ -z ${PORT_TAKEN:-} ]] || { echo "port 5000 is taken by pid 17" >&2; exit 4; }
    echo $$ >"$CALLS/gateway.pid"
    trap "echo drained; exit 0" TERM
    echo "warning: unsigned" >&2
    echo "listening on http://127.0.0.1:43210" >&2
    while :; do sleep 0.02; done
    ;;
simulate)
    echo $$ >"$CALLS/simulator.pid"
    while [[ -n ${ENDLESS:-} ]]; do sleep 0.02; done
    mkdir -p records/2026-01-15/CA1
    echo sound >records/2026-01-15/CA1/audio.wav
    echo "token ${TWILIO_AUTH_TOKEN:-unset}, agent ${CALLSCOPE_AGENT:-unset}"
    exit "${CALL_EXIT:-0}"
    ;;
esac'
    stand_in callscope-monitor <<<'#!/bin/bash
echo "$*" >>"$CALLS/monitor"
echo "token ${TWILIO_AUTH_TOKEN:-unset}"
exit "${CALL_EXIT:-0}"'
    mv "$box/bin/callscope-monitor" "$box/tree/build/dev/"
    chmod +x "$box/tree/build/dev/callscope"
}

# in_box [NAME=VALUE…] VERB…: leaves its output in $box/output and its exit code in $code.
in_box() {
    code=0
    env CALLS="$box/calls" PATH="$box/bin:$PATH" "${settings[@]}" "$box/tree/dev" "$@" >"$box/output" 2>&1 </dev/null || code=$?
}

complain() {
    printf 'FAIL %s: %s\n' "$test" "$*"
    sed 's/^/    | /' "$box/output"
    failures=$((failures + 1))
}
expect_code() { [[ $code -eq $1 ]] || complain "exit $code instead of $1"; }
expect_output() { grep -qF -- "$1" "$box/output" || complain "output lacks '$1'"; }
expect_calls() { [[ "$(cat "$box/calls/$1" 2>/dev/null)" == "$2" ]] || complain "calls of $1: $(cat "$box/calls/$1" 2>&1)"; }
expect_call_part() { grep -qF -- "$2" "$box/calls/$1" || complain "calls of $1 lack '$2': $(cat "$box/calls/$1" 2>&1)"; }
expect_gone() { ! kill -KILL "$(cat "$box/calls/$1.pid")" 2>/dev/null || complain "the $1 still ran"; }

nothing_is_installed_or_configured_twice() {
    in_box build
    expect_code 0
    expect_calls apt-get ''
    expect_calls cmake ''
    expect_call_part ninja '-C build/dev'
}

a_missing_package_is_installed_without_fetching_lists_again() {
    settings=(MISSING=libsndfile1-dev)
    in_box build
    expect_code 0
    expect_output 'Installing: libsndfile1-dev'
    expect_call_part apt-get 'install --no-install-recommends libsndfile1-dev'
    ! grep -q update "$box/calls/apt-get" || complain 'lists were fetched'
}

package_lists_are_fetched_when_there_are_none() {
    settings=(MISSING=cmake NO_LISTS=1)
    in_box build
    expect_code 0
    [[ $(grep -c update "$box/calls/apt-get") -eq 1 ]] || complain 'lists were not fetched once'
}

a_failed_installation_stops_the_verb() {
    settings=(MISSING=cmake NO_MIRROR=1)
    in_box build
    expect_code 2
    expect_output 'apt-get could not install'
    expect_calls ninja ''
}

a_changed_preset_is_configured_again() {
    touch -d '+1 minute' "$box/tree/CMakePresets.json"
    in_box build
    expect_calls cmake '--preset dev'
}

an_unknown_verb_or_preset_is_refused() {
    in_box dance
    expect_code 2
    expect_output "no verb 'dance'"
    in_box build fast
    expect_code 2
    expect_output "no preset 'fast'"
}

test_hands_options_to_ctest_and_its_failure_on() {
    in_box test dev -R pacer
    expect_code 0
    expect_call_part ctest '--test-dir build/dev --output-on-failure --no-tests=error'
    expect_call_part ctest '-R pacer'
    expect_output 'all passed'
    settings=(CTEST_EXIT=8)
    in_box test
    expect_code 8
    expect_output 'FAILED'
}

floods_and_soak_hand_their_options_on() {
    mkdir -p "$box/tree/build/release"
    stand_in python3 <<<'#!/bin/bash
echo "$*" >>"$CALLS/python3"'
    settings=(MISSING=slowhttptest)
    in_box floods --only pings
    expect_code 0
    expect_output 'Installing: slowhttptest'
    expect_call_part ninja '-C build/release'
    expect_calls python3 '-B tests/load/floods.py --only pings'
    rm "$box/calls/python3"
    in_box soak 5 --calls 3
    expect_calls python3 '-B tests/load/soak.py --minutes 5 --csv build/soak.csv --calls 3'
}

benches_under_load_hand_their_options_on() {
    mkdir -p "$box/tree/build/release"
    stand_in python3 <<<'#!/bin/bash
echo "$*" >>"$CALLS/python3"'
    settings=(MISSING=gunicorn)
    in_box bench scale --runs 1
    expect_code 0
    expect_calls apt-get ''
    expect_call_part ninja 'callscope_loadgen'
    expect_calls python3 '-B tests/bench/scale.py --runs 1'
    rm "$box/calls/python3"
    in_box bench peers --only node
    expect_output 'Installing: gunicorn'
    expect_calls python3 '-B tests/bench/peers.py --only node'
}

a_failed_build_runs_no_test() {
    settings=(NINJA_EXIT=1)
    in_box test
    expect_code 1
    expect_calls ctest ''
}

run_shows_the_log_and_where_the_call_is() {
    settings=(TWILIO_AUTH_TOKEN=real CALLSCOPE_AGENT=loopback)
    in_box run
    expect_code 0
    expect_output 'listening on http://127.0.0.1:43210'
    expect_output 'drained'
    expect_output 'records/2026-01-15/CA1/audio.wav'
    expect_output 'token unset, agent loopback'
    expect_call_part serve '--port 0'
    expect_call_part simulate 'simulate http://127.0.0.1:43210 --audio /usr/share/pocketsphinx/test/data/goforward.raw'
    expect_gone gateway
}

run_opens_the_monitor_where_there_is_a_display() {
    settings=(DISPLAY=:7 TWILIO_AUTH_TOKEN=real)
    in_box run
    expect_code 0
    expect_call_part monitor '--port 0'
    expect_call_part monitor '--test-call /usr/share/pocketsphinx/test/data/goforward.raw'
    expect_output 'token unset'
    expect_calls serve ''
}

run_with_options_stays_on_the_terminal() {
    settings=(DISPLAY=:7)
    in_box run -- --barge-in 1500
    expect_code 0
    expect_call_part simulate '--barge-in 1500'
    expect_calls monitor ''
}

run_hands_options_and_the_exit_code_of_the_call_on() {
    settings=(CALL_EXIT=1)
    in_box run -- --barge-in 1500
    expect_code 1
    expect_call_part simulate '--barge-in 1500'
    expect_output 'records/2026-01-15/CA1/audio.wav'
    expect_gone gateway
}

run_says_why_the_gateway_did_not_start() {
    settings=(PORT_TAKEN=1)
    in_box run
    expect_code 2
    expect_output 'taken by pid 17'
    expect_calls simulate ''
}

an_interrupted_run_leaves_no_process() {
    local dev
    CALLS="$box/calls" PATH="$box/bin:$PATH" ENDLESS=1 "$box/tree/dev" run >"$box/output" 2>&1 </dev/null &
    dev=$!
    until [[ -s $box/calls/simulator.pid ]] || ! kill -0 "$dev" 2>/dev/null; do sleep 0.02; done
    kill -TERM "$dev"
    code=0
    wait "$dev" || code=$?
    expect_code 143
    expect_gone gateway
    expect_gone simulator
}

mapfile -t tests < <(sed -n 's/^\([a-z_]*\)() {$/\1/p' "${BASH_SOURCE[0]}" | grep -vxE 'stand_in|fresh_box|in_box|complain')
for test in "${tests[@]}"; do
    fresh_box
    settings=()
    "$test"
done
printf '%d tests, %d failures\n' "${#tests[@]}" "$failures"
[[ $failures -eq 0 && ${#tests[@]} -gt 0 ]]

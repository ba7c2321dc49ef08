# Where things are, and building them. Sourced; expects PAENMF_ROOT.

say() { printf 'paenmf: %s\n' "$*" >&2; }

# Ends the run: the first argument is the exit code (2: the user's options, 1: anything else).
fail() {
  local code=$1
  shift
  say "$*"
  exit "$code"
}

# A source tree has a pom.xml; an unpacked release has the jar in lib/ instead.
is_source_tree() { [[ -f "$PAENMF_ROOT/pom.xml" ]]; }

job_target() { printf '%s/spark-job/job/target' "$PAENMF_ROOT"; }

# Sets JOB_JAR, the one jar with everything but Spark; empty when there is none.
find_job_jar() {
  local folder candidate
  if is_source_tree; then folder="$(job_target)"; else folder="$PAENMF_ROOT/lib"; fi
  JOB_JAR=""
  for candidate in "$folder"/paenmf-job-*-all.jar; do
    [[ -f "$candidate" ]] && JOB_JAR="$candidate"
  done
  return 0
}

# True when a source, a resource or a pom.xml is newer than the jar. A folder counts too, since it changes when a file
# is removed from it. Tests don't count, nor does what they leave behind.
is_stale() {
  [[ -z "$JOB_JAR" || ! -f "$(job_target)/spark/RELEASE" ]] && return 0
  local newer module
  local -a inputs=("$PAENMF_ROOT/pom.xml" "$PAENMF_ROOT/LICENSE" "$PAENMF_ROOT/NOTICE")
  for module in core spark cuda job; do
    [[ -d "$PAENMF_ROOT/spark-job/$module" ]] || continue
    inputs+=("$PAENMF_ROOT/spark-job/$module/pom.xml" "$PAENMF_ROOT/spark-job/$module/src/main")
  done
  newer="$(find "${inputs[@]}" -newer "$JOB_JAR" -print -quit)"
  [[ -n "$newer" ]]
}

ensure_built() {
  find_job_jar
  if ! is_source_tree; then
    [[ -n "$JOB_JAR" ]] || fail 1 "no paenmf-job-*-all.jar in $PAENMF_ROOT/lib: the release is incomplete, unpack it again"
    return 0
  fi
  is_stale || return 0
  require_build_tools
  # One build at a time: a second caller waits and then finds it done.
  mkdir -p "$(job_target)"
  exec 9>"$(job_target)/build.lock"
  if command -v flock >/dev/null; then flock 9; fi
  find_job_jar
  if is_stale; then build; fi
  exec 9>&-
}

build() {
  say "building (a minute or two the first time, more when Maven has to download)"
  local log
  log="$(job_target)/build.log"
  # Without its own standard input, so that a command's piped input is left alone.
  if ! (cd "$PAENMF_ROOT" && mvn -B -ntp -DskipTests -Dspotless.check.skip=true \
      -pl spark-job/job -am package) >"$log" 2>&1 9>&- </dev/null; then
    grep -E '^\[ERROR\]' "$log" | head -40 >&2 || true
    fail 1 "the build failed; the whole log is in $log"
  fi
  find_job_jar
  [[ -n "$JOB_JAR" ]] || fail 1 "the build left no paenmf-job-*-all.jar in $(job_target); see $log"
  # A file dated in the future, or one saved during the build, would otherwise ask for a build every time.
  touch "$JOB_JAR"
  say "built $(basename "$JOB_JAR") ($(($(stat -c %s "$JOB_JAR") / 1000000)) MB)"
}

require_build_tools() {
  [[ -x "$(dirname "$JAVA")/javac" ]] || command -v javac >/dev/null \
    || fail 1 "building needs a JDK 17 or later (javac is missing; Debian: apt-get install openjdk-17-jdk-headless)"
  command -v mvn >/dev/null \
    || fail 1 "building needs Maven 3.8 or later (mvn is missing; Debian: apt-get install maven)"
}

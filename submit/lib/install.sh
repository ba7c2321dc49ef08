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

DEFAULT_LINE=4.1

# Sets SPARK_LINE, the Spark that the job is built for: what PAENMF_SPARK_LINE says, else the line of the Spark at
# SPARK_HOME, else the default.
find_line() {
  local found="" jar
  SPARK_LINE="${PAENMF_SPARK_LINE:-}"
  if ! is_source_tree; then
    find_job_jar
    found="$(basename "$JOB_JAR")"
    found="${found#paenmf-job-}"
    found="${found%%_*}"
    [[ -z "$SPARK_LINE" || -z "$found" || "$SPARK_LINE" == "$found" ]] \
      || fail 2 "PAENMF_SPARK_LINE is $SPARK_LINE, but this release is for Spark $found"
    SPARK_LINE="$found"
    found=""
  fi
  if [[ -n "${SPARK_HOME:-}" && -z "${PAENMF_SPARK_LINE:-}" ]]; then
    for jar in "$SPARK_HOME"/jars/spark-core_*.jar; do
      [[ -f "$jar" ]] && found="$(basename "$jar" .jar)"
    done
    case "$found" in
      "") ;;
      spark-core_2.13-4.1.*) found=4.1 ;;
      spark-core_2.12-3.5.*) found=3.5 ;;
      *) fail 2 "SPARK_HOME holds $found; the job is built for Spark 4.1 (Scala 2.13) and 3.5 (Scala 2.12)." \
        "PAENMF_SPARK_LINE=4.1 or 3.5 tries one of them all the same" ;;
    esac
    [[ -z "$SPARK_LINE" || -z "$found" || "$SPARK_LINE" == "$found" ]] \
      || fail 2 "SPARK_HOME is Spark $found, but this release is for Spark $SPARK_LINE"
    SPARK_LINE="${SPARK_LINE:-$found}"
  fi
  SPARK_LINE="${SPARK_LINE:-$DEFAULT_LINE}"
  case "$SPARK_LINE" in
    4.1) SCALA_LINE=2.13 ;;
    3.5) SCALA_LINE=2.12 ;;
    *) fail 2 "PAENMF_SPARK_LINE is 4.1 (default) or 3.5, not \"$SPARK_LINE\"" ;;
  esac
}

# Each line has a folder of its own, as the build states it.
job_target() {
  printf '%s/spark-job/job/target' "$PAENMF_ROOT"
  [[ "$SPARK_LINE" == "$DEFAULT_LINE" ]] || printf '/spark-%s' "$SPARK_LINE"
}

# Sets JOB_JAR, the one jar with everything but Spark, and GPU_JARS, optional ones for NVIDIA GPUs; either is empty when
# there is none. PAENMF_GPU_JARS names others in their place, parted by commas (ND4J's own CUDA backend), or is "none".
find_job_jar() {
  local folder cuda candidate
  if is_source_tree; then
    folder="$(job_target)" cuda="$(job_target)"
    cuda="${cuda/spark-job\/job/spark-job/cuda}"
  else
    folder="$PAENMF_ROOT/lib" cuda="$PAENMF_ROOT/lib"
  fi
  GPU_JARS=()
  case "${PAENMF_GPU_JARS:-}" in
    "")
      for candidate in "$cuda"/paenmf-cuda-*-all.jar; do
        [[ -f "$candidate" ]] && GPU_JARS=("$candidate")
      done
      ;;
    none) ;;
    *)
      IFS=, read -r -a GPU_JARS <<<"$PAENMF_GPU_JARS"
      for candidate in "${GPU_JARS[@]}"; do
        [[ -f "$candidate" ]] || fail 2 "PAENMF_GPU_JARS: there is no file $candidate"
      done
      ;;
  esac
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

# Expects find_line.
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
  local -a line=()
  log="$(job_target)/build.log"
  [[ "$SPARK_LINE" == "$DEFAULT_LINE" ]] || line=("-Pspark-$SPARK_LINE")
  # Without its own standard input, so that a command's piped input is left alone.
  if ! (cd "$PAENMF_ROOT" && mvn -B -ntp -DskipTests -Dspotless.check.skip=true \
      ${line[@]+"${line[@]}"} -pl spark-job/job,spark-job/cuda -am package) >"$log" 2>&1 9>&- </dev/null; then
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

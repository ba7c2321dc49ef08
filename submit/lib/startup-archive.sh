# An archive of loaded classes (AppCDS), so that a run doesn't spend its first seconds on class loading. Sourced after
# install.sh. It belongs to one Java and one set of jars: made here on first use, made anew when either changes, never
# shipped. PAENMF_STARTUP_ARCHIVE=off runs without it.

# Sets STARTUP_OPTIONS for java; leaves it empty when there is no archive and none can be made.
startup_archive() {
  STARTUP_OPTIONS=()
  [[ "${PAENMF_STARTUP_ARCHIVE:-on}" != off ]] || return 0
  local folder archive key
  folder="$(job_target)/startup"
  archive="$folder/classes.jsa"
  key="$(startup_key)"
  if [[ ! -f "$folder/key" || "$(<"$folder/key")" != "$key" ]]; then
    make_startup_archive "$folder" "$key"
  fi
  if [[ -f "$archive" ]]; then
    STARTUP_OPTIONS=(-Xshare:auto "-XX:SharedArchiveFile=$archive")
  fi
}

# Names this Java and these jars: sizes and times tell a changed file without reading it.
startup_key() {
  local home
  home="$(dirname -- "$(dirname -- "$JAVA")")"
  printf '%s\n' "$JAVA_RELEASE"
  stat -L -c '%n %s %Y' "$home/lib/modules" "$home/lib/server/libjvm.so" "$JOB_JAR" ${GPU_JARS[@]+"${GPU_JARS[@]}"} 2>/dev/null || true
  stat -L -c '%n %s %Y' "$(job_target)"/spark/jars/*.jar | cksum
}

# One small run, whose classes are written down at its end. A failure is noted under the same key, so that it is tried
# and told once and not in every run.
make_startup_archive() {
  local folder=$1 key=$2 trial
  if ! mkdir -p "$folder" 2>/dev/null || [[ ! -w "$folder" ]]; then
    say "no start-up archive: $folder can't be written (a few seconds slower)"
    return 0
  fi
  exec 9>"$folder/lock"
  if command -v flock >/dev/null; then flock 9; fi
  if [[ ! -f "$folder/key" || "$(<"$folder/key")" != "$key" ]]; then
    say "preparing the start-up archive (once, about half a minute)"
    rm -f "$folder"/classes.jsa "$folder"/making.jsa
    trial="$(mktemp -d "${TMPDIR:-/tmp}/paenmf-startup.XXXXXX")"
    if run_for_archive "$trial" -XX:ArchiveClassesAtExit="$folder/making.jsa" >"$folder/log" 2>&1 9>&- </dev/null \
        && [[ -s "$folder/making.jsa" ]]; then
      mv -f "$folder/making.jsa" "$folder/classes.jsa"
    else
      rm -f "$folder/making.jsa"
      say "no start-up archive could be made (see $folder/log): runs start a few seconds slower"
    fi
    rm -rf "$trial"
    printf '%s\n' "$key" >"$folder/key"
  fi
  exec 9>&-
}

# The run that is archived: a fit of a small table, since reading, fitting and saving load nearly every class that the
# other commands need.
run_for_archive() {
  local trial=$1
  shift
  awk 'BEGIN { for (i = 1; i <= 40; i++) for (j = 1; j <= 30; j++)
    printf "%.4f%s", 1 + sin(i * j / 7) + (i % 3) * (j % 4), j < 30 ? "," : "\n" }' >"$trial/table.csv"
  (cd "$trial" && "${EMBEDDED_JVM[@]:0:1}" "$@" "${EMBEDDED_JVM[@]:1}" "$MAIN_CLASS" \
    fit --input table.csv --layout columns --scale column-max --rank 2 --max-iter 10 --model model)
}

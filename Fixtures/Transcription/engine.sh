#!/bin/sh
# An engine for tests: engine.sh FILE.wav LANGUAGE. It tells how long the file is, and does what the
# file beside it named "does" says: fail, hang (with a child that hangs too), noise (text before its
# JSON), chatter (complaints beside it), or nothing of that.
case "$(cat "$(dirname "$0")/does" 2>/dev/null)" in
fail) echo "no model" >&2; exit 3 ;;
hang) sleep 300 & echo $! >"$(dirname "$0")/child"; trap '' TERM; sleep 300 ;;
noise) echo "loading" ;;
chatter) echo "warning: {\"text\": \"wrong\"}" >&2 ;;
esac
size=$(wc -c <"$1")
printf '{"text": "Guten Tag,\\nhier sind %s Millisekunden.", "language": "%s", "nice": %s}\n' \
  $(((size - 44) / 16)) "$2" "$(nice)"

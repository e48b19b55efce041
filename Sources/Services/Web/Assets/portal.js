// VoicePortal: player, recorder, passcode field and new messages. Every form works without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const clock = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function setUpPlayer(player) {
  const audio = player.querySelector("audio");
  const position = player.querySelector("input[type=range]");
  const time = player.querySelector(".time");
  const button = player.querySelector(".round");
  const total = () => (Number.isFinite(audio.duration) ? audio.duration : Number(player.dataset.seconds));
  const played = player.querySelector(".wave clipPath rect");
  const draw = () => {
    if (!position) return;
    played?.setAttribute("width", total() > 0 ? (400 * audio.currentTime) / total() : 0);
    position.max = total();
    position.value = audio.currentTime;
    position.setAttribute("aria-valuetext", clock(audio.currentTime));
    time.textContent = `${clock(audio.currentTime)} / ${clock(total())}`;
  };
  const state = () => {
    player.toggleAttribute("data-playing", !audio.paused);
    button.setAttribute("aria-label", audio.paused ? button.dataset.play : button.dataset.pause);
  };
  button.addEventListener("click", () => {
    if (!audio.paused) return audio.pause();
    for (const other of all("audio")) if (other !== audio) other.pause();
    audio.play().catch(state);
  });
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, state);
  for (const event of ["timeupdate", "durationchange"]) audio.addEventListener(event, draw);
  position?.addEventListener("input", () => {
    audio.currentTime = Number(position.value);
    draw();
  });
  player.querySelector("select")?.addEventListener("change", (event) => {
    audio.playbackRate = Number(event.target.value);
  });
}
all("[data-player]").forEach(setUpPlayer);

// A WAV file of 16 bit mono out of what the microphone gave.
function wav(blocks, rate) {
  const count = blocks.reduce((sum, block) => sum + block.length, 0);
  const view = new DataView(new ArrayBuffer(44 + 2 * count));
  const text = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + 2 * count, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * count, true);
  let at = 44;
  for (const block of blocks) {
    for (const sample of block) {
      view.setInt16(at, Math.max(-1, Math.min(1, sample)) * 32767, true);
      at += 2;
    }
  }
  return new Blob([view], { type: "audio/wav" });
}

function setUpRecorder(recorder) {
  const input = document.getElementById(recorder.dataset.recorder);
  const audio = recorder.querySelector("audio");
  const bars = all(".level rect", recorder);
  const meter = recorder.querySelector("[role=meter]");
  const time = recorder.querySelector("[data-clock]");
  const problem = recorder.querySelector("[data-problem]");
  const longest = Number(recorder.dataset.longest);
  let recording = null;

  const show = (state) => {
    recorder.dataset.state = state;
    recorder.querySelector(`[data-in~=${state}] button`)?.focus();
  };
  const level = (block) => {
    const loudest = block.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const share = loudest > 0 ? Math.max(0, 1 + (20 * Math.log10(loudest)) / 60) : 0;
    bars.forEach((bar, index) => bar.classList.toggle("lit", index < share * bars.length));
    meter.setAttribute("aria-valuenow", Math.round(100 * share));
  };
  const end = async () => {
    const done = recording;
    recording = null;
    done?.stream.getTracks().forEach((track) => track.stop());
    await done?.context.close();
    return done;
  };
  const begin = async () => {
    problem.hidden = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      // A browser that gives no 16 kHz gives its own rate.
      let context;
      try {
        context = new AudioContext({ sampleRate: 16000 });
        context.createMediaStreamSource(stream).disconnect();
      } catch {
        context = new AudioContext();
      }
      await context.audioWorklet.addModule("/recorder.js");
      const source = context.createMediaStreamSource(stream);
      const node = new AudioWorkletNode(context, "recorder");
      const mine = { stream, context, blocks: [], count: 0 };
      recording = mine;
      node.port.onmessage = ({ data }) => {
        if (recording !== mine) return;
        mine.blocks.push(data);
        mine.count += data.length;
        level(data);
        const seconds = mine.count / context.sampleRate;
        time.textContent = clock(seconds);
        if (seconds >= longest) keep();
      };
      source.connect(node);
      show("live");
    } catch {
      await end();
      problem.hidden = false;
      show("idle");
    }
  };
  const keep = async () => {
    const done = await end();
    if (!done?.blocks.length) return show("idle");
    const sound = wav(done.blocks, done.context.sampleRate);
    const files = new DataTransfer();
    files.items.add(new File([sound], "recording.wav", { type: "audio/wav" }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    audio.src = URL.createObjectURL(sound);
    show("kept");
  };
  const drop = async () => {
    await end();
    input.value = "";
    show("idle");
  };
  for (const button of all("[data-to]", recorder)) {
    button.addEventListener("click", () => ({ live: begin, kept: keep, idle: drop })[button.dataset.to]());
  }
}
all("[data-recorder]").forEach(setUpRecorder);

for (const button of all("[data-show]")) {
  button.addEventListener("click", () => {
    const isShown = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!isShown));
    for (const id of button.dataset.show.split(" ")) {
      document.getElementById(id).type = isShown ? "password" : "text";
    }
  });
}

for (const button of all("[data-close]")) {
  button.addEventListener("click", () => {
    document.getElementById(button.dataset.close).hidden = true;
  });
}

// A file that is chosen is meant: its choice is made.
for (const input of all("input[type=file][data-chooses]")) {
  input.addEventListener("change", () => {
    const choice = document.getElementById(input.dataset.chooses);
    if (choice && input.files.length) choice.checked = true;
  });
}

// The line over the messages that are ticked.
const bulk = document.querySelector(".bulk");
if (bulk) {
  const ticks = all("input[name=message]");
  const count = bulk.querySelector("strong");
  const draw = () => {
    const number = ticks.filter((tick) => tick.checked).length;
    bulk.hidden = number === 0;
    count.textContent = count.dataset.text.replace("#", number);
  };
  for (const tick of ticks) tick.addEventListener("change", draw);
  bulk.closest("form").addEventListener("reset", () => setTimeout(draw));
  draw();
}

// New messages. One stream a browser: the tab that is seen has it, the others have none.
const toast = document.querySelector("#toast[data-events]");
if (toast) {
  let events = null;
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource(toast.dataset.events);
      events.addEventListener("messages", ({ data }) => {
        const { new: count, text, isNew } = JSON.parse(data);
        document.title = document.title.replace(/^(\(\d+\) )?/, count ? `(${count}) ` : "");
        for (const badge of all(".count")) badge.firstChild.textContent = count;
        if (!isNew) return;
        toast.hidden = false;
        toast.querySelector("[role=status]").textContent = text;
      });
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}

// The rules of a passcode, as far as they can be checked here.
for (const list of all("[data-rules]")) {
  const input = document.getElementById(list.dataset.rules);
  const longestRun = (digits, step) => {
    let [run, longest] = [1, digits.length ? 1 : 0];
    for (let i = 1; i < digits.length; i += 1) {
      run = Number(digits[i]) - Number(digits[i - 1]) === step ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  };
  const isKept = {
    length: (digits, value) => {
      const [least, most] = value.split(" ").map(Number);
      return /^[0-9]*$/.test(digits) && digits.length >= least && digits.length <= most;
    },
    up: (digits, value) => longestRun(digits, 1) <= Number(value),
    down: (digits, value) => longestRun(digits, -1) <= Number(value),
    same: (digits, value) => longestRun(digits, 0) <= Number(value),
    without: (digits, value) => value.split(" ").every((own) => !own || !digits.includes(own)),
  };
  const shapes = { yes: "m5 12.5 4.5 4.5L19 7.5", no: "M6 6l12 12M18 6 6 18" };
  const look = () => {
    for (const row of all("[data-rule]", list)) {
      const check = isKept[row.dataset.rule];
      if (!check || !input.value) continue;
      const state = check(input.value, row.dataset.value) ? "yes" : "no";
      if (row.classList.contains(state)) continue;
      row.className = state;
      row.querySelector(".vh").textContent = `${state === "yes" ? list.dataset.kept : list.dataset.broken}: `;
      row.querySelector("svg").innerHTML = `<path d="${shapes[state]}"/>`;
    }
  };
  input.addEventListener("input", look);
  // A generated one stands there already.
  look();
}

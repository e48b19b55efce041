// Hands on what the microphone gives, block by block.
class Recorder extends AudioWorkletProcessor {
  process([[block]]) {
    if (block) this.port.postMessage(block.slice());
    return true;
  }
}
registerProcessor("recorder", Recorder);

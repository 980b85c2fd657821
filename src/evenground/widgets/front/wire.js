// Messages as the kernel's websocket carries them (v1.kernel.websocket.jupyter.org), and binary values in a state.
//
// A frame is: the number of offsets, the offsets, then the parts one after the other, the last offset being the
// frame's end. Offsets are 64-bit little-endian. Parts: channel, header, parent header, metadata, content, buffers.
const HEAD = ["header", "parent_header", "metadata", "content"];
const WORD = 8;

export const isBinary = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
const isPlain = (value) => value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
const bytesOf = (value) => (ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value));

// One frame from {header, parent_header, metadata, content} and binary buffers.
export function pack(channel, message, buffers = []) {
  const encoder = new TextEncoder();
  const texts = [channel, ...HEAD.map((name) => JSON.stringify(message[name] ?? {}))];
  const parts = [...texts.map((text) => encoder.encode(text)), ...buffers.map(bytesOf)];
  const start = WORD * (parts.length + 2);
  const frame = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, start));
  const view = new DataView(frame.buffer);
  const write = (word, number) => view.setBigUint64(WORD * word, BigInt(number), true);
  let at = start;
  write(0, parts.length + 1);
  parts.forEach((part, index) => {
    write(index + 1, at);
    frame.set(part, at);
    at += part.byteLength;
  });
  write(parts.length + 1, at);
  return frame;
}

// The message in a frame (an ArrayBuffer); its buffers become DataViews on memory of their own.
export function unpack(frame) {
  const view = new DataView(frame);
  const read = (word) => Number(view.getBigUint64(WORD * word, true));
  const part = (index) => frame.slice(read(index + 1), read(index + 2));
  const decoder = new TextDecoder();
  const message = { channel: decoder.decode(part(0)), buffers: [] };
  HEAD.forEach((name, index) => { message[name] = JSON.parse(decoder.decode(part(index + 1))); });
  for (let index = HEAD.length + 1; index < read(0) - 1; index++) message.buffers.push(new DataView(part(index)));
  return message;
}

// A copy of a state without its binary values, and where they were: {state, paths, buffers}.
export function takeBuffers(state) {
  const paths = [];
  const buffers = [];
  const copy = (value, path) => {
    if (isBinary(value)) {
      paths.push(path);
      buffers.push(value);
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => copy(item, [...path, index]));
    if (!isPlain(value)) return value;
    const kept = {};
    for (const [name, item] of Object.entries(value)) {
      const copied = copy(item, [...path, name]);
      if (!isBinary(item)) kept[name] = copied; // a key leaves with its value; in a list null keeps the place
    }
    return kept;
  };
  return { state: copy(state, []), paths, buffers };
}

// Puts binary values back where their paths say; changes `state` and returns it.
export function putBuffers(state, paths = [], buffers = []) {
  paths.forEach((path, index) => {
    const holder = path.slice(0, -1).reduce((value, key) => value[key], state);
    holder[path[path.length - 1]] = buffers[index];
  });
  return state;
}

// An id for sessions and messages; crypto.randomUUID is missing where the page came over plain http.
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

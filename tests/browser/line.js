// Listens at the line between a page and Streamlit's server, so that a test knows when the last thing that was asked is
// answered: the page itself says "running" only once the server has begun, however long that takes.
(() => {
  const ASKS_TO_RUN = 11, BEGINS = 4, ENDS = 6; // fields of Streamlit's messages, streamlit/proto/BackMsg and ForwardMsg
  const CUT_OFF_BY_THE_NEXT = 2; // how a run ended
  const line = (window.line = { said: 0, asked: 0, begun: 0, ended: 0 });

  /** The numbers in a message by their field; of whatever is longer, its length. */
  const fields = (bytes) => {
    const found = new Map();
    let at = 0;
    const number = () => {
      let value = 0, place = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * place;
        place *= 128;
      } while (byte > 127);
      return value;
    };
    while (at < bytes.length) {
      const tag = number(), value = number();
      found.set(tag >> 3, value);
      if ((tag & 7) === 2) at += value;
    }
    return found;
  };

  const hears = (message) => {
    line.said += 1;
    if (message.has(BEGINS)) line.begun = line.said;
    if (message.has(ENDS) && message.get(ENDS) !== CUT_OFF_BY_THE_NEXT) line.ended = line.said;
  };

  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", ({ data }) => hears(fields(new Uint8Array(data))));
    }

    send(data) {
      line.said += 1;
      if (fields(new Uint8Array(data)).has(ASKS_TO_RUN)) line.asked = line.said;
      super.send(data);
    }
  };
  line.isAnswered = () => line.asked <= line.begun && line.begun <= line.ended;
})();

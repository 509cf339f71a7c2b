'use strict';
// The network inside the process: listeners by port, and sockets in pairs. Bytes arrive after a
// hop, in an entry of the poll phase; what was written before they do arrives together.

const { major, keepAlive } = internal;
const active = require('internal/active');
const { Buffer } = require('buffer');
const { getContext, inContextOf } = require('internal/async_context');

/** Virtual microseconds until the other side of the loopback notices something: Linux hands it over within the call. */
const hop = 0;
const largest = 64 * 1024; // one read
// What Linux takes at most while nobody reads (tcp_wmem, less what it needs for itself): measured.
const room = 3_919_467;
const ample = room * 2 / 3; // with so little left unread it takes more (sk_stream_is_writeable)

const listeners = new Map();
let lastPort = 49151;

/** Things that would keep a real process waiting though nothing is under way. */
class OpenHandles extends Map {
  set(handle, what) {
    super.set(handle, what);
    internal.setOpenHandles(this.size);
  }
  delete(handle) {
    super.delete(handle);
    internal.setOpenHandles(this.size);
  }
}
const open = internal.openHandles = new OpenHandles();

function kernel(label, micros, owner, callback, kind = 'kernel', type = undefined) {
  const id = active.request(type, kind, label, micros, callback);
  if (owner !== undefined && owner.unreferenced) keepAlive(id, false);
  return id;
}

/** One end of a connection. */
class Tcp {
  constructor(name, owner = undefined, isPipe = false) {
    this.label = name;
    this.owner = owner; // the socket
    this.name = isPipe ? 'PipeWrap' : 'TCPSocketWrap';
    this.peer = null;
    this.inbox = [];
    this.unread = 0; // bytes in it
    this.unsent = undefined; // what there is no room for yet: { bytes, done }
    this.sending = false;
    this.ended = false; // the peer sends no more
    this.hasShutDown = false;
    this.endedAt = undefined; // the poll in which the peer ended
    this.told = false; // ... and the reader knows
    this.isReset = false; // the peer has gone without an end
    this.refused = false; // something was sent that nobody was there to take
    this.reading = false;
    this.arriving = 0; // the number of the request
    this.closed = false;
    this.unreferenced = false;
    this.onread = () => {};
    this.localPort = undefined;
    this.remotePort = undefined;
    this.address = '127.0.0.1'; // of this end
    this.bytesRead = 0;
    this.bytesWritten = 0;
    this.listedAt = undefined; // the poll that last told of it
    this.wroteAt = undefined; // the poll before which it last wrote
    this.context = getContext();
    if (owner !== undefined) active.hold(this);
  }

  /**
   * `done(code)` in poll. The listener gets its end just before, in an entry of its own: the
   * kernel knew of the listener first (epoll reports in the order in which things got ready).
   */
  connect(port, address, done) {
    const listener = listeners.get(port);
    const isPath = typeof port === 'string';
    const type = isPath ? 'PIPECONNECTWRAP' : 'TCPCONNECTWRAP';
    if (listener === undefined) {
      const refuse = () => { if (!this.closed) done(isPath ? 'ENOENT' : 'ECONNREFUSED'); };
      kernel(`net.connect ${port}`, hop, this, refuse, 'kernel', type);
      return;
    }
    const other = new Tcp('server socket', undefined, isPath);
    other.context = listener.context;
    [this.peer, other.peer] = [other, this];
    this.localPort = other.remotePort = ++lastPort;
    this.remotePort = other.localPort = port;
    other.address = listener.address;
    kernel(`net.connection ${port}`, hop, listener, inContextOf(listener, () => {
      if (listener.closed) {
        other.close();
      } else {
        active.hold(other);
        listener.onconnection(other);
      }
    }));
    kernel(`net.connect ${port}`, hop, this, () => {
      if (this.closed) return;
      this.listedAt = internal.polls();
      done(null);
    }, 'kernel', type);
  }

  // A connection keeps the loop alive while it is read from and not at its end: only then it is
  // active (`uv__stream_eof`, libuv src/unix/stream.c).
  wait() {
    const waits = this.reading && !this.told && !this.closed && !this.unreferenced;
    if (waits) open.set(this, `a connection on port ${this.localPort}`);
    else open.delete(this);
  }

  ref() { this.keep(true); }
  unref() { this.keep(false); }
  keep(on) {
    this.unreferenced = !on;
    if (this.arriving) keepAlive(this.arriving, on);
    this.wait();
  }

  readStart() {
    this.reading = true;
    this.wait();
    this.arrive();
  }
  readStop() {
    this.reading = false;
    this.wait();
  }

  /** A code if it fails, null if all is taken; else `done(code)` in poll, when it is. */
  write(bytes, done) {
    this.bytesWritten += bytes.length;
    this.wroteAt = internal.polls();
    const { peer } = this;
    if (peer === null || this.isReset || this.refused) return 'EPIPE';
    if (peer.closed) {
      // The system takes what it has room for; only its answer, a reset, says that it was in vain.
      this.refused = true;
      return bytes.length > room ? 'EPIPE' : null;
    }
    const rest = this.send(bytes);
    if (rest.length === 0) return null;
    const unsent = this.unsent = {
      bytes: rest,
      done(code) {
        active.deliver(unsent);
        done(code);
      },
    };
    active.begin(unsent, 'WRITEWRAP');
    return undefined;
  }

  /** Sends what there is room for, and gives the rest. */
  send(bytes) {
    const { peer } = this;
    const count = Math.max(0, Math.min(bytes.length, room - peer.unread));
    if (count > 0) {
      peer.inbox.push(bytes.subarray(0, count));
      peer.unread += count;
      peer.arrive();
    }
    return bytes.subarray(count);
  }

  // The peer has read something.
  sendMore() {
    if (this.unsent === undefined || this.sending || this.peer.unread > ample) return;
    this.sending = true;
    kernel(`net.write ${this.label}`, hop, this, inContextOf(this, () => {
      this.sending = false;
      if (this.closed) return;
      const { unsent } = this;
      unsent.bytes = this.send(unsent.bytes);
      if (unsent.bytes.length > 0) return;
      this.unsent = undefined;
      unsent.done(null);
    }), this.kind());
  }

  /** The next bytes that have come in, as many as one read takes. */
  take() {
    const parts = [];
    let size = 0;
    while (this.inbox.length > 0 && size < largest) {
      const part = this.inbox.shift();
      const count = Math.min(part.length, largest - size);
      parts.push(part.subarray(0, count));
      if (count < part.length) this.inbox.unshift(part.subarray(count));
      size += count;
    }
    this.unread -= size;
    this.bytesRead += size;
    this.peer.sendMore();
    return parts.length === 1 ? parts[0] : Buffer.concat(parts, size);
  }

  /** Says that no more will be written: in the next poll, and then the peer gets to know. */
  shutdown(done) {
    const end = () => {
      this.hasShutDown = true;
      if (this.peer === null) return;
      this.peer.endNow();
      this.peer.arrive();
    };
    kernel('net.shutdown', 0, this, () => {
      end();
      done();
    }, this.isPutOff() ? 'pending' : this.kind(), 'SHUTDOWNWRAP');
  }

  // libuv 1.44 and later (Node 18) only puts off what shuts down (`uv_shutdown`); older ones wait
  // until the kernel takes more, which up to 1.40 (Node 12) is known if something has just been
  // written (`uv__write_req_finish`).
  isPutOff() { return major >= 18 || (major < 14 && this.wroteAt === internal.polls()); }

  // A socket of which epoll has told stays on its list of ready ones until the next poll, ahead of
  // those that only now become ready (level-triggered: `ep_send_events`, Linux fs/eventpoll.c).
  kind() { return this.listedAt === internal.polls() ? 'listed' : 'kernel'; }

  // What has come in is handed on, one read an entry.
  arrive(kind = this.kind()) {
    if (this.arriving || !this.reading || this.closed) return;
    if (this.inbox.length === 0 && ((!this.ended && !this.isReset) || this.told)) return;
    this.arriving = kernel(`net.read ${this.label}`, hop, this, inContextOf(this, () => {
      this.arriving = 0;
      this.listedAt = internal.polls();
      if (this.closed || !this.reading) return;
      if (this.inbox.length > 0) {
        // Closed both ways when the kernel told of it: what comes to an end is known at once
        // (`uv__stream_io` with POLLHUP, libuv src/unix/stream.c).
        const over = this.ended && this.hasShutDown && this.endedAt < internal.polls();
        const bytes = this.take();
        this.onread(bytes);
        if (over && this.inbox.length === 0 && bytes.length < largest) {
          this.arrive('at-once');
          return;
        }
      } else {
        this.told = true;
        this.wait();
        this.onread(null, this.isReset ? 'ECONNRESET' : undefined);
      }
      this.arrive();
    }), kind);
  }

  /** Nothing comes any more. */
  endNow() {
    this.ended = true;
    this.endedAt = internal.polls();
  }

  // Nothing that matters for what happens when.
  setNoDelay() {}
  setKeepAlive() {}

  /** Without an end: whoever reads at the other side gets ECONNRESET. */
  reset(done) {
    if (this.peer !== null && !this.ended) this.peer.isReset = true;
    this.close(done);
  }

  close(done = () => {}) {
    if (this.closed) return;
    this.closed = true;
    open.delete(this);
    if (this.peer !== null) {
      this.peer.endNow();
      // What it has sent is thrown away, of which it is told.
      if (this.peer.unsent !== undefined) this.peer.isReset = true;
      this.peer.arrive();
    }
    const { unsent } = this;
    internal.close(`net.${this.label} close`, inContextOf(this, () => {
      active.release(this);
      unsent?.done('ECANCELED');
      done();
    }));
  }
}

/** What a server listens with. */
class Listener {
  constructor(owner, onconnection) {
    this.owner = owner; // the server
    this.name = 'TCPServerWrap';
    this.onconnection = onconnection;
    this.closed = false;
    this.unreferenced = false;
    this.port = undefined;
    this.context = getContext();
    this.address = '127.0.0.1'; // as connections see it
  }
  /** The code of what went wrong, or null. */
  listen(port) {
    if (port !== 0 && listeners.has(port)) return 'EADDRINUSE';
    this.port = port === 0 ? ++lastPort : port;
    listeners.set(this.port, this);
    if (typeof port === 'string') this.name = 'PipeServerWrap';
    active.hold(this);
    this.keep(true);
    return null;
  }
  ref() { this.keep(true); }
  unref() { this.keep(false); }
  keep(on) {
    this.unreferenced = !on;
    if (!on) open.delete(this);
    else if (!this.closed) open.set(this, `a server on port ${this.port}`);
  }
  close() {
    if (this.closed) return;
    this.closed = true;
    listeners.delete(this.port);
    open.delete(this);
    internal.close('net.Server close', () => { active.release(this); });
  }
}

module.exports = { Listener, Tcp, hop, kernel };

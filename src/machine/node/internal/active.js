'use strict';
// What is under way and what is open, as process.getActiveResourcesInfo(), _getActiveRequests()
// and _getActiveHandles() tell it: Node's lists of `ReqWrap`s and `HandleWrap`s, in the order in
// which they were made (src/req_wrap-inl.h, src/handle_wrap.h). The output streams are files
// here and have no handles.

const { delivering } = internal;
const { unsupported } = require('internal/errors');

// The resource's name and the object's class, by what async_hooks call it. What crypto and name
// servers do is on no list.
const names = {
  FSREQWRAP: ['FSReqWrap', 'FSReqWrap'],
  FSREQCALLBACK: ['FSReqCallback', 'FSReqCallback'],
  FSREQPROMISE: ['FSReqPromise', 'FSReqPromise'],
  FILEHANDLECLOSEREQ: ['CloseReq', 'FileHandleCloseReq'],
  GETADDRINFOREQWRAP: ['GetAddrInfoReqWrap', 'GetAddrInfoReqWrap'],
  GETNAMEINFOREQWRAP: ['GetNameInfoReqWrap', 'GetNameInfoReqWrap'],
  TCPCONNECTWRAP: ['ConnectWrap', 'TCPConnectWrap'],
  PIPECONNECTWRAP: ['ConnectWrap', 'PipeConnectWrap'],
  SHUTDOWNWRAP: ['SimpleShutdownWrap', 'ShutdownWrap'],
  WRITEWRAP: ['SimpleWriteWrap', 'WriteWrap'],
};

const requests = new Map(); // by number, or what stands for them: of which type they are
let last = { entry: 0 }; // the one that was delivered last, which counts until its callback is over

/** Asks for something as `internal.request` does; `type` is what async_hooks call it. */
function request(type, kind, label, micros, callback) {
  if (names[type] === undefined) return internal.request(kind, label, micros, callback);
  const id = internal.request(kind, label, micros, () => {
    deliver(id);
    callback();
  });
  requests.set(id, type);
  return id;
}

/** From here on the request counts only as long as what runs. */
function deliver(key) {
  requests.delete(last.key);
  last = { key, entry: delivering() };
}

function activeTypes() {
  if (last.entry !== delivering()) requests.delete(last.key);
  return [...requests.values()];
}

const classes = new Map();
/** An object of a class of that name. */
function requestOf(type) {
  const [, name] = names[type];
  if (!classes.has(name)) classes.set(name, { [name]: class {} }[name]);
  return new (classes.get(name))();
}

const handles = new Set(); // { name, owner, unreferenced }
const referenced = () => [...handles].filter((handle) => !handle.unreferenced);

module.exports = {
  request,
  /** What is not one request of the machine: `key` stands for it until it is delivered. */
  begin(key, type) { requests.set(key, type); },
  deliver,
  /** A handle is there from now on; `release` it when it is closed. */
  hold(handle) { handles.add(handle); },
  release(handle) { handles.delete(handle); },
  resources() {
    const types = activeTypes().map((type) => names[type][0]);
    return [...types, ...referenced().map(({ name }) => name), ...internal.activeTimers()];
  },
  requests() { return activeTypes().map(requestOf); },
  handles() {
    // Its timers have handles, which stay until the close phase.
    if (internal.major < 11) throw unsupported('process._getActiveHandles');
    return referenced().map(({ owner }) => owner);
  },
};

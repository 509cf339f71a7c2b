'use strict';
// DOMException: what aborted and otherwise failed web APIs throw.

const { captureStackTrace } = internal;
const { defineProperty } = Object;

const codes = [
  'INDEX_SIZE_ERR', 'DOMSTRING_SIZE_ERR', 'HIERARCHY_REQUEST_ERR', 'WRONG_DOCUMENT_ERR',
  'INVALID_CHARACTER_ERR', 'NO_DATA_ALLOWED_ERR', 'NO_MODIFICATION_ALLOWED_ERR', 'NOT_FOUND_ERR',
  'NOT_SUPPORTED_ERR', 'INUSE_ATTRIBUTE_ERR', 'INVALID_STATE_ERR', 'SYNTAX_ERR',
  'INVALID_MODIFICATION_ERR', 'NAMESPACE_ERR', 'INVALID_ACCESS_ERR', 'VALIDATION_ERR',
  'TYPE_MISMATCH_ERR', 'SECURITY_ERR', 'NETWORK_ERR', 'ABORT_ERR', 'URL_MISMATCH_ERR',
  'QUOTA_EXCEEDED_ERR', 'TIMEOUT_ERR', 'INVALID_NODE_TYPE_ERR', 'DATA_CLONE_ERR',
];

// AbortError has the code of ABORT_ERR, and so on; most newer names have none.
const codeOf = (name) => {
  if (name === 'IndexSizeError') return 1;
  const constant = `${name.replace(/Error$/, '').replace(/(?!^)([A-Z])/g, '_$1').toUpperCase()}_ERR`;
  return codes.indexOf(constant) + 1;
};

class DOMException {
  #name;
  #message;

  constructor(message = '', options = 'Error') {
    this.#message = `${message}`;
    if (options !== null && typeof options === 'object') {
      this.#name = options.name === undefined ? 'Error' : `${options.name}`;
      if ('cause' in options) {
        defineProperty(this, 'cause', {
          value: options.cause, writable: true, configurable: true,
        });
      }
    } else {
      this.#name = `${options}`;
    }
    const shown = { name: this.#name, message: this.#message };
    captureStackTrace(shown, DOMException);
    defineProperty(this, 'stack', { value: shown.stack, writable: true, configurable: true });
  }

  // For `Error.isError`.
  static { internal.isDOMException = (value) => #name in value; }

  get name() { return this.#name; }
  get message() { return this.#message; }
  get code() { return codeOf(this.#name); }
}
Object.setPrototypeOf(DOMException.prototype, Error.prototype);
for (const key of ['name', 'message', 'code']) {
  defineProperty(DOMException.prototype, key, { enumerable: true });
}
defineProperty(DOMException.prototype, Symbol.toStringTag, {
  value: 'DOMException', configurable: true,
});
for (let i = 0; i < codes.length; i++) {
  const constant = { value: i + 1, enumerable: true };
  defineProperty(DOMException, codes[i], constant);
  defineProperty(DOMException.prototype, codes[i], constant);
}

module.exports = DOMException;

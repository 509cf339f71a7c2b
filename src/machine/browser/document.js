'use strict';
// The document, and how it is loaded (HTML, "The end", "Scripting").

const { Event, defineHandlers, fire, hasListeners, name } = require('browser/events');
const { Comment, DocumentFragment, Node, Text, inside, kClone, mixin, parentMethods } = require('browser/dom');
const { create } = require('browser/elements');

class Document extends Node {
  #readyState = 'loading';

  constructor() {
    super(undefined);
    inside.setDocument(this, this);
  }
  get nodeType() { return 9; }
  get nodeName() { return '#document'; }
  get defaultView() { return globalThis; }
  get documentElement() { return this.children[0] ?? null; }
  get head() { return this.documentElement?.children.find((each) => each.localName === 'head') ?? null; }
  get body() { return this.documentElement?.children.find((each) => each.localName === 'body') ?? null; }
  get title() { return this.querySelector('title')?.textContent ?? ''; }
  set title(text) {
    let element = this.querySelector('title');
    if (element === null) this.head.append(element = this.createElement('title'));
    element.textContent = text;
  }
  get readyState() { return this.#readyState; }
  get activeElement() { return require('browser/focus').activeElement() ?? this.body; }
  get location() { return require('browser/location').location; }
  get URL() { return this.location.href; }
  get hidden() { return false; }
  get visibilityState() { return 'visible'; }
  hasFocus() { return true; }
  getElementById(id) { return this.querySelectorAll('*').find((element) => element.id === `${id}`) ?? null; }
  createElement(localName) { return create(this, `${localName}`.toLowerCase()); }
  createTextNode(text) { return new Text(this, text); }
  createComment(text) { return new Comment(this, text); }
  createDocumentFragment() { return new DocumentFragment(this); }
  [kClone]() { return new Document(); }

  static become(document, readyState) {
    document.#readyState = readyState;
    fire(document, new Event('readystatechange'));
  }
}
const { become } = Document;
delete Document.become;
mixin(Document, parentMethods);
defineHandlers(Document.prototype, 'click', 'keydown', 'keyup', 'input', 'change', 'submit',
  'readystatechange', 'DOMContentLoaded', 'visibilitychange');

const document = new Document();
const html = document.createElement('html');
document.append(html);
html.append(document.createElement('head'), document.createElement('body'));

let scripts = 0;
let hasRunMain = false;

/** Runs a script element: the program, or a script of the page's own. */
function runScript(element) {
  const type = element.getAttribute('type') ?? '';
  if (type === 'module') throw new Error('loopscope runs classic scripts in a page: a module as the program only, named main.mjs');
  if (type !== '' && type !== 'text/javascript') return;
  if (!element.hasAttribute('src')) {
    internal.runScript(`script ${++scripts} of the page`, element.textContent);
  } else if (!hasRunMain) {
    hasRunMain = true;
    internal.runMain();
  } else {
    throw new Error(`loopscope loads no script but the program: ${element.getAttribute('src')}`);
  }
}

/** A page without `html`, `head` and `body` of its own has them all the same. */
function load(text) {
  const inner = text.replace(/<\/?(?:html|head|body)(?:\s[^>]*)?>/gi, '');
  require('browser/html').parse(inner, document.body, (element) => {
    if (element.id !== '') nameOnWindow(element.id);
  });
  if (!hasRunMain) internal.runMain();
}

/** Elements with an id are properties of the window, unless it has one of that name. */
function nameOnWindow(id) {
  if (id in globalThis) return;
  Object.defineProperty(globalThis, id, {
    get: () => document.getElementById(id),
    set(value) { Object.defineProperty(globalThis, id, { value, writable: true, enumerable: true, configurable: true }); },
    configurable: true,
  });
}

/** All scripts have run. The events of loading are tasks, if anybody waits for them. */
function loaded() {
  const waits = hasListeners(document, 'DOMContentLoaded') || hasListeners(globalThis, 'DOMContentLoaded') ||
    hasListeners(document, 'readystatechange') || hasListeners(globalThis, 'load') || hasListeners(globalThis, 'pageshow');
  if (!waits) {
    become(document, 'complete');
    return;
  }
  internal.task('event', 'DOMContentLoaded', 'normal', () => {
    become(document, 'interactive');
    fire(document, new Event('DOMContentLoaded', { bubbles: true }));
  });
  internal.task('event', 'load', 'normal', () => {
    become(document, 'complete');
    fire(globalThis, new Event('load'));
    fire(globalThis, new Event('pageshow'));
  });
}

module.exports = { Document, document, load, loaded, runScript };

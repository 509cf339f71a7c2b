'use strict';
// A document's nodes: the tree, attributes and text. No layout, no style sheets.

const { EventTarget, MouseEvent, defineHandlers, fire, kParent, name } = require('browser/events');
const { record } = require('browser/mutations');
const { changed } = internal;
const { defineProperty } = Object;

const error = (message, kind) => new (require('internal/dom_exception'))(message, kind);

/** What happens to an element when it comes into the document, or a script when it changes. */
const kConnected = Symbol('insertion steps');
const kAttribute = Symbol('attribute change steps');
const kClone = Symbol('cloning steps');

let inside;

class Node extends EventTarget {
  #parent = null;
  #children = [];
  #document;

  static {
    inside = {
      children: (node) => node.#children,
      setParent(node, parent) { node.#parent = parent; },
      setDocument(node, document) { node.#document = document; },
    };
  }

  constructor(document) {
    super();
    this.#document = document;
  }

  get ownerDocument() { return this.#document === this ? null : this.#document; }
  get parentNode() { return this.#parent; }
  get parentElement() { return this.#parent instanceof Element ? this.#parent : null; }
  get childNodes() { return [...this.#children]; }
  get firstChild() { return this.#children[0] ?? null; }
  get lastChild() { return this.#children[this.#children.length - 1] ?? null; }
  get previousSibling() { return sibling(this, -1); }
  get nextSibling() { return sibling(this, 1); }
  get isConnected() { return this.getRootNode().nodeType === 9; }
  get nodeValue() { return null; }
  get textContent() { return this.#children.map((child) => (child.nodeType === 8 ? '' : child.textContent)).join(''); }
  set textContent(text) {
    replaceAll(this, `${text ?? ''}` === '' ? [] : [this.#document.createTextNode(text)]);
  }

  getRootNode() {
    let node = this;
    while (node.#parent !== null) node = node.#parent;
    return node;
  }
  hasChildNodes() { return this.#children.length > 0; }
  contains(other) {
    for (let node = other; node; node = node.parentNode) if (node === this) return true;
    return false;
  }
  appendChild(node) { return insert(this, node, null); }
  insertBefore(node, before) { return insert(this, node, before ?? null); }
  removeChild(node) {
    if (node?.parentNode !== this) throw error("Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.", 'NotFoundError');
    detach(node);
    return node;
  }
  replaceChild(node, old) {
    insert(this, node, old);
    return this.removeChild(old);
  }
  cloneNode(deep = false) {
    const copy = this[kClone]();
    if (deep) for (const child of this.#children) copy.appendChild(child.cloneNode(true));
    return copy;
  }

  [kParent](event) {
    if (this.#parent !== null) return this.#parent;
    return this.nodeType === 9 && event.type !== 'load' ? globalThis : null;
  }
}
const kinds = { ELEMENT_NODE: 1, TEXT_NODE: 3, COMMENT_NODE: 8, DOCUMENT_NODE: 9, DOCUMENT_FRAGMENT_NODE: 11 };
for (const [key, value] of Object.entries(kinds)) defineProperty(Node, key, { value, enumerable: true });
name(Node);

function sibling(node, step) {
  const all = node.parentNode === null ? [] : inside.children(node.parentNode);
  return all[all.indexOf(node) + step] ?? null;
}

/** Puts a node, or a fragment's, before another. */
function insert(parent, node, before) {
  if (!(node instanceof Node)) throw new TypeError("Failed to execute 'appendChild' on 'Node': parameter 1 is not of type 'Node'.");
  if (node.contains(parent)) throw error('The new child element contains the parent.', 'HierarchyRequestError');
  if (before !== null && before.parentNode !== parent) {
    throw error("Failed to execute 'insertBefore' on 'Node': The node before which the new node is to be inserted is not a child of this node.", 'NotFoundError');
  }
  const added = node instanceof DocumentFragment ? node.childNodes : [node];
  for (const each of added) if (each.parentNode !== null) detach(each);
  const children = inside.children(parent);
  const at = before === null ? children.length : children.indexOf(before);
  const [previousSibling, nextSibling] = [children[at - 1] ?? null, before];
  children.splice(at, 0, ...added);
  for (const each of added) inside.setParent(each, parent);
  if (added.length > 0) record('childList', parent, { addedNodes: added, previousSibling, nextSibling });
  if (parent.isConnected) {
    changed();
    for (const each of added) connected(each);
  }
  return node;
}

function connected(node) {
  node[kConnected]?.();
  for (const child of node.childNodes) connected(child);
}

function detach(node) {
  const parent = node.parentNode;
  const wasConnected = parent.isConnected;
  const children = inside.children(parent);
  const at = children.indexOf(node);
  const [previousSibling, nextSibling] = [children[at - 1] ?? null, children[at + 1] ?? null];
  children.splice(at, 1);
  inside.setParent(node, null);
  record('childList', parent, { removedNodes: [node], previousSibling, nextSibling });
  if (wasConnected) changed();
}

function replaceAll(parent, nodes) {
  for (const child of parent.childNodes) detach(child);
  for (const node of nodes) insert(parent, node, null);
}

const asNode = (document, value) => (value instanceof Node ? value : document.createTextNode(value));

/** What elements, documents and fragments have in common. */
const parentMethods = {
  get children() { return this.childNodes.filter((node) => node instanceof Element); },
  get firstElementChild() { return this.children[0] ?? null; },
  get lastElementChild() { return this.children.at(-1) ?? null; },
  get childElementCount() { return this.children.length; },
  append(...nodes) { for (const node of nodes) insert(this, asNode(this.ownerDocument ?? this, node), null); },
  prepend(...nodes) {
    const before = this.firstChild;
    for (const node of nodes) insert(this, asNode(this.ownerDocument ?? this, node), before);
  },
  replaceChildren(...nodes) { replaceAll(this, nodes.map((node) => asNode(this.ownerDocument ?? this, node))); },
  querySelector(text) { return require('browser/selectors').select(this, text, 1)[0] ?? null; },
  querySelectorAll(text) { return require('browser/selectors').select(this, text); },
  getElementsByTagName(tag) { return this.querySelectorAll(tag); },
  getElementsByClassName(names) { return this.querySelectorAll(names.trim().split(/\s+/).map((each) => `.${each}`).join('')); },
};
/** The same for elements, text and comments. */
const childMethods = {
  remove() { if (this.parentNode !== null) detach(this); },
  before(...nodes) { for (const node of nodes) insert(this.parentNode, asNode(this.ownerDocument, node), this); },
  after(...nodes) {
    const next = this.nextSibling;
    for (const node of nodes) insert(this.parentNode, asNode(this.ownerDocument, node), next);
  },
  replaceWith(...nodes) {
    this.before(...nodes);
    this.remove();
  },
};
function mixin(Class, ...sources) {
  for (const source of sources) Object.defineProperties(Class.prototype, Object.getOwnPropertyDescriptors(source));
  name(Class);
}

class CharacterData extends Node {
  #data;
  constructor(document, data) {
    super(document);
    this.#data = `${data}`;
  }
  get data() { return this.#data; }
  set data(data) {
    const oldValue = this.#data;
    this.#data = `${data}`;
    record('characterData', this, { oldValue });
    if (this.isConnected) changed();
  }
  get length() { return this.#data.length; }
  get nodeValue() { return this.#data; }
  set nodeValue(data) { this.data = data; }
  get textContent() { return this.#data; }
  set textContent(data) { this.data = data; }
  [kClone]() { return new this.constructor(this.ownerDocument, this.#data); }
}
mixin(CharacterData, childMethods);
class Text extends CharacterData {
  get nodeType() { return 3; }
  get nodeName() { return '#text'; }
}
name(Text);
class Comment extends CharacterData {
  get nodeType() { return 8; }
  get nodeName() { return '#comment'; }
}
name(Comment);

class DocumentFragment extends Node {
  get nodeType() { return 11; }
  get nodeName() { return '#document-fragment'; }
  [kClone]() { return new DocumentFragment(this.ownerDocument); }
}
mixin(DocumentFragment, parentMethods);

class Element extends Node {
  #localName;
  #attributes = new Map();

  constructor(document, localName) {
    super(document);
    this.#localName = localName;
  }

  get nodeType() { return 1; }
  get localName() { return this.#localName; }
  get tagName() { return this.#localName.toUpperCase(); }
  get nodeName() { return this.tagName; }
  get attributes() { return [...this.#attributes].map(([key, value]) => ({ name: key, value })); }

  getAttribute(key) { return this.#attributes.get(`${key}`.toLowerCase()) ?? null; }
  hasAttribute(key) { return this.#attributes.has(`${key}`.toLowerCase()); }
  getAttributeNames() { return [...this.#attributes.keys()]; }
  setAttribute(key, value) {
    const attributeName = `${key}`.toLowerCase();
    const oldValue = this.getAttribute(attributeName);
    this.#attributes.set(attributeName, `${value}`);
    this.#changed(attributeName, oldValue);
  }
  removeAttribute(key) {
    const attributeName = `${key}`.toLowerCase();
    const oldValue = this.getAttribute(attributeName);
    if (this.#attributes.delete(attributeName)) this.#changed(attributeName, oldValue);
  }
  toggleAttribute(key, force = !this.hasAttribute(key)) {
    if (force) this.setAttribute(key, this.getAttribute(key) ?? '');
    else this.removeAttribute(key);
    return !!force;
  }
  #changed(attributeName, oldValue) {
    record('attributes', this, { attributeName, oldValue });
    this[kAttribute]?.(attributeName);
    if (this.isConnected) changed();
  }

  get id() { return this.getAttribute('id') ?? ''; }
  set id(value) { this.setAttribute('id', value); }
  get className() { return this.getAttribute('class') ?? ''; }
  set className(value) { this.setAttribute('class', value); }
  get classList() { return require('browser/tokens').classList(this); }
  get nextElementSibling() {
    let node = this.nextSibling;
    while (node !== null && !(node instanceof Element)) node = node.nextSibling;
    return node;
  }
  get previousElementSibling() {
    let node = this.previousSibling;
    while (node !== null && !(node instanceof Element)) node = node.previousSibling;
    return node;
  }
  get innerHTML() { return this.childNodes.map(require('browser/html').serialise).join(''); }
  set innerHTML(text) {
    const fragment = new DocumentFragment(this.ownerDocument);
    require('browser/html').parse(`${text ?? ''}`, fragment, (element) => { element.alreadyStarted = true; });
    replaceAll(this, [fragment]);
  }
  get outerHTML() { return require('browser/html').serialise(this); }
  insertAdjacentHTML(where, text) {
    const fragment = new DocumentFragment(this.ownerDocument);
    require('browser/html').parse(`${text}`, fragment, (element) => { element.alreadyStarted = true; });
    const put = { beforebegin: 'before', afterbegin: 'prepend', beforeend: 'append', afterend: 'after' };
    this[put[`${where}`.toLowerCase()]](fragment);
  }
  insertAdjacentElement(where, element) {
    const put = { beforebegin: 'before', afterbegin: 'prepend', beforeend: 'append', afterend: 'after' };
    this[put[`${where}`.toLowerCase()]](element);
    return element;
  }
  matches(text) { return require('browser/selectors').matches(this, text); }
  closest(text) {
    for (let element = this; element; element = element.parentElement) if (element.matches(text)) return element;
    return null;
  }
  [kClone]() {
    const copy = this.ownerDocument.createElement(this.#localName);
    for (const [key, value] of this.#attributes) copy.setAttribute(key, value);
    return copy;
  }
}
mixin(Element, parentMethods, childMethods);

class HTMLElement extends Element {
  get style() { return require('browser/tokens').style(this); }
  set style(text) { this.setAttribute('style', text); }
  get dataset() { return require('browser/tokens').dataset(this); }
  get hidden() { return this.hasAttribute('hidden'); }
  set hidden(value) { this.toggleAttribute('hidden', !!value); }
  get title() { return this.getAttribute('title') ?? ''; }
  set title(value) { this.setAttribute('title', value); }
  get tabIndex() { return Number(this.getAttribute('tabindex') ?? -1); }
  set tabIndex(value) { this.setAttribute('tabindex', value); }
  get innerText() { return this.textContent; }
  set innerText(text) { this.textContent = text; }

  /** A synthetic click: its listeners run now, inside the caller. */
  click() {
    if (this.disabled === true) return;
    fire(this, untrusted(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true })));
  }
  focus() { require('browser/focus').focus(this); }
  blur() { require('browser/focus').blur(this); }
}
name(HTMLElement);
defineHandlers(HTMLElement.prototype, 'click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown',
  'pointerup', 'keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'focus', 'blur',
  'focusin', 'focusout', 'submit', 'reset', 'load', 'error');

// What `click()` fires is no event of the user's.
const untrusted = (event) => {
  defineProperty(event, 'isTrusted', { value: false });
  return event;
};

module.exports = {
  CharacterData, Comment, DocumentFragment, Element, HTMLElement, Node, Text, inside, kAttribute,
  kClone, kConnected, mixin, parentMethods,
};

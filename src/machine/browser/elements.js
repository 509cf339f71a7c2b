'use strict';
// Elements that do more than stand in the tree: fields, buttons, forms, scripts.

const { Event, InputEvent, SubmitEvent, fire, kActivate, kBefore, kCancelled, name } = require('browser/events');
const { HTMLElement, kConnected } = require('browser/dom');

/** An attribute as a property. */
function reflect(Class, ...keys) {
  for (const key of keys) {
    Object.defineProperty(Class.prototype, key, {
      get() { return this.getAttribute(key) ?? ''; },
      set(value) { this.setAttribute(key, value); },
      enumerable: true, configurable: true,
    });
  }
}
function reflectSwitch(Class, ...keys) {
  for (const key of keys) {
    Object.defineProperty(Class.prototype, key, {
      get() { return this.hasAttribute(key); },
      set(value) { this.toggleAttribute(key, !!value); },
      enumerable: true, configurable: true,
    });
  }
}

const formOf = (element) => element.closest('form');
const happened = (element, type) => fire(element, new Event(type, { bubbles: true }));

const textTypes = ['text', 'search', 'email', 'password', 'number', 'tel', 'url'];
let typed;

class HTMLInputElement extends HTMLElement {
  #value;
  #checked;
  #wasTyped = false;

  static {
    typed = {
      mark(element, yes) { element.#wasTyped = yes; },
      was: (element) => #wasTyped in element && element.#wasTyped,
      reset(element) {
        element.#value = undefined;
        element.#checked = undefined;
      },
    };
  }

  get type() { return this.getAttribute('type') ?? 'text'; }
  set type(value) { this.setAttribute('type', value); }
  get isText() { return textTypes.includes(this.type); }
  get form() { return formOf(this); }
  get value() { return this.#value ?? this.getAttribute('value') ?? (this.isText ? '' : 'on'); }
  set value(value) {
    this.#value = `${value ?? ''}`;
    if (this.isConnected) internal.changed();
  }
  get defaultValue() { return this.getAttribute('value') ?? ''; }
  get checked() { return this.#checked ?? this.hasAttribute('checked'); }
  set checked(value) {
    this.#checked = !!value;
    if (this.isConnected) internal.changed();
  }
  select() {}

  [kBefore]() {
    const before = this.checked;
    if (this.type === 'checkbox') {
      this.checked = !before;
    } else if (this.type === 'radio') {
      const group = [...this.getRootNode().querySelectorAll(`input[type=radio][name="${this.name}"]`)];
      const chosen = group.find((each) => each.checked && each !== this);
      for (const each of group) each.checked = false;
      this.checked = true;
      return { before, chosen };
    }
    return { before };
  }
  [kCancelled]({ before, chosen }) {
    if (this.type === 'checkbox' || this.type === 'radio') this.checked = before;
    if (chosen) chosen.checked = true;
  }
  [kActivate]() {
    if (this.type === 'checkbox' || this.type === 'radio') {
      happened(this, 'input');
      happened(this, 'change');
    } else if (this.type === 'submit') {
      this.form?.requestSubmit(this);
    } else if (this.type === 'reset') {
      this.form?.reset();
    }
  }
}
reflect(HTMLInputElement, 'name', 'placeholder');
reflectSwitch(HTMLInputElement, 'disabled', 'required', 'readOnly');
name(HTMLInputElement);

class HTMLTextAreaElement extends HTMLInputElement {
  get type() { return 'textarea'; }
  get isText() { return true; }
  get defaultValue() { return this.textContent; }
}
name(HTMLTextAreaElement);

class HTMLButtonElement extends HTMLElement {
  get type() { return this.getAttribute('type') ?? 'submit'; }
  set type(value) { this.setAttribute('type', value); }
  get form() { return formOf(this); }
  [kActivate]() {
    if (this.type === 'submit') this.form?.requestSubmit(this);
    else if (this.type === 'reset') this.form?.reset();
  }
}
reflect(HTMLButtonElement, 'name', 'value');
reflectSwitch(HTMLButtonElement, 'disabled');
name(HTMLButtonElement);

class HTMLFormElement extends HTMLElement {
  get elements() { return this.querySelectorAll('input, textarea, button, select'); }
  /** The events of a form are fired now, inside the caller. */
  requestSubmit(submitter = null) {
    const event = new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter });
    if (fire(this, event)) this.submit();
  }
  submit() {
    throw new Error('loopscope does not leave the page: cancel the `submit` event with preventDefault()');
  }
  reset() {
    if (!fire(this, new Event('reset', { bubbles: true, cancelable: true }))) return;
    for (const element of this.elements) if (element instanceof HTMLInputElement) typed.reset(element);
  }
}
reflect(HTMLFormElement, 'name', 'action', 'method');
name(HTMLFormElement);

class HTMLScriptElement extends HTMLElement {
  get text() { return this.textContent; }
  set text(text) { this.textContent = text; }

  /** An inline script runs as soon as it is in the document, inside whoever put it there. */
  [kConnected]() {
    if (this.alreadyStarted) return;
    this.alreadyStarted = true;
    require('browser/document').runScript(this);
  }
}
reflect(HTMLScriptElement, 'src', 'type');
reflectSwitch(HTMLScriptElement, 'async', 'defer');
name(HTMLScriptElement);

class HTMLAnchorElement extends HTMLElement {
  get href() {
    const { resolve } = require('browser/location');
    return this.hasAttribute('href') ? resolve(this.getAttribute('href')) : '';
  }
  set href(value) { this.setAttribute('href', value); }
  [kActivate]() { if (this.hasAttribute('href')) require('browser/location').location.assign(this.href); }
}
name(HTMLAnchorElement);

class HTMLLabelElement extends HTMLElement {
  get control() {
    const id = this.getAttribute('for');
    return id === null ? this.querySelector('input, button, textarea') : this.ownerDocument.getElementById(id);
  }
  [kActivate](event) {
    const { control } = this;
    if (control !== null && !control.contains(event.target)) control.click();
  }
}
name(HTMLLabelElement);

const classes = {
  a: HTMLAnchorElement, button: HTMLButtonElement, form: HTMLFormElement, input: HTMLInputElement,
  label: HTMLLabelElement, script: HTMLScriptElement, textarea: HTMLTextAreaElement,
};
for (const tag of ['div', 'span', 'p', 'ul', 'ol', 'li', 'html', 'head', 'body']) {
  const Class = `HTML${{ p: 'Paragraph', ul: 'UList', ol: 'OList' }[tag] ?? tag.toUpperCase()[0] + tag.slice(1)}Element`;
  classes[tag] = { [Class]: class extends HTMLElement {} }[Class];
  name(classes[tag]);
}

/** A new element of this name, in no place yet. */
const create = (document, localName) => new (classes[localName] ?? HTMLElement)(document, localName);

/** The user has put `data` behind what stands in a field. */
function type(element, data) {
  const init = { data, inputType: 'insertText', bubbles: true, composed: true };
  if (!fire(element, new InputEvent('beforeinput', { ...init, cancelable: true }))) return;
  element.value += data;
  typed.mark(element, true);
  fire(element, new InputEvent('input', init));
}

/** A field that the user has changed says so when the focus leaves it. */
function commit(element, valueBefore) {
  if (!(element instanceof HTMLInputElement) || !typed.was(element)) return;
  typed.mark(element, false);
  if (element.value !== valueBefore) happened(element, 'change');
}

module.exports = {
  HTMLButtonElement, HTMLFormElement, HTMLInputElement, HTMLScriptElement, commit, create, type,
};

'use strict';
// The user in front of the page, whose actions the lesson's world lists.

const { KeyboardEvent, MouseEvent, PointerEvent, fire } = require('browser/events');
const { document } = require('browser/document');
const { activeElement, blur, canHaveFocus, focus } = require('browser/focus');
const elements = require('browser/elements');

/** The element that a selector names. */
function element(selector) {
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`the user finds no element \`${selector}\` in the page`);
  return found;
}

/** Does the action with this number. */
function act(number) {
  const [what, target] = internal.gesture(number);
  if (what === 'click') click(element(target));
  else if (what === 'focus') focus(element(target));
  else if (what === 'key') key(target);
}

const bubbling = { bubbles: true, cancelable: true, composed: true, view: globalThis };
const pointer = { ...bubbling, pointerId: 1, pointerType: 'mouse', isPrimary: true };

function click(target) {
  fire(target, new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
  if (fire(target, new MouseEvent('mousedown', { ...bubbling, buttons: 1, detail: 1 }))) moveFocus(target);
  fire(target, new PointerEvent('pointerup', pointer));
  fire(target, new MouseEvent('mouseup', { ...bubbling, detail: 1 }));
  if (target.disabled !== true) fire(target, new PointerEvent('click', { ...pointer, detail: 1 }));
}

// The focus goes to what was pressed, or to what is around it; else nothing has it.
function moveFocus(target) {
  let next = target;
  while (next !== null && !canHaveFocus(next)) next = next.parentElement;
  if (next !== null) focus(next);
  else if (activeElement() !== null) blur(activeElement());
}

const codeOf = (name) => (/^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : /^\d$/.test(name) ? `Digit${name}` : name === ' ' ? 'Space' : name);

function key(name) {
  const target = activeElement() ?? document.body;
  const init = { ...bubbling, key: name, code: codeOf(name) };
  const isText = target instanceof elements.HTMLInputElement && target.isText && !target.disabled;
  const prints = [...name].length === 1;
  let goesOn = fire(target, new KeyboardEvent('keydown', init));
  if (goesOn && (prints || name === 'Enter')) goesOn = fire(target, new KeyboardEvent('keypress', init));
  if (goesOn) {
    if (isText && prints) elements.type(target, name);
    else if (isText && name === 'Enter') target.form?.requestSubmit();
    else if (target instanceof elements.HTMLButtonElement && name === 'Enter') target.click();
  }
  fire(target, new KeyboardEvent('keyup', init));
  if (target instanceof elements.HTMLButtonElement && name === ' ') target.click();
}

module.exports = { act };

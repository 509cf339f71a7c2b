'use strict';
// Which element has the focus, and the events of its moves: synchronous, whoever moves it.

const { FocusEvent, fire } = require('browser/events');

let active = null;
/** The value a text field had when it got the focus, for its `change`. */
let valueBefore;

/** The element that keys go to; the body if none has the focus. */
const activeElement = () => active;

const canHaveFocus = (element) => element.isConnected && element.disabled !== true &&
  (['input', 'button', 'textarea', 'select', 'a'].includes(element.localName) || element.hasAttribute('tabindex'));

function say(element, type, relatedTarget, bubbles) {
  fire(element, new FocusEvent(type, { relatedTarget, bubbles, composed: true }));
}

function focus(element) {
  if (element === active || !canHaveFocus(element)) return;
  const before = active;
  leave(element);
  active = element;
  valueBefore = element.value;
  say(element, 'focus', before, false);
  say(element, 'focusin', before, true);
}

function blur(element) { if (element === active) leave(null); }

/** What the user has changed is said when the focus goes. */
function leave(next) {
  const before = active;
  if (before === null) return;
  active = null;
  require('browser/elements').commit(before, valueBefore);
  say(before, 'blur', next, false);
  say(before, 'focusout', next, true);
}

module.exports = { activeElement, blur, canHaveFocus, focus };

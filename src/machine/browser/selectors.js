'use strict';
// Selectors: of the many of CSS those that a small page needs.

const cache = new Map();

function refuse(text) {
  const DOMException = require('internal/dom_exception');
  return new DOMException(`Failed to execute 'querySelector': '${text}' is not a selector that loopscope understands.`, 'SyntaxError');
}

/** A list of alternatives; each is a list of `[combinator, compound]`, the last one first. */
function parse(text) {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const list = split(text, ',').map((each) => complex(each.trim(), text));
  cache.set(text, list);
  return list;
}

/** Splits at a mark that stands in no bracket. */
function split(text, mark) {
  const parts = [''];
  let depth = 0;
  for (const c of text) {
    if (c === '(' || c === '[') depth++;
    if (c === ')' || c === ']') depth--;
    if (c === mark && depth === 0) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts;
}

function complex(text, whole) {
  if (text === '') throw refuse(whole);
  const steps = [];
  let combinator = '';
  const token = /\s*([>+~])\s*|\s+|((?:[^\s>+~[(]|\[[^\]]*\]|\([^)]*\))+)/gy;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[2] === undefined) {
      combinator = match[1] ?? (combinator === '' ? ' ' : combinator);
    } else {
      steps.unshift({ before: combinator, test: compound(match[2], whole) });
      combinator = '';
    }
    if (token.lastIndex >= text.length) return steps;
  }
  throw refuse(whole);
}

const pseudo = {
  checked: (e) => e.checked === true,
  disabled: (e) => e.disabled === true,
  enabled: (e) => e.disabled === false,
  'first-child': (e) => e.previousElementSibling === null,
  'last-child': (e) => e.nextElementSibling === null,
  empty: (e) => e.childNodes.length === 0,
  focus: (e) => e.ownerDocument.activeElement === e,
};

function compound(text, whole) {
  const tests = [];
  const token = /\*|^[\w-]+|#([\w-]+)|\.([\w-]+)|\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*("[^"]*"|'[^']*'|[^\]\s]+)\s*)?\]|:not\(([^)]*)\)|:([\w-]+)/gy;
  let end = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    end = token.lastIndex;
    const [all, id, className, attribute, operator, quoted, not, pseudoClass] = match;
    if (id !== undefined) tests.push((e) => e.id === id);
    else if (className !== undefined) tests.push((e) => e.classList.contains(className));
    else if (attribute !== undefined) tests.push(attributeTest(attribute, operator, quoted));
    else if (not !== undefined) {
      const inner = parse(not);
      tests.push((e) => !matchesList(e, inner));
    } else if (pseudoClass !== undefined) {
      if (pseudo[pseudoClass] === undefined) throw refuse(whole);
      tests.push(pseudo[pseudoClass]);
    } else if (all !== '*') {
      const tag = all.toLowerCase();
      tests.push((e) => e.localName === tag);
    }
    if (end >= text.length) return (e) => tests.every((test) => test(e));
  }
  throw refuse(whole);
}

function attributeTest(attribute, operator, quoted) {
  const wanted = quoted?.replace(/^["']|["']$/g, '');
  return (e) => {
    const value = e.getAttribute(attribute);
    if (value === null) return false;
    switch (operator) {
      case undefined: return true;
      case '=': return value === wanted;
      case '~=': return value.split(/\s+/).includes(wanted);
      case '^=': return value.startsWith(wanted);
      case '$=': return value.endsWith(wanted);
      case '*=': return value.includes(wanted);
      default: return value === wanted || value.startsWith(`${wanted}-`);
    }
  };
}

function matchesFrom(element, steps, at) {
  if (!steps[at].test(element)) return false;
  if (at === steps.length - 1) return true;
  const rest = (other) => matchesFrom(other, steps, at + 1);
  switch (steps[at].before) {
    case '>': return element.parentElement !== null && rest(element.parentElement);
    case '+': return element.previousElementSibling !== null && rest(element.previousElementSibling);
    case '~':
      for (let e = element.previousElementSibling; e; e = e.previousElementSibling) if (rest(e)) return true;
      return false;
    default:
      for (let e = element.parentElement; e; e = e.parentElement) if (rest(e)) return true;
      return false;
  }
}

const matchesList = (element, list) => list.some((steps) => matchesFrom(element, steps, 0));

/** Whether an element matches a selector. */
const matches = (element, text) => matchesList(element, parse(`${text}`));

/** The elements below `root` that match, in document order; at most `most` of them. */
function select(root, text, most = Infinity) {
  const list = parse(`${text}`);
  const found = [];
  const visit = (node) => {
    for (const child of node.children) {
      if (found.length >= most) return;
      if (matchesList(child, list)) found.push(child);
      visit(child);
    }
  };
  visit(root);
  return found.slice(0, most);
}

module.exports = { matches, select };

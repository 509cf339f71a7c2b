'use strict';
// HTML in and out: the part of the syntax that a small page needs. Tags may not be left out
// (except `html`, `head` and `body`, and the ends of `li` and `p`), and nothing is repaired.

const voids = ['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'];
const raw = ['script', 'style', 'textarea', 'title'];
const closesItself = ['li', 'p', 'option'];
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const decode = (text) => text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
  if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
  if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
  return entities[name] ?? all;
});

/**
 * Appends what `text` means to `parent`. `done(element)` is called when an element is complete.
 */
function parse(text, parent, done = () => {}) {
  const { ownerDocument } = parent;
  const document = ownerDocument ?? parent;
  const open = [parent];
  const top = () => open[open.length - 1];
  const close = () => done(open.pop());
  const token = /<!--([\s\S]*?)-->|<!doctype[^>]*>|<\/([a-z][\w-]*)\s*>|<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*(\/?)>|[^<]+|</giy;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [all, comment, end, tag, attributes] = match;
    if (comment !== undefined) {
      top().append(document.createComment(comment));
    } else if (end !== undefined) {
      const name = end.toLowerCase();
      if (open.some((each, at) => at > 0 && each.localName === name)) {
        while (top().localName !== name) close();
        close();
      }
    } else if (tag !== undefined) {
      const name = tag.toLowerCase();
      if (closesItself.includes(name) && top().localName === name) close();
      const element = document.createElement(name);
      for (const [, key, value] of attributes.matchAll(/([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?/g)) {
        element.setAttribute(key, decode((value ?? '').replace(/^["']|["']$/g, '')));
      }
      if (raw.includes(name)) {
        const rest = text.slice(token.lastIndex);
        const at = rest.toLowerCase().indexOf(`</${name}`);
        const inner = at < 0 ? rest : rest.slice(0, at);
        const plain = name === 'script' || name === 'style' ? inner : decode(inner);
        if (plain !== '') element.append(document.createTextNode(plain));
        const close = rest.indexOf('>', Math.max(at, 0));
        token.lastIndex += at < 0 || close < 0 ? rest.length : close + 1;
        top().append(element);
        done(element);
      } else {
        top().append(element);
        if (voids.includes(name)) done(element);
        else open.push(element);
      }
    } else if (!/^<!doctype/i.test(all)) {
      top().append(document.createTextNode(decode(all)));
    }
  }
  while (open.length > 1) close();
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/\u00a0/g, '&nbsp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const quote = (text) => text.replace(/&/g, '&amp;').replace(/\u00a0/g, '&nbsp;').replace(/"/g, '&quot;');

/** What `innerHTML` of a node shows of a child. */
function serialise(node) {
  if (node.nodeType === 3) return raw.includes(node.parentNode?.localName) ? node.data : escape(node.data);
  if (node.nodeType === 8) return `<!--${node.data}-->`;
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${quote(value)}"`).join('');
  const start = `<${node.localName}${attributes}>`;
  return voids.includes(node.localName) ? start : `${start}${node.childNodes.map(serialise).join('')}</${node.localName}>`;
}

module.exports = { parse, serialise };

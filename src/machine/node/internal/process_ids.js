'use strict';
// Who the process is: user 1000 of group 1000, without rights over others; names are unknown here.

const { major } = internal;
const { invalidArgType, nodeError, outOfRange, validateInteger } = require('internal/errors');

const own = 1000;

function validateId(id, name) {
  const most = 2 ** 32;
  if (typeof id === 'number' && major < 16 && Number.isInteger(id) && (id < 0 || id >= most)) {
    throw outOfRange(name, `>= 0 && < ${most}`, id);
  }
  if (typeof id === 'number') validateInteger(id, name, 0, most - 1);
  else if (typeof id !== 'string') throw invalidArgType(name, ['number', 'string'], id);
}

const unknown = (kind, id) =>
  nodeError(Error, 'ERR_UNKNOWN_CREDENTIAL', `${kind} identifier does not exist: ${id}`);

function denied(syscall) {
  return Object.assign(new Error('EPERM, Operation not permitted'), { errno: 1, code: 'EPERM', syscall });
}

function setter(kind, syscall) {
  return { [syscall](id) {
    validateId(id, 'id');
    if (typeof id === 'string') throw unknown(kind, id);
    if (id !== own) throw denied(syscall);
  } }[syscall];
}

module.exports = {
  getuid() { return own; },
  geteuid() { return own; },
  getgid() { return own; },
  getegid() { return own; },
  getgroups() { return [own]; },
};
if (major >= 12) {
  Object.assign(module.exports, {
    setuid: setter('User', 'setuid'),
    seteuid: setter('User', 'seteuid'),
    setgid: setter('Group', 'setgid'),
    setegid: setter('Group', 'setegid'),
    setgroups(groups) {
      if (!Array.isArray(groups)) throw invalidArgType('groups', 'Array', groups);
      for (let i = 0; i < groups.length; i++) validateId(groups[i], `groups[${i}]`);
      const name = groups.find((group) => typeof group === 'string');
      if (name !== undefined) throw unknown('Group', name);
      throw denied('setgroups');
    },
    initgroups(user, extraGroup) {
      validateId(user, 'user');
      validateId(extraGroup, 'extraGroup');
      if (typeof extraGroup === 'string') throw unknown('Group', extraGroup);
      throw denied('initgroups');
    },
  });
}

// Runs every program beside this file under this Node and adds what it wrote to recorded.json.
//
//   node record.js
//
// Process ids are 1, and durations are a number of milliseconds called N.
'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const version = parseInt(process.versions.node, 10);
const file = path.join(__dirname, 'recorded.json');
const recorded = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
const plain = (text) => text
  .replace(/\(node:\d+\)/g, '(node:1)')
  .replace(/: [\d.]+ms/g, ': Nms');
const next = {};
for (const program of fs.readdirSync(__dirname).sort()) {
  if (!program.endsWith('.js') || program === 'record.js') continue;
  const kept = (recorded[program] || [])
    .map((run) => Object.assign({}, run, {
      in: run.in.split(' ').filter((other) => other !== String(version)).join(' '),
    }))
    .filter((run) => run.in !== '');
  const run = spawnSync(process.execPath, [path.join(__dirname, program)], { encoding: 'utf8' });
  const [stdout, stderr] = [plain(run.stdout), plain(run.stderr)];
  const same = kept.find((other) => other.stdout === stdout && other.stderr === stderr);
  if (same) same.in = [...same.in.split(' '), version].sort((a, b) => a - b).join(' ');
  else kept.push({ in: String(version), stdout, stderr });
  next[program] = kept.sort((a, b) => parseInt(a.in, 10) - parseInt(b.in, 10));
}
fs.writeFileSync(file, `${JSON.stringify(next, null, 1)}\n`);

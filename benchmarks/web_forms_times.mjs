// Runs forms with ODK Web Forms' engine, steered by lines like tests/oracle/Oracle.java: words parted by tabs,
// load FILE | set PATH VALUE PATH... (then see the choices there) | add REPEAT | remove ROW | value PATH | quit; each answered by "ok NANOSECONDS WORDS"
// or "error TEXT". The packages @getodk/xforms-engine and jsdom are taken from the working folder.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const here = createRequire(pathToFileURL(`${process.cwd()}/`));
globalThis.__dirname = process.cwd();
globalThis.require = here;
const { JSDOM } = here('jsdom');
const { window } = new JSDOM('<!doctype html><html><body></body></html>');
for (const name of Object.getOwnPropertyNames(window)) {
  if (/^[A-Z]/.test(name) && !(name in globalThis)) {
    globalThis[name] = window[name];
  }
}
globalThis.window = window;
globalThis.document = window.document;
// It wants to be imported, not required, and is found by the working folder, not by this one.
const entry = `${process.cwd()}/node_modules/@getodk/xforms-engine/dist/index.js`;
const engine = await import(pathToFileURL(entry).href);

let root = null;

function find(path, node = root) {
  for (const child of node.currentState.children ?? []) {
    const reference = child.currentState.reference;
    if (reference === path) {
      return child;
    }
    if (path.startsWith(`${reference}/`) || path.startsWith(`${reference}[`)) {
      const found = find(path, child);
      if (found !== null) {
        return found;
      }
    }
  }
  return null;
}

function needed(path) {
  const node = find(path);
  if (node === null) {
    throw new Error(`no node ${path}`);
  }
  return node;
}

function split(path) {
  const found = /^(.*)\[(\d+)\]$/.exec(path);
  return [found[1], Number(found[2]) - 1];
}

async function obey([command, path, value, ...choices]) {
  let node = null;
  let row = 0;
  if (command === 'set' || command === 'add' || command === 'value') {
    node = needed(path);
  } else if (command === 'remove') {
    const [repeat, position] = split(path);
    [node, row] = [needed(repeat), position];
  }
  const shown = choices.map(needed);
  const begin = process.hrtime.bigint();
  let words = [];
  if (command === 'load') {
    const form = await engine.loadForm(readFileSync(path, 'utf8'));
    if (form.status === 'failure') {
      throw new Error(String(form.error));
    }
    root = form.createInstance().root;
  } else if (command === 'set') {
    if (node.nodeType === 'select') {
      node.selectValues(value === '' ? [] : value.split(' '));
    } else {
      node.setValue(value);
    }
    for (const select of shown) {
      select.currentState.valueOptions.forEach((choice) => choice.value);
    }
  } else if (command === 'add') {
    node.addInstances();
  } else if (command === 'remove') {
    node.removeInstances(row);
  } else if (command === 'value') {
    words = [String(node.currentState.instanceValue ?? node.currentState.value)];
  } else {
    throw new Error(command);
  }
  return ['ok', String(process.hrtime.bigint() - begin), ...words];
}

for await (const line of createInterface({ input: process.stdin })) {
  const words = line.split('\t');
  if (words[0] === 'quit') {
    break;
  }
  let answer;
  try {
    answer = await obey(words);
  } catch (fault) {
    answer = ['error', String(fault)];
  }
  process.stdout.write(`${answer.join('\t').replaceAll('\n', ' ')}\n`);
}
process.exit(0);

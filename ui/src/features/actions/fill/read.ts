/** From JSON that was filled in once, or an example, to what stands in the form. */
import type { ActionInput, InputKind } from '$lib/ipc';
import { printJson, type JsonNode } from '../../feed/json/node';
import { parseJson } from '../../feed/json/parse';
import { blank, blankOf, item, type Draft, type DraftObject } from './draft';

/** A form filled in from a JSON object. What the action has no input for is left out. */
export function read(inputs: readonly ActionInput[], text: string): DraftObject {
  const parsed = parseJson(text);
  return parsed.ok ? members(inputs, parsed.root) : blank(inputs);
}

function members(inputs: readonly ActionInput[], node: JsonNode): DraftObject {
  const draft = blank(inputs);
  if (node.kind !== 'object') return draft;
  for (const { key, value } of node.members) {
    const input = inputs.find(({ id }) => id === key);
    if (!input || isNull(value)) continue;
    draft.fields[key] = one(input, input.kind, value);
    if (input.oneOf !== null) draft.ways[input.oneOf] = key;
  }
  return draft;
}

function one(input: ActionInput, kind: InputKind, node: JsonNode): Draft {
  if (kind === 'json') return printJson(node);
  if (kind === 'object') return members(input.fields, node);
  if (kind !== 'list') return text(node);
  const items = node.kind === 'array' ? node.items : [node];
  const of = input.of ?? 'object';
  if (items.length === 0) return blankOf(input);
  return { kind: 'list', items: items.map((each) => item(one(input, of, each))) };
}

function text(node: JsonNode): string {
  if (node.kind === 'string') return node.value;
  return isNull(node) ? '' : printJson(node, 0);
}

const isNull = (node: JsonNode) => node.kind === 'literal' && node.raw === 'null';

/** A backend of orchestrations for tests: the made-up one, each answer of which a test may change. */
import { vi } from 'vitest';
import type { Document, ExpressionPreview } from '$lib/ipc';
import { FORMS } from '../actions/mock';
import { MockForwards } from '../forwards/mock';
import { mockRows, mockStores } from '../stores/mock';
import { MockOrchestrations } from './mock';
import { preview } from './mock/expressions';
import { paletteOf } from './mock/palette';
import { knownOf } from './mock/sample';
import type { OrchestrationsPort } from './port';

const there = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('not there');
  return found;
};

/** It. */
export function backend(peopled = true) {
  const palette = paletteOf(new MockForwards(true, () => undefined));
  const store = (id: number) => ({ id, name: `Store ${id}`, connected: true });
  const all = new MockOrchestrations(peopled, false, {
    palette: () => palette,
    store,
    tell: () => undefined,
  });
  const known = (id: number) => JSON.stringify(knownOf(there(all.view(id)).draft));
  return {
    action: vi.fn(async (_: string, id: string) =>
      there(FORMS.find(({ action }) => action.id === id)),
    ),
    compareVersions: vi.fn(async (id: number, from: number | null, to: number | null) =>
      all.compare(id, from, to),
    ),
    deleteOrchestration: vi.fn(async (id: number) => {
      all.delete(id);
      return null;
    }),
    disableOrchestration: vi.fn(async (id: number) => there(all.enable(id, false))),
    enableOrchestration: vi.fn(async (id: number) => there(all.enable(id, true))),
    newOrchestration: vi.fn(async (begin) => all.begin(there(all.wanted(begin)))),
    orchestration: vi.fn(async (id: number) => there(all.view(id))),
    orchestrationPalette: vi.fn(async () => palette),
    orchestrationVersion: vi.fn(async (id: number) => there(all.version(id))),
    orchestrations: vi.fn(async () => all.rows()),
    orderOrchestrations: vi.fn(async (ids: number[]) => {
      all.order(ids);
      return null;
    }),
    previewExpression: vi.fn(async (text: string, from: string): Promise<ExpressionPreview> =>
      preview(text, JSON.parse(from) as Record<string, unknown>),
    ),
    publishOrchestration: vi.fn(async (id: number, note: string) => there(all.publish(id, note))),
    sampleContext: vi.fn(async (id: number) => ({
      known: known(id),
      eventId: null,
      from: 'A sample',
    })),
    saveDraft: vi.fn(async (id: number, draft: Document) => there(all.save(id, draft))),
    setOrchestrationStores: vi.fn(async (id: number, stores: number[]) =>
      there(all.setStores(id, stores)),
    ),
    startingPoints: vi.fn(async () => []),
    storeRows: vi.fn(async () => mockRows(mockStores())),
    tryOut: vi.fn(async () => 7),
  } satisfies OrchestrationsPort;
}

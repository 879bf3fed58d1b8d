/**
 * The one door to the backend. Nothing outside this folder imports `@tauri-apps/*`.
 *
 * Commands reject with an `IpcError`; watchers take a callback and resolve to what ends the watch. It
 * ends too when the same thing is watched anew, and with the page.
 */
import { Channel } from '@tauri-apps/api/core';
import { commands } from './bindings';
import type {
  ActionProgress,
  AppView,
  Condition,
  DataView,
  DiagnosisAbout,
  DiagnosisView,
  ExportWanted,
  FeedBatch,
  ForwardAddressView,
  InstallView,
  IpcError,
  Progress,
  RunAs,
  StatusView,
  SweepProgress,
  SweepWork,
} from './bindings';

export type * from './bindings';

function channel<T>(take: (value: T) => void): Channel<T> {
  const opened = new Channel<T>();
  opened.onmessage = take;
  return opened;
}

/** What ends a watch, by the number it was given. Nobody waits for it to end. */
async function leaving(begun: Promise<number | null>): Promise<() => void> {
  const watch = await begun;
  return () => {
    if (watch !== null) commands.unwatch(watch).catch(() => undefined);
  };
}

/** Every command of the backend. */
export const ipc = {
  ...commands,
  watchApp: (id: number, take: (app: AppView) => void) =>
    leaving(commands.watchApp(id, channel(take))),
  watchInstall: (id: number, take: (install: InstallView) => void) =>
    leaving(commands.watchInstall(id, channel(take))),
  watchForwards: (take: (addresses: ForwardAddressView[]) => void) =>
    leaving(commands.watchForwards(channel(take))),
  watchStatus: (take: (status: StatusView) => void) => leaving(commands.watchStatus(channel(take))),
  watchData: (take: (data: DataView) => void) => leaving(commands.watchData(channel(take))),
  followFeed: (conditions: readonly Condition[], after: number, take: (batch: FeedBatch) => void) =>
    leaving(commands.followFeed([...conditions], after, channel(take))),
  exportEvents: (wanted: ExportWanted, take: (progress: Progress) => void) =>
    commands.exportEvents(wanted, channel(take)),
  chooseImport: (take: (progress: Progress) => void) => commands.chooseImport(channel(take)),
  sweepStores: (ids: number[], work: SweepWork, take: (progress: SweepProgress) => void) =>
    commands.sweepStores(ids, work, channel(take)),
  runAction: (
    storeId: number,
    action: string,
    input: string,
    run: RunAs,
    take: (progress: ActionProgress) => void,
  ) => commands.runAction(storeId, action, input, run, channel(take)),
  diagnose: (about: DiagnosisAbout, take: (view: DiagnosisView) => void) =>
    commands.diagnose(about, channel(take)),
  importEvents: (number: number, app: number | null, take: (progress: Progress) => void) =>
    commands.importEvents(number, app, channel(take)),
};

/** Whether something thrown is a failure of the backend. */
export function isIpcError(thrown: unknown): thrown is IpcError {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    'message' in thrown &&
    'hint' in thrown
  );
}

/** Anything thrown as a failure to show. */
export function asIpcError(thrown: unknown): IpcError {
  if (isIpcError(thrown)) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'internal',
    message,
    hint: 'Try again; if it stays, report it with the log.',
    field: null,
  };
}

/** Commands of the backend by name, and what they may be given. */
import type { Channel } from '@tauri-apps/api/core';
import type * as real from '../bindings';

type Snake<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}`
  : '';

/** The name of a command as it is called. */
export type Name = Snake<keyof typeof real.commands>;

/** What a command may be given; each takes what it needs. */
export interface Args {
  id: number;
  about: real.DiagnosisAbout;
  kind: real.CallbackKind;
  pasted: string;
  span: real.ChartSpan;
  appId: number;
  appIds: number[];
  storeId: number;
  storeIds: number[];
  emails: string[];
  work: real.SweepWork;
  eventId: number;
  deliveryId: number;
  ids: number[];
  pinned: boolean;
  label: string;
  on: boolean;
  closing: real.Closing;
  settings: real.AlertSettings;
  through: boolean;
  note: string;
  after: number;
  port: number;
  url: string;
  connector: string;
  mode: real.AppMode;
  name: string;
  typed: string;
  scope: string;
  before: number | null;
  typedName: string;
  account: real.AccountSpec;
  apiPath: string;
  clientId: string;
  clientSecret: string;
  accessToken: string;
  additional: string[];
  custom: string[];
  conditions: real.Condition[];
  query: string & real.FeedQuery;
  way: real.AddressWay & real.InstallWay;
  trigger: string;
  rule: real.RetentionRule;
  markedToo: boolean;
  kept: number;
  watch: number;
  enabled: boolean;
  text: string;
  page: real.Page;
  only: number | null;
  to: real.ReplayTo & (number | null);
  from: number | null;
  begin: real.BeginWith;
  draft: real.Document;
  stores: number[];
  versionId: number;
  known: string;
  edited: string | null;
  addressId: number;
  state: real.ForwardState;
  spec: real.ForwardAddressSpec;
  fault: real.FaultSpec;
  test: real.TriggerTest;
  onCheck: Channel<real.DiagnosisView>;
  onChange: Channel<real.ForwardAddressView[]>;
  onApp: Channel<real.AppView>;
  onBatch: Channel<real.FeedBatch>;
  onData: Channel<real.DataView>;
  onInstall: Channel<real.InstallView>;
  onStatus: Channel<real.StatusView>;
  wanted: real.ExportWanted & real.TryOut;
  action: string;
  input: string;
  place: string;
  callId: number;
  filter: real.CallFilter & real.RunFilter;
  run: real.RunAs;
  settled: real.CallSettled;
  runId: number;
  orchestrationId: number;
  code: string;
  replay: real.ReplayRun;
  said: real.RunSaid;
  made: string | null;
  onProgress: Channel<real.Progress> & Channel<real.ActionProgress>;
  onSweep: Channel<real.SweepProgress>;
}

/** Some of the commands. */
export type Commands = Partial<Record<Name, (args: Args) => unknown>>;

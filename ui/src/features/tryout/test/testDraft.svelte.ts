/** A test as it is written: for which store and trigger, by which way, with which payload. */
import { asIpcError } from '$lib/ipc';
import type { IpcError, TestArrived, TriggerTest, Way } from '$lib/ipc';
import { Act } from '$lib/state/act.svelte';
import { status } from '$lib/state/status.svelte';
import type { Target, Targets } from '../targets.svelte';
import type { Subject } from '../tryout.svelte';

/** What is asked of the backend. */
export interface TestPort {
  testPayload(storeId: number, trigger: string): Promise<string>;
  testTrigger(test: TriggerTest): Promise<TestArrived>;
}

/** The test. What was typed stays until it is reset. */
export class TestDraft {
  /** The test that was stored, until something else is to be sent. */
  arrived = $state.raw<TestArrived | null>(null);
  /** Whether the payload Patchbay offers is on its way. */
  loading = $state(false);
  /** Why there is none. */
  payloadError = $state.raw<IpcError | null>(null);
  readonly act = new Act();
  readonly targets: Targets;
  readonly #port: TestPort;
  #storeId = $state<number | null>(null);
  #trigger = $state<string | null>(null);
  #way = $state<Way | null>(null);
  #offered = $state('');
  #typed = $state<string | null>(null);
  #question = 0;
  #offering: Promise<void> = Promise.resolve();

  constructor(port: TestPort, targets: Targets) {
    this.#port = port;
    this.targets = targets;
  }

  readonly store = $derived.by(() => {
    const { list } = this.targets;
    return list.find(({ id }) => id === this.#storeId) ?? list.find(isHooked) ?? list[0] ?? null;
  });
  readonly trigger = $derived.by(() => {
    const triggers = this.store?.triggers ?? [];
    return triggers.find(({ id }) => id === this.#trigger) ?? triggers[0] ?? null;
  });
  /** Whether there is a public address the test could come by. */
  readonly reachable = $derived(
    this.store?.mode === 'practice' || (status.now?.address.url ?? null) !== null,
  );
  readonly way: Way = $derived(this.#way ?? (this.reachable ? 'public' : 'here'));
  readonly body = $derived(this.#typed ?? this.#offered);
  readonly edited = $derived(this.#typed !== null);
  /** Whether there is something to send. */
  readonly ready = $derived(this.trigger !== null && (this.edited || this.#offered !== ''));

  /** Begins a test, of the subject if one is given. What was typed before is still there. */
  async begin(subject: Subject | null): Promise<void> {
    this.#renew();
    if (subject) {
      this.#storeId = subject.storeId;
      this.#trigger = subject.trigger ?? this.#trigger;
    }
    await this.targets.load();
    await this.offer();
  }

  async chooseStore(id: number): Promise<void> {
    this.#renew();
    this.#storeId = id;
    await this.offer();
  }

  async chooseTrigger(id: string): Promise<void> {
    this.#renew();
    this.#trigger = id;
    await this.offer();
  }

  chooseWay(way: Way): void {
    this.#renew();
    this.#way = way;
  }

  /** Takes a payload as it is typed. */
  type(text: string): void {
    this.#renew();
    this.#typed = text === this.#offered ? null : text;
  }

  /** Goes back to the payload Patchbay offers. */
  reset(): void {
    this.#renew();
    this.#typed = null;
  }

  /** Fetches the payload that the store would send now. */
  offer(): Promise<void> {
    this.#offering = this.#fetch();
    return this.#offering;
  }

  async #fetch(): Promise<void> {
    const question = ++this.#question;
    const { store, trigger } = this;
    this.payloadError = null;
    this.loading = store !== null && trigger !== null;
    if (!store || !trigger) return;
    const take = (text: string, error: IpcError | null) => {
      if (question !== this.#question) return;
      this.#offered = text;
      this.payloadError = error;
      this.loading = false;
    };
    await this.#port.testPayload(store.id, trigger.id).then(
      (text) => take(text, null),
      (thrown: unknown) => take('', asIpcError(thrown)),
    );
  }

  /** Sends it and waits until it is stored. Another one is made anew unless it was edited. */
  async send(): Promise<void> {
    if (!this.ready || this.act.running !== null) return;
    const again = this.arrived !== null && !this.edited;
    const done = await this.act.run('send', async () => {
      if (!this.edited) await (again ? this.offer() : this.#offering);
      if (!this.edited && this.payloadError) throw this.payloadError;
      return this.#send();
    });
    this.arrived = done?.value ?? null;
  }

  async #send(): Promise<TestArrived | null> {
    const { store, trigger, way, body } = this;
    if (!store || !trigger) return null;
    return this.#port.testTrigger({ storeId: store.id, trigger: trigger.id, way, body });
  }

  #renew(): void {
    this.arrived = null;
    this.act.error = null;
  }
}

function isHooked({ triggers }: Target): boolean {
  return triggers.length > 0;
}

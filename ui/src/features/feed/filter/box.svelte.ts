/** What the filter box holds besides the filter: what is typed, what it offers, what it could not understand. */
import type { Condition } from '$lib/ipc';
import type { Choices } from '../language/choices';
import { type Offer, offers } from '../language/offers';
import { parse } from '../language/parse';
import type { Reading } from '../language/values';
import { type FeedFilter, without, withConditions } from '../model/filter';
import { recentFilters, rememberFilter } from './recents';

/** What the box is told and tells. */
export interface BoxSurroundings {
  readonly filter: () => FeedFilter;
  readonly choices: () => Choices;
  readonly change: (filter: FeedFilter) => void;
}

/** The filter box. */
export class Box {
  typed = $state('');
  /** Whether its offers are shown. */
  open = $state(false);
  /** The offer the keyboard stands on, or -1. */
  at = $state(-1);
  /** Why what was entered is still in the box. */
  problem = $state('');
  #recent = $state.raw<readonly FeedFilter[]>([]);
  #now = $state(0);
  #around: BoxSurroundings;

  constructor(around: BoxSurroundings) {
    this.#around = around;
  }

  readonly #reading: Reading = $derived.by(() => ({
    choices: this.#around.choices(),
    now: this.#now,
  }));

  /** What it offers for what is typed. */
  readonly offers: readonly Offer[] = $derived.by(() =>
    offers(this.typed, this.#reading, this.#recent),
  );

  /** Shows the offers. */
  show(): void {
    if (!this.open) this.#recent = recentFilters();
    this.#now = Date.now();
    this.open = true;
    this.at = this.typed.trim() === '' ? -1 : 0;
  }

  /** Something was typed. */
  type(): void {
    this.problem = '';
    this.show();
  }

  /** Shows no offers. */
  shut(): void {
    this.open = false;
    this.at = -1;
  }

  /** Moves among the offers, round the ends. */
  step(by: number): void {
    if (!this.open) return this.show();
    const { length } = this.offers;
    if (length > 0) this.at = this.at < 0 && by < 0 ? length - 1 : (this.at + by + length) % length;
  }

  /** Takes the offer the keyboard stands on, or what is typed as it is. */
  enter(): void {
    const offer = this.open ? this.offers[this.at] : undefined;
    if (offer) this.take(offer);
    else if (this.typed.trim() === '') this.show();
    else this.#read();
  }

  /** Takes an offer. */
  take({ taking }: Offer): void {
    this.problem = '';
    if (taking.kind === 'put') {
      this.typed = taking.text;
      this.show();
    } else if (taking.kind === 'add') this.#add(taking.conditions, taking.rest);
    else this.apply(taking.filter);
  }

  /** Puts a whole filter in the place of the present one. */
  apply(filter: FeedFilter): void {
    this.#change(filter);
    this.typed = '';
    this.shut();
  }

  /** Removes the last condition. Returns whether there was one to remove. */
  removeLast(): boolean {
    const filter = this.#around.filter();
    if (this.typed !== '' || filter.length === 0) return false;
    this.#around.change(without(filter, filter.length - 1));
    return true;
  }

  #read(): void {
    this.#now = Date.now();
    const { conditions, problems } = parse(this.typed, this.#reading);
    const rest = problems.map(({ raw }) => raw).join(' ');
    if (conditions.length > 0) this.#add(conditions, rest);
    this.problem = problems.map(({ problem }) => problem).join(' ');
  }

  #add(conditions: readonly Condition[], rest: string): void {
    this.#change(withConditions(this.#around.filter(), conditions));
    this.typed = rest;
    this.shut();
  }

  #change(filter: FeedFilter): void {
    rememberFilter(filter);
    this.#around.change(filter);
  }
}

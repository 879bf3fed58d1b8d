/**
 * The feed's state. It outlives the screen, so that coming back finds the same filter and row; made
 * here and not by the screen, whose end would freeze what is derived in it.
 */
import { Chart } from './chart/chart.svelte';
import { Comparison } from './compare/comparison.svelte';
import { Marks } from './marks/marks.svelte';
import { Bodies } from './model/bodies.svelte';
import { Detail } from './model/detail.svelte';
import { Feed } from './model/feed.svelte';
import { SavedFilters } from './model/saved.svelte';
import { Selection } from './model/selection.svelte';
import { View } from './model/view.svelte';
import { port } from './port';
import { Replay } from './replay/replay.svelte';
import { Surroundings } from './surroundings.svelte';
import { Exports } from './transfer/exports.svelte';
import { Imports } from './transfer/imports.svelte';

/** The events shown. */
export const feed = new Feed(port);
/** The row chosen. */
export const selection = new Selection();
/** The event in the detail pane. */
export const detail = new Detail(port);
/** The filters kept under a name. */
export const saved = new SavedFilters(port);
/** How the detail pane is looked at. */
export const view = new View();
/** Bodies of deliveries. */
export const bodies = new Bodies(port);
/** The event in the detail pane beside another. */
export const comparison = new Comparison(port, bodies);
/** Events over time. */
export const chart = new Chart(port);
/** What the user puts on events. */
export const marks = new Marks(port, () => void detail.retry());
/** Events on their way again. */
export const replaying = new Replay(port);
/** The export of now. */
export const exports = new Exports(port);
/** The import of now. */
export const imports = new Imports(port);
/** What the feed needs to know besides. */
export const surroundings = new Surroundings(port, marks);

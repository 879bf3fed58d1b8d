/** The commands of the fake backend, by the names the real one gives them. */
import type * as real from '../bindings';
import { accountCommands } from './accountCommands';
import { actionCommands } from './actionCommands';
import { appCommands, installCommands } from './appCommands';
import type { Args, Commands, Name } from './args';
import { diagnoseCommands } from './diagnose';
import { dataCommands, feedCommands, transferCommands } from './feedCommands';
import { orchestrationCommands } from './orchestrations';
import { recoveryCommands } from './recovery';
import { setupCommands } from './setups';
import { startCommands } from './rescue';
import { runCommands } from './runCommands';
import { forwardCommands, sendingCommands } from './sendings';
import {
  addressDown,
  addressUp,
  means,
  noAddress,
  PUBLIC_KEY,
  tunnelled,
  PRACTISING,
  RESTING,
} from './status';
import { storeCommands, triggerCommands } from './storeCommands';
import { failure, type World } from './world';

/** All commands. */
export function commandsOf(world: World): Record<Name, (args: Args) => unknown> {
  return {
    ...startCommands(world),
    ...statusCommands(world),
    ...addressCommands(world),
    ...accountCommands(world),
    ...actionCommands(world),
    ...runCommands(world),
    ...orchestrationCommands(world),
    ...appCommands(world),
    ...installCommands(world),
    ...storeCommands(world),
    ...recoveryCommands(world),
    ...diagnoseCommands(world),
    ...setupCommands(world),
    ...triggerCommands(world),
    ...feedCommands(world),
    ...forwardCommands(world),
    ...sendingCommands(world),
    ...dataCommands(world),
    ...transferCommands(world),
  };
}

const LEFT: real.LeftHooks = {
  store: 'Northwind Outdoor',
  hooks: 4,
  why: 'BigCommerce could not be reached.',
};

function statusCommands(world: World) {
  const practise = (practice: real.PracticeView) => {
    world.status = { ...world.status, practice };
    world.changed();
    return practice;
  };
  const ask = (leaving: real.LeavingView | null) => {
    world.status = { ...world.status, leaving };
    world.changed();
  };
  return {
    status: () => world.status,
    watch_status: ({ onStatus }) => world.hear('status', () => onStatus.onmessage(world.status)),
    unwatch: ({ watch }) => {
      world.transfers.leave(watch);
      world.leave(watch);
    },
    start_practice: () => practise(PRACTISING),
    stop_practice: () => practise(RESTING),
    retry_vault: () => world.status.vault,
    copy_text: ({ text }) => navigator.clipboard?.writeText(text).catch(() => undefined),
    open_page: ({ page }) => console.info('opens', page),
    quit_app: () => console.info('quits'),
    choose_path: () => '/home/ada/.ssh/id_ed25519',
    has_tray: () => world.scenario === 'full',
    stay_in_tray: () => ask(null),
    stay: () => ask(null),
    pause_hooks: () => (world.scenario === 'trouble' ? [LEFT] : []),
    wish_to_quit: () => ask({ hooks: 12, stores: 3, closes: true, canStay: true, paused: null }),
    set_closing: ({ closing }) => {
      world.status = { ...world.status, closing };
      world.changed();
    },
  } satisfies Commands;
}

function addressCommands(world: World) {
  const set = (address: real.AddressView) => {
    world.status = { ...world.status, address };
    world.changed();
    return address;
  };
  return {
    clear_address: () => set(noAddress()),
    test_address: () => set({ ...world.status.address, since: Date.now() }),
    forget_host_key: () => world.status.address,
    ssh_public_key: () => PUBLIC_KEY,
    moved_callbacks: () => [],
    outages: () => [],
    set_practice_address: ({ through }) => {
      const practice = { ...world.status.practice, throughAddress: through };
      world.status = { ...world.status, practice };
      world.changed();
      return practice;
    },
    tunnel_means: () => means(world.status.listener.port),
    set_address: ({ way }) => {
      const url = 'url' in way ? way.url : 'https://f00d.lhr.life';
      if (!/^https:\/\/[^/]+\.[^/]+/.test(url))
        throw failure(
          'validation',
          'This is no HTTPS address.',
          'Begin it with https://.',
          'address',
        );
      if (way.kind !== 'own') return set(tunnelled(way, url));
      return set(url.includes('down') ? addressDown(url) : addressUp(url));
    },
    refusals: () => world.status.listener.refused,
    set_listener_port: ({ port }) => {
      const listener = { ...world.status.listener, port, listening: true, problem: null };
      world.status = { ...world.status, listener };
      world.changed();
      return listener;
    },
  } satisfies Commands;
}
